package search

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/store"
)

// Page is the page Pencarian.
type Page struct {
	s       *session.Session
	content fyne.CanvasObject
	head    *head
	body    *fyne.Container
	help    fyne.CanvasObject
	some    *widgets.RecordList // some of each kind, under headings
	all     *widgets.RecordList // all of one kind
	paged   *paged
	cancel  func()

	asked  question
	found  *store.Found
	kept   kept
	front  bool
	stale  bool // records changed while another page was in front
	toList bool // Enter was typed before the answer was there
	find   session.Slot
	later  session.Slot // the same again, once everything is in the search
	open   session.Slot
	offers session.Slot
}

// NewPage makes the page.
func NewPage(s *session.Session) *Page {
	p := &Page{s: s, found: &store.Found{}}
	parts := widgets.ListParts{Bare: true, Headings: true}
	p.some = widgets.NewRecordList(bound.Rows{}, parts)
	p.some.OnOpened = p.opened
	parts.Headings = false
	p.all = widgets.NewRecordList(bound.Rows{}, parts)
	p.all.OnOpened = p.opened
	p.help = widgets.NewEmptyState("search", words.T("search.help"), "", nil)
	p.body = container.NewStack(p.help)
	p.head = newHead(p)
	p.content = bound.Under(p.head.content, p.body)
	p.cancel = s.Watch(func(store.Event) {
		if p.stale = !p.front; p.front {
			p.look()
		}
	})
	return p
}

// Content is what the window shows.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Show brings the page to the front as it was left.
func (p *Page) Show(data.ID) {
	p.front = true
	p.loadOffers()
	if p.stale {
		p.look()
	}
	p.head.line.Focus()
}

// Ask looks for a text, among records of one kind if it is not "".
func (p *Page) Ask(text, kind string) {
	q := question{Text: strings.TrimSpace(text)}
	if kind != "" {
		q.Kinds = []string{kind}
	}
	p.put(q)
	p.toList = q.Text != ""
	remember(p.s, q.Text)
	p.loadOffers()
}

// Leave tells that another page came to the front.
func (p *Page) Leave() { p.front = false }

// Close ends the page.
func (p *Page) Close() {
	p.cancel()
	for _, slot := range []*session.Slot{&p.find, &p.later, &p.open, &p.offers} {
		slot.Drop()
	}
	if p.paged != nil {
		p.paged.slot.Drop()
	}
}

// put asks a whole question, as it was saved for one.
func (p *Page) put(q question) {
	p.asked = q
	p.head.put(q)
	p.look()
}

// look asks what stands in the filters.
func (p *Page) look() {
	p.stale = false
	p.later.Drop()
	q := p.asked
	p.head.show()
	ask := func(ctx context.Context, wait bool) (*store.Found, []widgets.Record, error) {
		f := q.finding()
		f.Wait = wait
		found, err := p.s.Store.Look(ctx, f)
		if err != nil {
			return nil, nil, err
		}
		few, err := grouped(ctx, newReader(p.s, found, q.PersonFree), groupRows, false)
		return found, few, err
	}
	type answer struct {
		found *store.Found
		rows  []widgets.Record
	}
	session.Load(p.s, &p.find, func(ctx context.Context) (answer, error) {
		found, rows, err := ask(ctx, false)
		return answer{found, rows}, err
	}, func(a answer) {
		p.show(a.found, a.rows)
		if a.found.Behind > 0 && !p.s.ReadOnly() {
			session.Load(p.s, &p.later, func(ctx context.Context) (answer, error) {
				found, rows, err := ask(ctx, true)
				return answer{found, rows}, err
			}, func(a answer) { p.show(a.found, a.rows) })
		}
	})
}

// groupRows are how many of each kind are shown together with other kinds.
const groupRows = 5

