package app

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"pinisi/app/pages/complaint"
	"pinisi/app/pages/consultation"
	"pinisi/app/pages/evaluation"
	"pinisi/app/pages/followup"
	"pinisi/app/pages/home"
	"pinisi/app/pages/innovation"
	"pinisi/app/pages/integration"
	"pinisi/app/pages/outreach"
	"pinisi/app/pages/people"
	"pinisi/app/pages/search"
	"pinisi/app/pages/settings"
	"pinisi/app/pages/standard"
	"pinisi/app/pages/survey"
	"pinisi/app/pages/syncing"
	"pinisi/app/pages/thread"
	"pinisi/app/session"
	"pinisi/app/shell"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/setup"
	pinsync "pinisi/sync"
)

// page is what every page of ours offers.
type page interface {
	Content() fyne.CanvasObject
	Show(id data.ID) // data.NilID: as it was left
	Leave()          // saves what is being typed
	Close()
}

// hosted is a page in the frame.
type hosted struct {
	page
	title string
	next  data.ID // record to show when it comes to the front
	ahead func()  // is called before; may be nil
}

func (h *hosted) Title() string             { return h.title }
func (h *hosted) Object() fyne.CanvasObject { return h.page.Content() }
func (h *hosted) Hidden()                   { h.page.Leave() }
func (h *hosted) Shown() {
	id := h.next
	h.next = data.NilID
	if h.ahead != nil {
		h.ahead()
	}
	h.page.Show(id)
}

// frame is the shell with the pages of one session.
type frame struct {
	p      *App
	s      *session.Session
	shell  *shell.Shell
	pages  map[string]*hosted
	search *search.Search
	unsub  func()
	shut   bool
}

func newFrame(p *App) *frame {
	f := &frame{p: p, s: p.session, pages: map[string]*hosted{}}
	f.search = search.New(f.s, f.searchAll)
	mission := setup.Name(f.s.Profile.Scope)
	if f.s.Headquarters() {
		mission = words.T("start.headquarters")
	}
	f.shell = shell.New(p.window, shell.Options{
		Mission: mission, Entries: f.entries(), SyncID: session.PageSync,
		Undo: f.s.Undo,
		Search: func(text string) {
			f.search.Find(text, func(found []widgets.Record) { f.shell.SetResults(text, found) })
		},
		Open: f.search.Open,
		All:  func(text string) { f.searchAll(text, "") },
	})
	f.s.Open, f.s.New = f.open, f.begin
	f.s.Toast = func(text string) { f.shell.Say(text, nil) }
	f.s.Note = f.shell.Note
	f.s.Offer = f.shell.Say
	f.s.Banner = func(text string, again func()) { f.tell(widgets.Error, text, again) }
	f.s.Undone = f.undone
	p.window.SetOnDropped(f.dropped)
	f.watchSync()
	p.window.SetTitle("Pinisi – " + mission)
	p.window.Canvas().AddShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyN, Modifier: fyne.KeyModifierShortcutDefault}, func(fyne.Shortcut) {
		if p.window.Canvas().Overlays().Top() == nil { // nothing begins under a question
			f.begin(f.shell.Current())
		}
	})
	return f
}

// groups begin a little apart from the rows above: the mission's own work, the
// voice of users, what gets better by it, the device.
var groups = []string{session.PageEvaluation, session.PageComplaint, session.PageInnovation, session.PageSync}

// searchAll shows all results for a text on their page, of one kind if it is not "".
func (f *frame) searchAll(text, kind string) {
	f.shell.Show(session.PageSearch)
	if p, ok := f.pages[session.PageSearch].page.(*search.Page); ok {
		p.Ask(text, kind)
	}
}

// entries are the pages in the order of the sidebar, then those that only others lead to.
func (f *frame) entries() []shell.Entry {
	entry := func(id, icon string, make func() page) shell.Entry {
		title := words.T("start.page." + id)
		return shell.Entry{ID: id, Icon: icon, Text: title, Apart: slices.Contains(groups, id), Make: func() shell.Page {
			h, there := f.pages[id]
			if !there {
				h = &hosted{title: title}
				f.pages[id] = h
			}
			h.page = make()
			if id == session.PageHome {
				h.ahead = f.p.arrived
			}
			return h
		}}
	}
	hidden := func(e shell.Entry) shell.Entry {
		e.Hidden = true
		return e
	}
	return []shell.Entry{
		entry(session.PageHome, "home", func() page { return home.New(f.s) }),
		entry(session.PageEvaluation, "evaluation", func() page { return evaluation.New(f.s) }),
		entry(session.PageConsultation, "consultation", func() page { return consultation.New(f.s) }),
		entry(session.PageFollowUp, "follow-up", func() page { return followup.New(f.s) }),
		entry(session.PageComplaint, "complaint", func() page { return complaint.New(f.s) }),
		entry(session.PageStandard, "standard", func() page { return standard.New(f.s) }),
		entry(session.PageSurvey, "survey", func() page { return survey.New(f.s) }),
		entry(session.PageOutreach, "outreach", func() page { return outreach.New(f.s) }),
		entry(session.PageInnovation, "innovation", func() page { return innovation.New(f.s) }),
		entry(session.PageIntegration, "integration", func() page { return integration.New(f.s) }),
		entry(session.PageThread, "thread", func() page { return thread.New(f.s) }),
		entry(session.PageSync, "sync", func() page { return syncing.New(f.s, f.p.agent) }),
		entry(session.PageSettings, "settings", func() page {
			return settings.New(f.s, settings.Options{Version: f.p.opt.Version, Report: f.p.report, Apply: f.apply, Upgrade: f.p.upgrades.NewCard(f.p.window.Canvas)})
		}),
		hidden(entry(session.PageSearch, "search", func() page { return search.NewPage(f.s) })),
		hidden(entry(session.PagePeople, "person", func() page { return people.New(f.s) })),
	}
}

