package respond

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/assets"
	"pinisi/assets/words"
	"pinisi/data/respond"
	"pinisi/data/setup"
)

func clean(text string) string { return strings.TrimSpace(text) }

// frame is what stands around every screen: the ground, the way for the officer,
// and the countdown over it.
func (c *counter) frame(inner fyne.CanvasObject) fyne.CanvasObject {
	officer := fyne.CanvasObject(widgets.Space(0, 0))
	if c.screen.name != "pin" {
		b := widgets.NewButton(widgets.Quiet, c.t("entry.counter.officer"), "lock", c.askPIN).Compact()
		officer = b
	}
	foot := widgets.RowGrow(0, 0, widgets.Space(0, 0), officer)
	body := container.NewBorder(nil, widgets.Inset(look.Gap, look.Tight, foot), nil, nil, widgets.Inset(look.Wide, look.Roomy, inner))
	if c.left == 0 {
		return bound.Tinted(look.Ground, body)
	}
	key := "entry.counter.idle"
	if c.screen.name == "remark" {
		key = "entry.counter.idle_complete"
	}
	ask := middle(
		widgets.NewText(c.t("entry.counter.still_there"), 30).Bold().Centered(),
		widgets.NewText(c.t(key, "N", c.left), look.SectionSize).Centered(),
		widgets.Space(0, look.Gap),
		narrow(320, newTarget(c.t("entry.counter.go_on"), "", c.touched).sized(22).fill(true)),
	)
	return bound.Tinted(look.Ground, widgets.Inset(look.Wide, look.Wide, ask))
}

func (t *target) sized(size float32) *target { t.size = size; return t }

// middle puts parts under each other in the middle of the room.
func middle(parts ...fyne.CanvasObject) fyne.CanvasObject {
	return container.New(&middleLayout{}, widgets.Column(look.Roomy, parts...))
}

// narrow is an object of a width in the middle of a line.
func narrow(width float32, o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewCenter(widgets.Sized(look.Text(width), 0, o))
}

// middleLayout centres one column at most 960 pixels wide in both directions.
type middleLayout struct{}

const widest = 960

func (middleLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		width := min(size.Width, look.Text(widest))
		height := min(widgets.HeightOf(o, width), size.Height)
		o.Move(fyne.NewPos((size.Width-width)/2, (size.Height-height)/2))
		o.Resize(fyne.NewSize(width, height))
	}
}

func (middleLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	if len(objects) == 0 {
		return fyne.Size{}
	}
	return fyne.NewSize(objects[0].MinSize().Width, 0)
}

