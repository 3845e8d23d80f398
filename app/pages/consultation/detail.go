package consultation

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/consult"
)

// detail is one consultation: what it is and who was there above, tabs below.
type detail struct {
	page    *Page
	s       *session.Session
	content fyne.CanvasObject
	title   *widgets.Text
	pill    *widgets.StatusPill
	when    *widgets.Text
	chips   *widgets.UnsurChips
	count   *widgets.StatusPill
	warn    fyne.CanvasObject // an internal meeting counts nothing
	foreign fyne.CanvasObject // a mission's, at headquarters
	tabs    *bound.Parts[*snapshot, part]
	plan    *plan
	now     *snapshot
}

// part is the content of a tab.
type part interface {
	bound.Part[*snapshot]
	// reveal brings a record or a field of the tab into view, with the keyboard.
	reveal(id data.ID, field string)
	// close ends what it has under way.
	close()
}

func newDetail(p *Page) *detail {
	d := &detail{page: p, s: p.s, now: &snapshot{meeting: &consult.Meeting{}}}
	d.title = widgets.Title("").OneLine()
	d.pill = widgets.NewStatusPill(widgets.Neutral, "")
	d.when = widgets.Hint("")
	d.chips = widgets.NewUnsurChips(nil)
	d.chips.OnTapped = func(i int) {
		d.tabs.Go(consult.TabParticipants).(*participants).begin(data.Unsur[i])
	}
	d.count = widgets.NewStatusPill(widgets.Neutral, "")
	d.warn = bound.Tinted(look.WaitTint, widgets.Inset(look.Gap, look.Tight, widgets.RowTop(look.Gap, 1,
		widgets.NewIcon("warning", look.Wait, 18), widgets.Body(words.T("consultation.warn.internal")))))
	d.foreign = bound.ForeignNotice()
	d.foreign.Hide()
	d.tabs = bound.NewParts[*snapshot](consult.Tabs, func(id string) string { return words.T("consultation.tab." + id) }, d.makePart)
	d.tabs.Show(d.now, nil)
	head := widgets.Inset(look.Wide, look.Gap+look.Tight, widgets.Column(look.Gap,
		widgets.RowGrow(look.Gap, 0, d.title, d.pill), widgets.RowGrow(look.Gap, 0, d.when, d.count), d.chips, d.warn, d.foreign))
	d.content = container.New(&short{spare: d.chips}, bound.Under(widgets.Column(0, head, widgets.Inset(look.Roomy, 0, d.tabs.Row), widgets.Divider()), d.tabs.Host))
	d.plan = d.tabs.Go(consult.TabPlan).(*plan)
	return d
}

// short shows an object in the whole room, and spare, a part of it, only where
// there is height for both spare and work: how many unsur came is said beside.
type short struct{ spare fyne.CanvasObject }

// Layout implements fyne.Layout.
func (l *short) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	widgets.ShowIf(l.spare, size.Height >= look.Text(400))
	objects[0].Move(fyne.Position{})
	objects[0].Resize(size)
}

// MinSize implements fyne.Layout.
func (l *short) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

func (d *detail) makePart(id string) part {
	switch id {
	case consult.TabParticipants:
		return newParticipants(d)
	case consult.TabInputs:
		return newInputs(d)
	case consult.TabAgreements:
		return newAgreements(d)
	case consult.TabFollowUps:
		return newFollowUps(d)
	case consult.TabRecord:
		return newMinutes(d)
	case consult.TabPublication:
		return newPublication(d)
	}
	return newPlan(d)
}

// locked reports whether what was said and agreed may no longer change.
func (d *detail) locked() bool {
	return consult.Locked(d.now.meeting.Consultation) || d.readOnly()
}

// signed reports whether the signed record is why that is so here.
func (d *detail) signed() bool {
	return consult.Locked(d.now.meeting.Consultation) && !d.readOnly()
}

// readOnly reports whether nothing can be written about it here at all.
func (d *detail) readOnly() bool {
	return d.s.ReadOnly() || bound.Foreign(d.s, d.now.meeting.Consultation)
}

func (d *detail) id() data.ID { return d.now.meeting.Consultation.ID }

// behindFirst puts an edit of the consultation behind what makes it, while it is new.
func (d *detail) behindFirst(_ string, e data.Edit) []data.Edit {
	if d.page.fresh && e.Value.IsNull() {
		return nil
	}
	return append(d.page.first(), e)
}

// write stores edits of the consultation's parts, behind the record itself if
// that is still new.
func (d *detail) write(label string, edits []data.Edit, done func()) {
	d.s.Write(label, append(d.page.first(), edits...), done)
}

