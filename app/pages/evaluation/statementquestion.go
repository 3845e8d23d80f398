package evaluation

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/instrument"
	"pinisi/data/suggest"
)

// asked is one question of F-01.
type asked struct {
	p        *statement
	of       *instrument.Statement
	content  *fyne.Container
	head     *fyne.Container
	clash    *widgets.Button
	fields   *bound.Form
	focus    func()
	origin   *origin
	evidence *bound.Evidence
	clashing bool
	misfit   *widgets.Text // says that what is stored is no answer to the question
}

func newAsked(p *statement, of *instrument.Statement) *asked {
	q := &asked{p: p, of: of}
	s := p.f.p.s
	q.fields = bound.New(s, "f01.undo.value")
	q.fields.Filter = func(_ string, e data.Edit) []data.Edit { return p.f.sheet.State(of.ID, e) }
	q.clash = widgets.NewButton(widgets.Quiet, "", "conflict", func() { s.Open(session.PageSync, p.f.sheet.StatementStub(of.ID).ID) }).Compact()
	q.clash.Hide()
	q.evidence = bound.NewEvidence(s, "", "f01.undo.attach", "f01.undo.detach")
	proof := words.T("f01.evidence")
	if len(of.Evidence) > 0 {
		proof = words.T("f01.look_for", "List", strings.Join(of.Evidence, "; "))
	}
	q.evidence.First = func() []data.Edit { return p.f.sheet.FoundStatement(of.ID) }
	q.origin = newOrigin(q)
	q.misfit = widgets.Body("").In(look.Bad)
	q.misfit.Hide()

	aside := widgets.Row(look.Gap, q.clash)
	if len(of.Indicators) > 0 {
		aside.Add(widgets.Small(words.T("f01.informs", "List", strings.Join(of.Indicators, ", "))).Whole())
	}
	title := widgets.Body(strconv.Itoa(of.Number) + "  " + of.Text.In(lang())).Bold()
	q.head = widgets.RowTop(look.Roomy, 0, title, aside)
	q.content = widgets.Column(look.Gap, q.head, q.input(), q.misfit, q.origin.content, widgets.Column(look.Tight, widgets.Small(proof), q.evidence.Strip))
	return q
}

// input makes the field that fits the type of the answer.
func (q *asked) input() fyne.CanvasObject {
	of := q.of
	next := func() { q.p.next(q) }
	switch of.Type {
	case instrument.AnswerYesNo:
		return q.choose([]widgets.Option{{ID: instrument.Yes, Text: words.T("f01.yes")}, {ID: instrument.No, Text: words.T("f01.no")}}, false, next)
	case instrument.AnswerChoice, instrument.AnswerChoices:
		options := make([]widgets.Option, len(of.Choices))
		for i, o := range of.Choices {
			options[i] = widgets.Option{ID: o.ID, Text: o.Text.In(lang())}
		}
		return q.choose(options, of.Type == instrument.AnswerChoices, next)
	case instrument.AnswerNumber:
		field := widgets.NewDecimalField("", "f01.number_wrong")
		q.parsed(field, next)
		row := widgets.RowTop(look.Gap, -1, widgets.Sized(look.Text(200), 0, field))
		if !of.Unit.IsZero() {
			row.Add(widgets.Inset(0, look.Gap+2, widgets.Hint(of.Unit.In(lang())).Whole()))
		}
		return row
	case instrument.AnswerDate:
		field := widgets.NewDateField("", q.p.f.p.s.Now)
		q.parsed(field, next)
		return widgets.RowTop(look.Gap, -1, widgets.Sized(look.Text(260), 0, field))
	}
	field := q.fields.Text("value", widgets.NewAutoArea("", 2))
	q.focus = field.Focus
	return field
}

func (q *asked) parsed(field *widgets.ParsedField, next func()) {
	q.fields.Parsed("value", field)
	field.Field().OnEnter = next
	q.focus = field.Field().Focus
}

// choose makes an option set, tied to the value; several ids stand with commas between.
func (q *asked) choose(options []widgets.Option, several bool, next func()) fyne.CanvasObject {
	set := newOptionSet(options, several)
	save := q.fields.Other("value", func(r data.Record) { set.set(ids(r.Text("value"))) }, func(on bool) {
		if on {
			set.Enable()
		} else {
			set.Disable()
		}
	})
	set.OnChanged = func(ids []string) {
		if len(ids) == 0 {
			save(data.Value{})
			return
		}
		save(data.TextValue(strings.Join(ids, ",")))
	}
	set.OnNext = next
	q.focus = func() { q.p.focus(set) }
	return set
}

func ids(value string) []string {
	if value == "" {
		return nil
	}
	return strings.Split(value, ",")
}