// open shows a record on its page.
func (f *frame) open(id string, record data.ID) {
	if f.shut {
		return
	}
	if h := f.pages[id]; h != nil {
		h.next = record
	} else {
		f.pages[id] = &hosted{title: words.T("start.page." + id), next: record}
	}
	f.shell.Show(id)
}

// begin asks for a new record on a page.
func (f *frame) begin(id string) {
	if f.shut || f.s.ReadOnly() {
		return
	}
	f.shell.Show(id)
	if h := f.pages[id]; h != nil {
		if b, ok := h.page.(interface{ Begin() }); ok {
			b.Begin()
		}
	}
}

// dropped gives files to the strip under the pointer, or lets the page in front
// find a place for them.
func (f *frame) dropped(at fyne.Position, files []fyne.URI) {
	if f.shut || widgets.Drop(f.p.window.Canvas(), at, files) {
		return
	}
	if path := ours(files); path != "" {
		f.p.OpenFile(path)
		return
	}
	if h := f.pages[f.shell.Current()]; h != nil {
		if d, ok := h.page.(interface {
			Dropped(at fyne.Position, files []fyne.URI) bool
		}); ok && d.Dropped(at, files) {
			return
		}
	}
	f.shell.Note(words.T("common.drop_nowhere"))
}

// apply puts a changed view into effect.
func (f *frame) apply(v settings.View) {
	f.p.fyne.Settings().SetTheme(v.Look())
	if v.Language != words.Now().Lang() {
		f.p.keepLanguage(v.Language)
		f.p.build(session.PageSettings)
	}
}

// tell shows a banner until it is read.
func (f *frame) tell(weight widgets.Weight, text string, again func()) {
	if f.shut {
		return
	}
	var b *widgets.Banner
	title, detail := text, ""
	if weight == widgets.Error {
		title, detail = words.T("start.error"), text
	}
	if again == nil {
		b = widgets.NewBanner(weight, title, detail, "", nil)
	} else {
		b = widgets.NewBanner(weight, title, detail, words.T("start.again"), func() {
			b.Hide()
			if b.OnClosed != nil {
				b.OnClosed()
			}
			again()
		})
	}
	f.shell.Tell(b)
}

func (f *frame) undone(label string) {
	switch {
	case label == "":
		f.shell.Note(words.T("common.undo_none"))
	case words.Has(label):
		f.shell.Say(words.T("start.undone", "What", words.T(label)), nil)
	default:
		f.shell.Say(words.T("start.undone_plain"), nil)
	}
}

// watchSync keeps the sync line true.
func (f *frame) watchSync() {
	show := func(status pinsync.Status) {
		if !f.shut {
			f.shell.SetSync(f.syncLine(status))
			f.shell.SetCount(session.PageSync, status.Conflicts)
		}
	}
	f.unsub = f.p.agent.Subscribe(func(status pinsync.Status) { f.s.Do(func() { show(status) }) })
	show(f.p.agent.Status())
}

// syncLine says in the line's terms how things stand.
func (f *frame) syncLine(status pinsync.Status) widgets.SyncStatus {
	now := f.s.Now()
	line := widgets.SyncStatus{Pending: status.Pending.Changes}
	if !status.LastSuccess.IsZero() {
		line.Last = words.Moment(status.LastSuccess, now)
	}
	switch status.State {
	case pinsync.AllSent:
		line.State = widgets.AllThere
	case pinsync.Sending:
		line.State = widgets.Sending
		line.Done, line.Total = status.Progress.Sent+status.Progress.Got, status.Progress.ToSend+status.Progress.ToGet
	case pinsync.NoLine:
		line.State = widgets.NoLine
		if !status.NextTry.IsZero() {
			line.Retry = words.Clock(status.NextTry.In(now.Location()))
		}
	case pinsync.NeedsYou:
		line.State = widgets.NeedsYou
		// The line names it; the page explains it.
		line.Need = words.T("start.need_look")
		if status.Conflicts > 0 {
			line.Need = words.T("start.need_conflict", "N", status.Conflicts)
		}
	}
	return line
}

// close ends the pages; what is being typed is handed over to be stored.
func (f *frame) close() {
	if f.shut {
		return
	}
	for _, h := range f.pages {
		if h.page != nil {
			h.page.Close()
		}
	}
	f.shut = true
	f.search.Close()
	f.unsub()
}
