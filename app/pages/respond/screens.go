package respond

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/look"
	"pinisi/app/pages/kiosk"
	"pinisi/app/widgets"
	"pinisi/assets"
	"pinisi/assets/words"
	"pinisi/data/respond"
	"pinisi/data/setup"
)

func clean(text string) string { return strings.TrimSpace(text) }

// welcome invites in both languages.
func (c *counter) welcome() screen {
	return screen{
		Name: "welcome",
		Draw: func() fyne.CanvasObject {
			id, en := words.New("id"), words.New("en")
			n := map[string]any{"N": len(c.form.Questions)}
			start := func(language, big, word string) fyne.CanvasObject {
				t := kiosk.NewTarget(big, word, func() { c.begin(language) }).Sized(24).Fill(true)
				t.Height = 120
				return t
			}
			return kiosk.Middle(
				widgets.NewText(setup.Name(c.form.Of.Scope), look.SectionSize).In(look.Quiet).Centered(),
				widgets.NewText(id.T(c.opt.Welcome), 34).Bold().Centered(),
				widgets.NewText(en.T(c.opt.Welcome), 22).In(look.Quiet).Centered(),
				widgets.Space(0, look.Gap),
				kiosk.Shares(look.Roomy,
					start("id", id.T("entry.counter.start"), id.T("entry.counter.about", n)),
					start("en", en.T("entry.counter.start"), en.T("entry.counter.about", n))),
				widgets.Space(0, look.Gap),
				widgets.NewText(id.T("entry.counter.no_name")+"\n"+en.T("entry.counter.no_name"), look.TextSize).In(look.Quiet).Centered(),
			)
		},
		Rune: func(r rune) {
			switch r {
			case '1', 'i', 'I':
				c.begin("id")
			case '2', 'e', 'E':
				c.begin("en")
			}
		},
		Key: func(k fyne.KeyName) {
			if k == fyne.KeyReturn || k == fyne.KeyEnter {
				c.begin("id")
			}
		},
	}
}

// head is the line over a form: how far, and the other language.
func (c *counter) head(progress string, share float64) fyne.CanvasObject {
	other := "en"
	if c.w.Lang() == "en" {
		other = "id"
	}
	toOther := kiosk.NewLow(words.New(other).T("entry.counter.language"), func() { c.speak(other) })
	toOther.Height, toOther.TextSize = 48, 16
	return widgets.Column(look.Gap,
		widgets.RowGrow(look.Roomy, 0, widgets.NewText(progress, look.SectionSize).In(look.Quiet).OneLine(), toOther),
		kiosk.NewTrack(share))
}

// lowWidth is the width of the ways back and on.
const lowWidth = 150

func (c *counter) backTarget() fyne.CanvasObject {
	return widgets.Sized(look.Text(lowWidth), 0, kiosk.NewLow(c.t("entry.counter.back"), c.back))
}

// services asks what the visitor came for; it may be left open.
func (c *counter) services() screen {
	pick := func(code string) {
		c.service = code
		c.Show(c.question())
	}
	return screen{
		Name: "services", Idle: true,
		Draw: func() fyne.CanvasObject {
			var rows []fyne.CanvasObject
			var line []fyne.CanvasObject
			for i, code := range c.opt.Services {
				t := kiosk.NewTarget(assets.ServiceName(code, c.w.Lang()), "", func() { c.Touch(func() { pick(code) }) }).Sized(16)
				if i < 9 {
					t = kiosk.NewTarget(strconv.Itoa(i+1), assets.ServiceName(code, c.w.Lang()), func() { c.Touch(func() { pick(code) }) }).Sized(18)
				}
				line = append(line, t.Fill(c.service == code))
				if len(line) == 3 || i == len(c.opt.Services)-1 {
					for len(line) < 3 {
						line = append(line, widgets.Space(0, 0))
					}
					rows = append(rows, kiosk.Shares(look.Gap+look.Tight, line...))
					line = nil
				}
			}
			grid := container.NewVScroll(widgets.Inset(6, 6, widgets.Column(look.Gap+look.Tight, rows...)))
			foot := widgets.RowGrow(look.Roomy, 1,
				c.backTarget(), widgets.Space(0, 0), kiosk.NewLow(c.t("entry.counter.other_service"), func() { pick("") }))
			return container.NewBorder(
				widgets.Column(look.Roomy, c.head("", 0), widgets.NewText(c.t("entry.counter.which_service"), 26).Bold().Centered(), widgets.Space(0, 0)),
				widgets.Inset(0, look.Gap, foot), nil, nil, grid)
		},
		Rune: func(r rune) {
			if n := int(r - '1'); n >= 0 && n < min(9, len(c.opt.Services)) {
				pick(c.opt.Services[n])
			}
		},
		Key: func(k fyne.KeyName) {
			switch k {
			case fyne.KeyReturn, fyne.KeyEnter:
				pick("")
			case fyne.KeyBackspace, fyne.KeyLeft:
				c.back()
			}
		},
	}
}