// show draws the answer as it was read, and says whether its height may have changed.
func (q *asked) show() (moved bool) {
	rec := q.p.f.sheet.StatementStub(q.of.ID)
	q.fields.Show(rec)
	q.evidence.Show(rec, q.p.f.help.stated[q.of.ID])
	n := len(rec.Conflicts["value"])
	if n > 1 {
		q.clash.SetText(words.T("common.values", "N", n))
	}
	chooses := len(q.of.Choices) > 0 || q.of.Type == instrument.AnswerYesNo
	if clashing := n > 1 && chooses; clashing != q.clashing { // fields of text have a mark of their own
		q.clashing = clashing
		widgets.ShowIf(q.clash, clashing)
		q.head.Refresh()
		moved = true
	}
	moved = q.showMisfit(rec) || moved
	return q.origin.show(rec) || moved
}

// showMisfit says when something is stored that the field cannot show, such as
// by an import or from a form with other choices.
func (q *asked) showMisfit(rec data.Record) bool {
	value := rec.Text("value")
	wrong := value != "" && !q.of.Takes(value)
	if wrong {
		q.misfit.Set(words.T("f01.misfit", "Value", words.Short(value, 80)))
	}
	if wrong == q.misfit.Visible() {
		return false
	}
	widgets.ShowIf(q.misfit, wrong)
	return true
}

func (q *asked) lock(locked bool) {
	q.fields.Lock(locked)
	q.evidence.Lock(locked)
}

// origin says under an answer where it came from, what the records say, and
// what can be taken from them.
type origin struct {
	q       *asked
	content *fyne.Container
	key     string
}

func newOrigin(q *asked) *origin {
	o := &origin{q: q, content: widgets.Column(look.Tight)}
	o.content.Hide()
	return o
}

// show draws it anew when what it says has changed.
func (o *origin) show(rec data.Record) bool {
	f := o.q.p.f
	fact := f.help.known().Fact(o.q.of.Fact)
	offer := f.sheet.OfferOf(o.q.of, fact)
	if f.help.facts == nil {
		offer = assess.NoOffer // not read yet: nothing is claimed
	}
	key := strings.Join([]string{strconv.Itoa(int(offer)), fact.Value, said(fact.How), rec.Text("value"), rec.Text("source_at"), strconv.FormatBool(o.q.p.locked)}, "\x00")
	if offer == assess.NoOffer || offer == assess.Agreed {
		key = ""
	}
	if key == o.key {
		return false
	}
	o.key = key
	o.content.Objects = nil
	if key != "" {
		o.build(offer, fact, rec)
	}
	widgets.ShowIf(o.content, key != "")
	o.content.Refresh()
	return true
}

func (o *origin) build(offer assess.Offer, fact suggest.Fact, rec data.Record) {
	of := o.q.of
	now, how := answerText(of, fact.Value), said(fact.How)
	value, when := answerText(of, rec.Text("value")), dayOf(rec.Time("source_at"))
	var buttons []*widgets.Button
	icon, tint, text := "innovation", look.Sea, ""
	switch offer {
	case assess.Propose:
		text = words.T("f01.propose", "Value", now, "How", how)
		buttons = append(buttons, o.take(fact, widgets.Plain))
	case assess.Taken:
		icon, tint, text = "check", look.Good, words.T("f01.taken", "When", when, "How", how)
	case assess.Stale:
		icon, tint = "warning", look.Wait
		if fact.Known && of.Takes(fact.Value) {
			text = words.T("f01.stale", "Now", now, "Value", value, "When", when)
			buttons = append(buttons, o.take(fact, widgets.Plain))
		} else {
			text = words.T("f01.stale_gone", "How", how, "Value", value, "When", when)
		}
		buttons = append(buttons, o.keep())
	case assess.Apart:
		tint, text = look.Quiet, words.T("f01.apart", "Value", now, "How", how)
		buttons = append(buttons, o.take(fact, widgets.Quiet))
	}
	body := widgets.Column(look.Tight, widgets.Hint(text))
	if links := linkRow(o.q.p.f, fact.Links); links != nil {
		body.Add(links)
	}
	line := widgets.RowTop(look.Gap, 1, widgets.NewIcon(icon, tint, 18), body)
	if !o.q.p.locked {
		for _, b := range buttons {
			line.Add(b)
		}
	}
	o.content.Add(line)
}

// buttonLetters is how long the word of a button may be that names a value.
const buttonLetters = 24

func (o *origin) take(fact suggest.Fact, kind widgets.Kind) *widgets.Button {
	text := words.T("f01.take", "Value", answerText(o.q.of, fact.Value))
	if len([]rune(text)) > buttonLetters {
		text = words.T("f01.take_long")
	}
	return widgets.NewButton(kind, text, "", func() {
		f := o.q.p.f
		o.q.focus()
		f.p.s.Write("f01.undo.take", f.sheet.Take(o.q.of, fact, f.today()), nil)
	}).Compact()
}

func (o *origin) keep() *widgets.Button {
	return widgets.NewButton(widgets.Quiet, words.T("f01.keep"), "", func() {
		f := o.q.p.f
		o.q.focus()
		f.p.s.Write("f01.undo.keep", f.sheet.Keep(o.q.of.ID), nil)
	}).Compact()
}
