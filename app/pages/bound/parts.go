package bound

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Part is the content of a tab. It shows what was read of the record that is
// open, which is a Now.
type Part[Now any] interface {
	Object() fyne.CanvasObject
	Show(now Now)
	Commit() // saves what is being typed
}

// Parts are the tabs of a record with their contents: each is made when it is
// first opened, and what is being typed in one is saved when another opens.
type Parts[Now any, P Part[Now]] struct {
	Row  fyne.CanvasObject // the tabs
	Host *fyne.Container   // the content of the one that is open
	Open string            // its id, "" before one was opened

	tabs   *Tabs
	ids    []string
	create func(id string) P
	made   map[string]P
	now    Now
	counts map[string]int
}

// NewParts makes tabs with these ids and texts, none of them open.
func NewParts[Now any, P Part[Now]](ids []string, text func(id string) string, create func(id string) P) *Parts[Now, P] {
	p := &Parts[Now, P]{Host: container.NewStack(), ids: ids, create: create, made: map[string]P{}}
	p.tabs = NewTabs(ids, text, func(id string) { p.Go(id) })
	p.Row = p.tabs.Row
	return p
}

// Show hands the open part what was read anew; counts, by id, stand after the
// words of the tabs unless they are 0.
func (p *Parts[Now, P]) Show(now Now, counts map[string]int) {
	p.now, p.counts = now, counts
	p.tabs.Show(p.Open, counts)
	if p.Open != "" {
		p.made[p.Open].Show(now)
	}
}

// Go opens a tab.
func (p *Parts[Now, P]) Go(id string) P {
	part, ok := p.made[id]
	if !ok {
		part = p.create(id)
		p.made[id] = part
	}
	if id != p.Open && p.Open != "" {
		p.made[p.Open].Commit()
	}
	p.Open = id
	p.Host.Objects = []fyne.CanvasObject{part.Object()}
	part.Show(p.now)
	p.Host.Refresh()
	p.tabs.Show(id, p.counts)
	return part
}

// Front is the part that is open, nil before one was opened.
func (p *Parts[Now, P]) Front() P { return p.made[p.Open] }

// Made are the parts that were opened, in the order of the tabs.
func (p *Parts[Now, P]) Made() []P {
	var all []P
	for _, id := range p.ids {
		if part, ok := p.made[id]; ok {
			all = append(all, part)
		}
	}
	return all
}

// Commit saves what is being typed in any of them.
func (p *Parts[Now, P]) Commit() {
	for _, part := range p.Made() {
		part.Commit()
	}
}

// Forget lets the parts go, so that they are made anew; none is open then.
func (p *Parts[Now, P]) Forget() { p.made, p.Open = map[string]P{}, "" }
