package consultation

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/consult"
)

// paste takes a list of names from the clipboard: invitees of one element.
type paste struct {
	d     *detail
	text  *widgets.AutoField
	unsur *widgets.PickList
	state *widgets.PickList
	count *widgets.Text
	take  *widgets.Button
	shut  func()
}

func newPaste(d *detail) *paste {
	p := &paste{d: d, count: widgets.Small("")}
	word := func(key string) string { return words.T("consultation.paste." + key) }
	p.text = widgets.NewAutoArea(word("text"), 8)
	p.text.SetExample(word("example"))
	p.text.OnTyped = func(string) { p.say() }
	p.unsur = widgets.NewPickList(words.T("consultation.participants.unsur"), unsurOptions(true))
	p.unsur.OnPicked = func(string) { p.unsur.SetError("") }
	p.state = widgets.NewChoice(words.T("consultation.participants.state"), choices("consultation.presence.", "invited", "confirmed", data.Attended))
	p.state.Set("invited")
	p.take = widgets.NewButton(widgets.Primary, "", "check", p.done)
	if clip := fyne.CurrentApp().Clipboard(); clip != nil {
		if people := consult.People(clip.Content()); len(people) > 1 {
			p.text.SetText(clip.Content())
		}
	}
	p.say()
	return p
}

func (p *paste) open() {
	p.d.tabs.Commit()
	p.shut = widgets.ShowOver(p.d.s.Window.Canvas(), words.T("consultation.paste.title"), widgets.Column(look.Gap,
		widgets.Hint(words.T("consultation.paste.how")), bound.Columns(220, p.unsur, p.state), p.text, p.count), look.Text(620), p.take)
	p.text.Focus()
}

func (p *paste) say() {
	people := consult.People(p.text.Text())
	n, told := len(people), 0
	for _, who := range people {
		if elementOf(who.Element) != "" {
			told++
		}
	}
	text := words.T("consultation.paste.found", "N", n)
	if told > 0 {
		text = words.T("consultation.paste.found.unsur", "N", n, "Told", told)
	}
	p.count.Set(text)
	p.take.SetText(words.T("consultation.paste.take", "N", n))
	if n == 0 {
		p.take.Disable()
	} else {
		p.take.Enable()
	}
}

// done writes all of them as one action.
func (p *paste) done() {
	people := consult.People(p.text.Text())
	untold := slices.ContainsFunc(people, func(who consult.Person) bool { return elementOf(who.Element) == "" })
	if untold && p.unsur.ID() == "" {
		p.unsur.SetError(words.T("consultation.participants.unsur.choose"))
		p.unsur.Focus()
		return
	}
	ids := make([]data.ID, len(people))
	for i := range ids {
		ids[i] = p.d.s.Store.NewID()
	}
	// Ids of one millisecond have no order of their own, and the list goes by it.
	slices.SortFunc(ids, func(a, b data.ID) int { return bytes.Compare(a[:], b[:]) })
	var edits []data.Edit
	for i, who := range people {
		fields := map[string]data.Value{
			"consultation": data.RefValue(p.d.id()), "unsur": data.TextValue(cmp.Or(elementOf(who.Element), p.unsur.ID())),
			"presence": data.TextValue(p.state.ID()), "noted_at": data.TextValue("desk"),
		}
		if who.Name != "" {
			fields["name"] = data.TextValue(who.Name)
		}
		if who.Organization != "" {
			fields["organization"] = data.TextValue(who.Organization)
		}
		edits = append(edits, data.Create("participant", ids[i], p.d.now.meeting.Consultation.Scope, fields)...)
	}
	p.shut()
	p.d.write("consultation.undo.paste", edits, func() {
		p.d.s.Toast(words.T("consultation.paste.done", "N", len(people)))
	})
}

// elementOf is the element that a word of a list means, "" for none: its code, its
// name, or a word that its name has.
func elementOf(element string) string {
	element = strings.ToLower(element)
	if len(element) < 3 {
		return ""
	}
	for _, u := range append([]string{"provider"}, data.Unsur...) {
		name := strings.ToLower(words.T("consultation.unsur." + u))
		if element == u || strings.Contains(name, element) || strings.HasPrefix(element, strings.ToLower(words.T("consultation.unsur.short."+u))) {
			return u
		}
	}
	return ""
}