// show shows what was found: of one kind all, else some of each.
func (p *Page) show(found *store.Found, few []widgets.Record) {
	p.found = found
	p.head.show()
	if p.paged != nil {
		p.paged.slot.Drop()
		p.paged = nil
	}
	kinds := p.shownKinds()
	var in fyne.CanvasObject = p.some
	switch {
	case p.asked.Text == "" && !p.asked.narrowed():
		in = p.help
	case len(kinds) == 0:
		in = p.nothing()
	case len(kinds) == 1:
		p.paged = newPaged(p, kinds[0])
		p.all.SetRows(p.paged)
		in = p.all
	default:
		p.some.SetRows(p.ofKinds(few, kinds))
	}
	widgets.ShowOnly(p.body, in)
	if p.toList && in != p.help && len(kinds) > 0 {
		p.focusList()
	}
	p.toList = false
}

// ofKinds are the rows of some kinds.
func (p *Page) ofKinds(few []widgets.Record, kinds []string) bound.Rows {
	var rows bound.Rows
	keep := false
	for _, r := range few {
		if r.Heading {
			keep = slices.Contains(kinds, strings.TrimPrefix(r.ID, everyHit))
		}
		if keep {
			rows = append(rows, r)
		}
	}
	return rows
}

// shownKinds are the kinds with results that are chosen, all when none is.
func (p *Page) shownKinds() []string {
	return slices.DeleteFunc(kindsOf(p.found), func(kind string) bool { return len(p.asked.Kinds) > 0 && !slices.Contains(p.asked.Kinds, kind) })
}

// nothing says that nothing was found, and what may help.
func (p *Page) nothing() fyne.CanvasObject {
	if p.asked.narrowed() {
		return widgets.NewEmptyState("search", words.T("search.none_narrowed"), words.T("search.widen"), p.head.clear)
	}
	return widgets.NewEmptyState("search", words.T("search.none"), "", nil)
}

// focusList moves the keyboard into the results.
func (p *Page) focusList() {
	switch {
	case len(p.body.Objects) == 0:
	case p.body.Objects[0] == fyne.CanvasObject(p.some):
		p.some.Focus()
	case p.body.Objects[0] == fyne.CanvasObject(p.all):
		p.all.Focus()
	}
}

func (p *Page) opened(id string) {
	if kind, ok := strings.CutPrefix(id, everyHit); ok {
		p.asked.Kinds = []string{kind}
		p.look()
		p.toList = true
		return
	}
	remember(p.s, p.asked.Text)
	open(p.s, &p.open, id)
}

// pageRows are how many rows are read at a time.
const pageRows = 60

// paged are all records found of a kind, read as they come into view.
type paged struct {
	of   *Page
	kind string
	n    int
	rows map[int]widgets.Record
	want int // the page under way, -1 for none
	next int // the page to read after it, -1 for none
	slot session.Slot
	x    *reader
}

func newPaged(p *Page, kind string) *paged {
	return &paged{of: p, kind: kind, n: p.found.Count(kind), rows: map[int]widgets.Record{}, want: -1, next: -1, x: newReader(p.s, p.found, p.asked.PersonFree)}
}

// Len implements widgets.Rows.
func (l *paged) Len() int { return l.n }

// Row implements widgets.Rows.
func (l *paged) Row(i int) (widgets.Record, bool) {
	r, ok := l.rows[i]
	if !ok && i >= 0 && i < l.n {
		if page := i / pageRows; l.want < 0 {
			l.read(page)
		} else if page != l.want {
			l.next = page
		}
	}
	return r, ok
}

func (l *paged) read(page int) {
	l.want, l.next = page, -1
	session.Load(l.of.s, &l.slot, func(ctx context.Context) ([]widgets.Record, error) {
		return l.x.rows(ctx, l.kind, page*pageRows, pageRows)
	}, func(rows []widgets.Record) {
		l.want = -1
		for i := range pageRows {
			at := page*pageRows + i
			if at >= l.n {
				break
			}
			if i < len(rows) {
				l.rows[at] = rows[i]
			} else { // deleted since
				l.rows[at] = widgets.Record{Title: words.T("search.gone")}
			}
		}
		l.of.all.Changed()
		if l.next >= 0 {
			l.read(l.next)
		}
	})
}