// question puts one question with its answers as targets.
func (c *counter) question() screen {
	return screen{
		Name: "question", Idle: true,
		Draw: func() fyne.CanvasObject {
			q, n := c.form.Questions[c.at], len(c.form.Questions)
			var targets []fyne.CanvasObject
			for level := c.form.Min; level <= c.form.Max; level++ {
				word := ""
				if i := level - c.form.Min; i < len(q.Labels) {
					word = q.Labels[i].In(c.w.Lang())
				}
				t := kiosk.NewTarget(strconv.Itoa(level), word, func() { c.Touch(func() { c.choose(level) }) }).Fill(c.answers[c.at] == level)
				t.Height = 112
				targets = append(targets, t)
			}
			middleParts := []fyne.CanvasObject{
				widgets.NewText(q.Text.In(c.w.Lang()), 28).Bold().Centered(),
				widgets.Space(0, look.Gap),
				kiosk.Shares(look.Gap+look.Tight, targets...),
			}
			if len(q.Labels) == 0 {
				middleParts = append(middleParts, widgets.RowGrow(look.Roomy, 1,
					widgets.NewText(c.t("entry.counter.lowest", "N", c.form.Min), look.TextSize+2).In(look.Quiet).Whole(), widgets.Space(0, 0),
					widgets.NewText(c.t("entry.counter.highest", "N", c.form.Max), look.TextSize+2).In(look.Quiet).Whole()))
			}
			on := fyne.CanvasObject(widgets.Space(0, 0))
			if c.answers[c.at] != respond.Blank {
				on = widgets.Sized(look.Text(lowWidth), 0, kiosk.NewLow(c.t("entry.counter.next"), c.next))
			}
			foot := widgets.RowGrow(look.Roomy, 1, c.backTarget(), widgets.Space(0, 0), on)
			return container.NewBorder(c.head(c.t("entry.counter.progress", "N", c.at+1, "All", n), float64(c.at)/float64(n)),
				foot, nil, nil, kiosk.Middle(middleParts...))
		},
		Rune: func(r rune) {
			if r >= '0' && r <= '9' {
				c.choose(int(r - '0'))
			}
		},
		Key: func(k fyne.KeyName) {
			switch k {
			case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyRight:
				c.next()
			case fyne.KeyBackspace, fyne.KeyLeft:
				c.back()
			}
		},
	}
}

// remarks offers to write something, and to be reached; both may stay empty.
func (c *counter) remarks() screen {
	return screen{
		Name: "remark", Idle: true,
		Draw: func() fyne.CanvasObject {
			if c.remark == nil {
				c.remark = widgets.NewAutoArea(c.t("entry.counter.remark"), 3)
				c.contact = widgets.NewAutoField(c.t("entry.counter.contact"))
				c.contact.SetExample(c.t("entry.counter.contact_example"))
				c.contact.SetHint(c.t("entry.counter.contact_hint"))
				c.contact.OnEnter = c.send
				for _, f := range []*widgets.AutoField{c.remark, c.contact} {
					f.Clock = c.opt.After
					f.OnTyped = func(string) { c.Touched() }
				}
			}
			foot := widgets.RowGrow(look.Roomy, 1, c.backTarget(), widgets.Space(0, 0),
				widgets.Sized(look.Text(220), 0, kiosk.NewTarget(c.t("entry.counter.send"), "", c.send).Sized(24).Fill(true)))
			n := len(c.form.Questions)
			return container.NewBorder(c.head(c.t("entry.counter.all_answered", "N", n), 1), foot, nil, nil, kiosk.Middle(
				widgets.NewText(c.t("entry.counter.anything_else"), 26).Bold().Centered(),
				widgets.NewText(c.t("entry.counter.not_required"), look.TextSize+2).In(look.Quiet).Centered(),
				c.remark, c.contact))
		},
		Key: func(k fyne.KeyName) {
			switch k {
			case fyne.KeyReturn, fyne.KeyEnter:
				c.send()
			case fyne.KeyBackspace, fyne.KeyLeft:
				c.back()
			}
		},
	}
}
