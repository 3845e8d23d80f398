package survey

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/pages/respond"
	"pinisi/app/widgets"
	"pinisi/data"
	poll "pinisi/data/respond"
)

// entry is the tab Pengisian: the three ways in which answers come in. They
// are the same as those of F-03, the answers are not.
type entry struct {
	d        *detail
	host     *fyne.Container // holds the scroll
	scroll   *widgets.FollowFocus
	page     fyne.CanvasObject
	ways     *respond.Entry
	of       data.ID
	services []string
}

func newEntry(d *detail) *entry { return &entry{d: d, host: container.NewStack()} }

func (e *entry) Object() fyne.CanvasObject { return e.host }

func (e *entry) Show(now *snapshot) {
	r := now.sheet.Survey
	if services := r.List("services"); e.ways == nil || e.of != r.ID || !slices.Equal(e.services, services) {
		e.close()
		e.of, e.services = r.ID, services
		e.ways = respond.NewEntry(e.d.s, respond.Labels{
			Welcome: "survey.counter.welcome", Services: services,
			Minimum: func() int { return e.d.now.sheet.Result.MinSample },
			Busy:    e.busy,
		}, func() poll.Form { return e.d.now.sheet.Form }, func() *poll.Set { return e.d.now.sheet.Responses })
		e.page = widgets.Page(e.ways.Content())
		e.scroll = widgets.NewFollowFocus(e.page)
		e.host.Objects = []fyne.CanvasObject{e.scroll}
	}
	e.ways.Lock(e.d.locked())
	e.ways.Show()
	e.refresh()
}

// busy follows a way of entry that opens or closes.
func (e *entry) busy(bool) {
	e.refresh()
	e.scroll.ScrollTo(0)
}

// refresh lays out anew what has another height now.
func (e *entry) refresh() {
	e.page.Refresh()
	e.scroll.Refresh()
	e.host.Refresh()
}

func (e *entry) Commit() {
	if e.ways != nil {
		e.ways.Leave()
	}
}

func (e *entry) close() {
	if e.ways != nil {
		e.ways.Close()
		e.ways = nil
	}
}

func (e *entry) reveal(string) {}

// dropped gives a file that fell on the page to the import.
func (e *entry) dropped(path string) bool {
	return e.ways != nil && !e.d.locked() && e.ways.Dropped(path)
}
