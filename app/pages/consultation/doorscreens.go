package consultation

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/look"
	"pinisi/app/pages/kiosk"
	"pinisi/app/widgets"
	"pinisi/assets/words"
	"pinisi/data"
	"pinisi/data/setup"
)

// welcome invites in both languages.
func (d *door) welcome() kiosk.Screen {
	return kiosk.Screen{
		Name: "welcome",
		Draw: func() fyne.CanvasObject {
			id, en := words.New("id"), words.New("en")
			start := func(w *words.Words, language string) fyne.CanvasObject {
				t := kiosk.NewTarget(w.T("consultation.door.sign_in", nil), w.T("consultation.door.minute", nil), func() { d.begin(language) }).Sized(24).Fill(true)
				t.Height = 120
				return t
			}
			parts := []fyne.CanvasObject{
				widgets.NewText(setup.Name(d.mode.Scope), look.SectionSize).In(look.Quiet).Centered(),
				widgets.NewText(id.T("consultation.door.welcome", nil), 34).Bold().Centered(),
				widgets.NewText(d.mode.Title, 24).Centered(),
			}
			if d.mode.SessionTitle != "" {
				parts = append(parts, widgets.NewText(d.mode.SessionTitle, look.SectionSize).In(look.Quiet).Centered())
			}
			return kiosk.Middle(append(parts, widgets.Space(0, look.Gap),
				kiosk.Shares(look.Roomy, start(id, "id"), start(en, "en")),
				widgets.Space(0, look.Gap),
				widgets.NewText(id.T("consultation.door.privacy", nil)+"\n"+en.T("consultation.door.privacy", nil), look.TextSize).In(look.Quiet).Centered())...)
		},
		Rune: func(r rune) {
			switch r {
			case '1', 'i', 'I':
				d.begin("id")
			case '2', 'e', 'E':
				d.begin("en")
			}
		},
		Key: func(k fyne.KeyName) {
			if k == fyne.KeyReturn || k == fyne.KeyEnter {
				d.begin("id")
			}
		},
	}
}

// elements asks who the visitor speaks for: the five unsur, and the provider.
func (d *door) elements() kiosk.Screen {
	return kiosk.Screen{
		Name: "elements", Idle: true,
		Draw: func() fyne.CanvasObject {
			var targets []fyne.CanvasObject
			for i, u := range data.Unsur {
				t := kiosk.NewTarget(strconv.Itoa(i+1), d.t("consultation.door.unsur."+u), func() { d.Touch(func() { d.choose(u) }) }).Sized(26)
				t.Height = 150
				targets = append(targets, t)
			}
			foot := widgets.RowGrow(look.Roomy, 1, widgets.Sized(look.Text(150), 0, kiosk.NewLow(d.t("entry.counter.back"), d.home)), widgets.Space(0, 0),
				widgets.Sized(look.Text(300), 0, kiosk.NewLow(d.t("consultation.door.unsur.provider"), func() { d.Touch(func() { d.choose("provider") }) })))
			return container.NewBorder(nil, foot, nil, nil, kiosk.Middle(
				widgets.NewText(d.t("consultation.door.who"), 28).Bold().Centered(),
				widgets.NewText(d.t("consultation.door.who_hint"), look.SectionSize).In(look.Quiet).Centered(),
				widgets.Space(0, look.Gap),
				kiosk.Shares(look.Gap+look.Tight, targets...)))
		},
		Rune: func(r rune) {
			if i := int(r - '1'); i >= 0 && i < len(data.Unsur) {
				d.choose(data.Unsur[i])
			}
		},
		Key: func(k fyne.KeyName) {
			if k == fyne.KeyBackspace || k == fyne.KeyLeft || k == fyne.KeyEscape {
				d.home()
			}
		},
	}
}

// person asks for name, organisation and mode. Whether the name may be kept is
// said by the button that ends it; no key alone says yes to that.
func (d *door) person() kiosk.Screen {
	return kiosk.Screen{
		Name: "person", Idle: true,
		Draw: func() fyne.CanvasObject {
			if d.name == nil {
				d.name = widgets.NewAutoField(d.t("consultation.door.name"))
				d.org = widgets.NewAutoField(d.t("consultation.door.organization"))
				for _, f := range []*widgets.AutoField{d.name, d.org} {
					f.Clock = d.After()
					f.OnTyped = func(string) { d.Touched() }
				}
			}
			parts := []fyne.CanvasObject{
				widgets.NewText(d.t("consultation.door.unsur."+d.visitor.Unsur), 26).Bold().Centered(),
				d.name, d.org,
			}
			if d.mode.Modes == "hibrida" {
				way := func(mode string) fyne.CanvasObject {
					chosen := d.visitor.Mode == mode || d.visitor.Mode == "" && mode == "luring"
					return kiosk.NewLow(d.t("consultation.door.mode."+mode), func() { d.visitor.Mode = mode; d.Redraw() }).Fill(chosen)
				}
				parts = append(parts, kiosk.Shares(look.Roomy, way("luring"), way("daring")))
			}
			yes := kiosk.NewTarget(d.t("consultation.door.yes"), d.t("consultation.door.yes_hint"), func() { d.Touch(func() { d.send(true) }) }).Sized(22).Fill(true)
			no := kiosk.NewTarget(d.t("consultation.door.no"), d.t("consultation.door.no_hint"), func() { d.Touch(func() { d.send(false) }) }).Sized(22)
			parts = append(parts, widgets.Space(0, look.Tight), kiosk.Shares(look.Roomy, yes, no))
			foot := widgets.RowGrow(look.Roomy, 1, widgets.Sized(look.Text(150), 0, kiosk.NewLow(d.t("entry.counter.back"), d.back)), widgets.Space(0, 0))
			return container.NewBorder(nil, foot, nil, nil, kiosk.Middle(parts...))
		},
		Rune: func(rune) { d.name.Focus() },
		Key: func(k fyne.KeyName) {
			if k == fyne.KeyBackspace || k == fyne.KeyLeft || k == fyne.KeyEscape {
				d.back()
			}
		},
	}
}

func (d *door) back() {
	d.visitor.Unsur = ""
	d.Show(d.elements())
}
