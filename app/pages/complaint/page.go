// Package complaint is the page Pengaduan: the list of complaints with how long
// they took, one of them with what is due by when, and the import of files.
// What holds for complaints is in data/complain; here it is shown and typed.
//
// Everything here belongs to the UI goroutine.
package complaint

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/complain"
	"pinisi/data/setup"
	"pinisi/data/store"
)

// Page is the page Pengaduan.
type Page struct {
	s       *session.Session
	content fyne.CanvasObject
	split   *widgets.SplitView
	right   *fyne.Container
	empty   fyne.CanvasObject
	head    *head
	list    *list
	detail  *detail
	scroll  *widgets.FollowFocus
	imports *importing // nil until one was begun
	cancel  func()

	loadList, loadDetail session.Slot
	all                  set
	open                 data.ID // shown at the right
	fresh                bool    // open is a new one, of which nothing is written yet
	rising               bool    // open comes to the front when it was read
}

// New makes the page.
func New(s *session.Session) *Page {
	p := &Page{s: s}
	p.head = newHead(p)
	p.list = newList(p)
	p.detail = newDetail(p)
	p.scroll = widgets.NewFollowFocus(p.detail.content)
	choose := "complaint.choose"
	if p.readOnly() {
		choose = "complaint.choose_only"
	}
	p.empty = widgets.NewEmptyState("complaint", words.T(choose), "", nil)
	p.right = container.NewStack(p.empty)
	p.split = widgets.NewSplitView(p.list.content, p.right)
	p.content = container.New(&headed{p.split}, p.head.content, p.split)
	p.split.OnTurned = func() { p.content.Refresh() }
	p.cancel = s.Watch(func(e store.Event) {
		if session.Touches(e, "complaint", "mission", "holiday", "ruleset") {
			p.reloadList()
		}
		if p.open != data.NilID && !p.fresh && session.Touches(e, "complaint", "attachment", "followup", "mission", "holiday", "ruleset") {
			p.reloadDetail()
		}
	})
	p.reloadList()
	return p
}

// headed puts the figures and filters above list and detail. A detail alone has
// the whole page: in a small window hardly a line of it would be seen below.
type headed struct{ split *widgets.SplitView }

// Layout implements fyne.Layout.
func (l *headed) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	h := float32(0)
	widgets.ShowIf(objects[0], !l.split.Alone(size.Width))
	if objects[0].Visible() {
		h = widgets.HeightOf(objects[0], size.Width)
		objects[0].Move(fyne.Position{})
		objects[0].Resize(fyne.NewSize(size.Width, h))
	}
	objects[1].Move(fyne.NewPos(0, h))
	objects[1].Resize(fyne.NewSize(size.Width, max(size.Height-h, 0)))
}

// MinSize implements fyne.Layout.
func (l *headed) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(a.Width, b.Width), min(a.Height, 200)+b.Height)
}

// Content is what the window shows.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Show opens a complaint; data.NilID leaves what is open.
func (p *Page) Show(id data.ID) {
	p.reloadList()
	if id != data.NilID {
		p.openRecord(id)
	}
}

// Begin opens a new complaint; it is stored with the first field that is filled.
func (p *Page) Begin() {
	if p.readOnly() {
		return
	}
	p.Leave()
	p.open, p.fresh, p.rising = p.s.Store.NewID(), true, false
	p.loadDetail.Drop()
	p.list.Mark(data.NilID)
	p.detail.begin()
	widgets.ShowOnly(p.right, p.scroll)
	p.scroll.ScrollTo(0)
	p.split.Open()
	p.detail.title.Focus()
}

// readOnly reports whether nobody notes a complaint here: headquarters reads
// those of its missions.
func (p *Page) readOnly() bool { return p.s.ReadOnly() || p.s.Headquarters() }

// Leave saves what is being typed.
func (p *Page) Leave() { p.detail.form.Commit() }

// Close ends the page.
func (p *Page) Close() {
	p.Leave()
	p.cancel()
	p.loadList.Drop()
	p.loadDetail.Drop()
	p.detail.related.Close()
	if p.imports != nil {
		p.imports.close()
	}
}

// Dropped takes a file to import, or evidence of the complaint that is open.
func (p *Page) Dropped(_ fyne.Position, files []fyne.URI) bool {
	if len(files) == 0 || p.s.ReadOnly() {
		return false
	}
	if p.imports != nil && p.imports.front() {
		p.imports.read(files[0].Path())
		return true
	}
	return false
}

// openRecord shows a complaint.
func (p *Page) openRecord(id data.ID) {
	if id != p.open {
		p.Leave()
		p.detail.hide()
	}
	p.open, p.fresh = id, false
	p.list.Mark(id)
	p.rising = true
	p.reloadDetail()
}

func (p *Page) reloadDetail() {
	id := p.open
	session.Load(p.s, &p.loadDetail, func(ctx context.Context) (*shown, error) { return read(ctx, p.s, id) }, func(now *shown) {
		if now == nil {
			p.gone()
			return
		}
		p.detail.show(now)
		if p.rising {
			p.rising = false
			widgets.ShowOnly(p.right, p.scroll)
			p.scroll.ScrollTo(0)
			p.split.Open()
		}
	})
}

// shown is what the detail shows: a snapshot.
type shown struct {
	record    data.Record
	evidence  []data.Record
	followups []data.Record
	offered   []string // services of the mission
	book      complain.Book
}

// read is nil when there is no such complaint, or no longer.
func read(ctx context.Context, s *session.Session, id data.ID) (*shown, error) {
	r, err := s.Store.Get(ctx, "complaint", id)
	if errors.Is(err, data.ErrNotFound) || err == nil && r.Gone() {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	now := &shown{record: r}
	if now.evidence, err = s.Store.List(ctx, store.Query{Kind: "attachment", Parent: id, Order: "created"}); err != nil {
		return nil, err
	}
	if now.followups, err = s.Store.List(ctx, store.Query{Kind: "followup", Where: map[string]data.Value{"source": data.RefValue(id)}, Order: "created"}); err != nil {
		return nil, err
	}
	mission, err := setup.Noted(ctx, s.Store, r.Scope)
	if err != nil {
		return nil, err
	}
	now.offered = mission.List("services")
	now.book, err = complain.Load(ctx, s.Store, r.Scope, s.Now())
	return now, err
}

func (p *Page) gone() {
	p.close()
	p.s.Note(words.T("complaint.gone"))
}

// close shows nothing at the right.
func (p *Page) close() {
	p.Leave()
	p.open, p.fresh, p.rising = data.NilID, false, false
	p.loadDetail.Drop()
	widgets.ShowOnly(p.right, p.empty)
	p.list.Mark(data.NilID)
	p.split.Close()
}

// importFile brings the import to the front.
func (p *Page) importFile() {
	p.close()
	if p.imports == nil {
		p.imports = newImporting(p)
	}
	widgets.ShowOnly(p.right, p.imports.scroll)
	p.split.Open()
	p.imports.file.Focus()
}