// welcome invites in both languages.
func (c *counter) welcome() screen {
	return screen{
		name: "welcome",
		draw: func() fyne.CanvasObject {
			id, en := words.New("id"), words.New("en")
			n := map[string]any{"N": len(c.form.Questions)}
			start := func(language, big, word string) fyne.CanvasObject {
				t := newTarget(big, word, func() { c.begin(language) }).sized(24).fill(true)
				t.height = 120
				return t
			}
			return middle(
				widgets.NewText(setup.Name(c.form.Of.Scope), look.SectionSize).In(look.Quiet).Centered(),
				widgets.NewText(id.T(c.opt.Welcome), 34).Bold().Centered(),
				widgets.NewText(en.T(c.opt.Welcome), 22).In(look.Quiet).Centered(),
				widgets.Space(0, look.Gap),
				shares(look.Roomy,
					start("id", id.T("entry.counter.start"), id.T("entry.counter.about", n)),
					start("en", en.T("entry.counter.start"), en.T("entry.counter.about", n))),
				widgets.Space(0, look.Gap),
				widgets.NewText(id.T("entry.counter.no_name")+"\n"+en.T("entry.counter.no_name"), look.TextSize).In(look.Quiet).Centered(),
			)
		},
		rune: func(r rune) {
			switch r {
			case '1', 'i', 'I':
				c.begin("id")
			case '2', 'e', 'E':
				c.begin("en")
			}
		},
		key: func(k fyne.KeyName) {
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
	toOther := newLow(words.New(other).T("entry.counter.language"), func() { c.speak(other) })
	toOther.height, toOther.size = 48, 16
	return widgets.Column(look.Gap,
		widgets.RowGrow(look.Roomy, 0, widgets.NewText(progress, look.SectionSize).In(look.Quiet).OneLine(), toOther),
		newTrack(share))
}

// lowWidth is the width of the ways back and on.
const lowWidth = 150

func (c *counter) backTarget() fyne.CanvasObject {
	return widgets.Sized(look.Text(lowWidth), 0, newLow(c.t("entry.counter.back"), c.back))
}

// services asks what the visitor came for; it may be left open.
func (c *counter) services() screen {
	pick := func(code string) {
		c.service = code
		c.show(c.question())
	}
	return screen{
		name: "services", idle: true,
		draw: func() fyne.CanvasObject {
			var rows []fyne.CanvasObject
			var line []fyne.CanvasObject
			for i, code := range c.opt.Services {
				t := newTarget(serviceName(code, c.w.Lang()), "", func() { c.touch(func() { pick(code) }) }).sized(16)
				if i < 9 {
					t = newTarget(strconv.Itoa(i+1), serviceName(code, c.w.Lang()), func() { c.touch(func() { pick(code) }) }).sized(18)
				}
				line = append(line, t.fill(c.service == code))
				if len(line) == 3 || i == len(c.opt.Services)-1 {
					for len(line) < 3 {
						line = append(line, widgets.Space(0, 0))
					}
					rows = append(rows, shares(look.Gap+look.Tight, line...))
					line = nil
				}
			}
			grid := container.NewVScroll(widgets.Inset(6, 6, widgets.Column(look.Gap+look.Tight, rows...)))
			foot := widgets.RowGrow(look.Roomy, 1,
				c.backTarget(), widgets.Space(0, 0), newLow(c.t("entry.counter.other_service"), func() { pick("") }))
			return container.NewBorder(
				widgets.Column(look.Roomy, c.head("", 0), widgets.NewText(c.t("entry.counter.which_service"), 26).Bold().Centered(), widgets.Space(0, 0)),
				widgets.Inset(0, look.Gap, foot), nil, nil, grid)
		},
		rune: func(r rune) {
			if n := int(r - '1'); n >= 0 && n < min(9, len(c.opt.Services)) {
				pick(c.opt.Services[n])
			}
		},
		key: func(k fyne.KeyName) {
			switch k {
			case fyne.KeyReturn, fyne.KeyEnter:
				pick("")
			case fyne.KeyBackspace, fyne.KeyLeft:
				c.back()
			}
		},
	}
}

// serviceName is the name of a service, or its code when the catalogue lacks it.
func serviceName(code, lang string) string {
	catalogue, err := assets.Services()
	if err != nil {
		return code
	}
	for _, s := range catalogue.Services {
		if s.Code == code {
			return s.Name.In(lang)
		}
	}
	return code
}

// question puts one question with its answers as targets.
func (c *counter) question() screen {
	return screen{
		name: "question", idle: true,
		draw: func() fyne.CanvasObject {
			q, n := c.form.Questions[c.at], len(c.form.Questions)
			var targets []fyne.CanvasObject
			for level := c.form.Min; level <= c.form.Max; level++ {
				word := ""
				if i := level - c.form.Min; i < len(q.Labels) {
					word = q.Labels[i].In(c.w.Lang())
				}
				t := newTarget(strconv.Itoa(level), word, func() { c.touch(func() { c.choose(level) }) }).fill(c.answers[c.at] == level)
				t.height = 112
				targets = append(targets, t)
			}
			middleParts := []fyne.CanvasObject{
				widgets.NewText(q.Text.In(c.w.Lang()), 28).Bold().Centered(),
				widgets.Space(0, look.Gap),
				shares(look.Gap+look.Tight, targets...),
			}
			if len(q.Labels) == 0 {
				middleParts = append(middleParts, widgets.RowGrow(look.Roomy, 1,
					widgets.NewText(c.t("entry.counter.lowest", "N", c.form.Min), look.TextSize+2).In(look.Quiet).Whole(), widgets.Space(0, 0),
					widgets.NewText(c.t("entry.counter.highest", "N", c.form.Max), look.TextSize+2).In(look.Quiet).Whole()))
			}
			on := fyne.CanvasObject(widgets.Space(0, 0))
			if c.answers[c.at] != respond.Blank {
				on = widgets.Sized(look.Text(lowWidth), 0, newLow(c.t("entry.counter.next"), c.next))
			}
			foot := widgets.RowGrow(look.Roomy, 1, c.backTarget(), widgets.Space(0, 0), on)
			return container.NewBorder(c.head(c.t("entry.counter.progress", "N", c.at+1, "All", n), float64(c.at)/float64(n)),
				foot, nil, nil, middle(middleParts...))
		},
		rune: func(r rune) {
			if r >= '0' && r <= '9' {
				c.choose(int(r - '0'))
			}
		},
		key: func(k fyne.KeyName) {
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
		name: "remark", idle: true,
		draw: func() fyne.CanvasObject {
			if c.remark == nil {
				c.remark = widgets.NewAutoArea(c.t("entry.counter.remark"), 3)
				c.contact = widgets.NewAutoField(c.t("entry.counter.contact"))
				c.contact.SetExample(c.t("entry.counter.contact_example"))
				c.contact.SetHint(c.t("entry.counter.contact_hint"))
				c.contact.OnEnter = c.send
				for _, f := range []*widgets.AutoField{c.remark, c.contact} {
					f.Clock = c.opt.After
					f.OnTyped = func(string) { c.touched() }
				}
			}
			foot := widgets.RowGrow(look.Roomy, 1, c.backTarget(), widgets.Space(0, 0),
				widgets.Sized(look.Text(220), 0, newTarget(c.t("entry.counter.send"), "", c.send).sized(24).fill(true)))
			n := len(c.form.Questions)
			return container.NewBorder(c.head(c.t("entry.counter.all_answered", "N", n), 1), foot, nil, nil, middle(
				widgets.NewText(c.t("entry.counter.anything_else"), 26).Bold().Centered(),
				widgets.NewText(c.t("entry.counter.not_required"), look.TextSize+2).In(look.Quiet).Centered(),
				c.remark, c.contact))
		},
		key: func(k fyne.KeyName) {
			switch k {
			case fyne.KeyReturn, fyne.KeyEnter:
				c.send()
			case fyne.KeyBackspace, fyne.KeyLeft:
				c.back()
			}
		},
	}
}