func (d *detail) show(now *snapshot) {
	d.now = now
	m := now.meeting
	r := m.Consultation
	row := Row(r)
	title := row.Title
	if d.page.fresh && r.Text("title") == "" {
		title = words.T("consultation.new.title")
	}
	d.title.Set(title)
	d.pill.Set(row.State, row.Word)
	d.when.Set(describe(r, now.zone) + sittings(m, now.zone))
	p := m.Unsur()
	items := make([]widgets.Unsur, len(data.Unsur))
	for i, u := range data.Unsur {
		items[i] = widgets.Unsur{Name: words.T("consultation.unsur.short." + u), Count: p.Heads[u]}
		if p.Internal { // whoever attended, none is counted
			items[i].Count = 0
		}
	}
	d.chips.Set(items)
	d.showCount(p)
	widgets.ShowIf(d.foreign, bound.Foreign(d.s, r))
	d.tabs.Show(now, map[string]int{
		consult.TabParticipants: len(m.Present()), consult.TabInputs: len(m.Inputs),
		consult.TabAgreements: len(m.Agreements), consult.TabFollowUps: len(m.FollowUps),
	})
	d.content.Refresh()
}

func (d *detail) showCount(p consult.Presence) {
	widgets.ShowIf(d.warn, p.Internal)
	state, icon := widgets.Neutral, "person"
	switch {
	case p.Internal:
		state, icon = widgets.Wait, "warning"
	case p.Present == len(data.Unsur):
		state, icon = widgets.Good, "check"
	}
	d.count.WithIcon(icon).Set(state, words.T("consultation.unsur.count", "N", p.Present))
	d.count.Refresh()
}

// reveal opens the tab that a part of the consultation stands in.
func (d *detail) reveal(r data.Record) {
	tab := map[string]string{"participant": consult.TabParticipants, "attendance": consult.TabParticipants, "session": consult.TabPlan, "input": consult.TabInputs, "agreement": consult.TabAgreements}[r.Kind]
	if tab == "" {
		return
	}
	id := r.ID
	if r.Kind == "attendance" {
		id = r.Ref("participant")
	}
	d.tabs.Go(tab).reveal(id, "")
}

// jump goes to where a missing thing is filled in.
func (d *detail) jump(n consult.Need) {
	if n.Tab == "" { // decided on the Sync page
		d.s.Open(session.PageSync, data.NilID)
		return
	}
	d.tabs.Go(n.Tab).reveal(data.NilID, n.Field)
}

// describe says in a line what, how and when, on the event's clock and where
// that differs on the reader's.
func describe(r data.Record, local string) string {
	parts := []string{}
	for _, s := range []string{said("consultation.form.short.", r.Text("form")), said("consultation.mode.", r.Text("mode"))} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	w := consult.When(r, local)
	if w.Start.IsZero() {
		parts = append(parts, words.T("consultation.no_date"))
	} else {
		parts = append(parts, words.Now().Date(w.Start)+", "+span(w.Start, w.End)+" ("+w.Zone+")")
		if !w.LocalStart.IsZero() {
			parts = append(parts, words.T("consultation.when.here", "Zone", w.LocalZone, "Time", here(w)))
		}
	}
	return strings.Join(parts, " · ")
}

// sittings adds how many sessions a meeting of several has, and its last day.
func sittings(m *consult.Meeting, local string) string {
	if len(m.Sessions) < 2 {
		return ""
	}
	var last time.Time
	for _, s := range m.Sessions {
		if w := consult.WhenSession(s, m.Consultation, local); w.Start.After(last) {
			last = w.Start
		}
	}
	if last.IsZero() {
		return ""
	}
	return " · " + words.T("consultation.when.sessions", "N", len(m.Sessions), "On", words.Now().Date(last))
}

// span is a time of day or, over several days, goes on to the last one.
func span(from, to time.Time) string {
	text := words.Clock(from)
	switch {
	case to.IsZero():
	case !midnight(to).Equal(midnight(from)):
		text += " – " + words.Now().Date(to) + ", " + words.Clock(to)
	default:
		text += "–" + words.Clock(to)
	}
	return text
}

// here is the reader's time, with the day where it is another one.
func here(w consult.Times) string {
	text := span(w.LocalStart, w.LocalEnd)
	if w.LocalStart.YearDay() != w.Start.YearDay() || w.LocalStart.Year() != w.Start.Year() {
		text = words.Now().Date(w.LocalStart) + ", " + text
	}
	return text
}

// notice says that a tab is locked, and how to correct.
func (d *detail) notice() fyne.CanvasObject {
	return bound.Tinted(look.WaitTint, widgets.Inset(look.Roomy, look.Gap+look.Tight, widgets.RowGrow(look.Gap, 1,
		widgets.NewIcon("lock", look.Wait, 20), widgets.Body(words.T("consultation.lock.notice")),
		widgets.NewButton(widgets.Quiet, words.T("consultation.lock.correct"), "", func() {
			d.tabs.Go(consult.TabRecord).reveal(data.NilID, "notes")
		}))))
}
