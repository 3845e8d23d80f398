package search

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/store"
)

// everything is the choice of no filter: no unit or mission has this name.
const everything = "*"

// head is above the results: the line, the kinds, the filters, and what was
// searched for before.
type head struct {
	page                *Page
	content             fyne.CanvasObject
	line                *widgets.FilterLine
	kinds, saved        *widgets.ChipRow
	year, unit, mission *widgets.PickList
	free                *widget.Check
	save, rename, clean *widgets.Button
	behind              *widgets.Text
	putting             bool
}

func newHead(p *Page) *head {
	h := &head{page: p, kinds: widgets.NewChipRow(), saved: widgets.NewChipRow(), behind: widgets.Small("")}
	h.line = widgets.NewFilterLine(words.T("search.line"), func(string) { h.changed() })
	h.line.OnDown = func() { p.toList = true; p.focusList() }
	pick := func(all string) *widgets.PickList {
		l := widgets.NewChoice("", []widgets.Option{{ID: everything, Text: words.T(all)}})
		l.Set(everything)
		l.OnPicked = func(string) { h.changed() }
		return l
	}
	h.year, h.unit, h.mission = pick("search.every_year"), pick("search.every_unit"), pick("search.every_mission")
	h.free = widget.NewCheck(words.T("search.person_free"), func(bool) { h.changed() })
	h.save = widgets.NewButton(widgets.Plain, words.T("search.save"), "plus", h.askName).Compact()
	h.rename = widgets.NewButton(widgets.Quiet, words.T("search.rename"), "edit", h.askOtherName).Compact()
	h.clean = widgets.NewButton(widgets.Quiet, words.T("search.widen"), "", h.clear).Compact()
	h.behind.Hide()
	sized := func(width float32, o fyne.CanvasObject) fyne.CanvasObject {
		return widgets.Sized(look.Text(width), 0, o)
	}
	filters := widgets.Wrapped(look.Gap, sized(170, h.year), sized(220, h.unit))
	if p.s.Headquarters() {
		filters.Add(sized(220, h.mission))
	}
	filters.Add(h.free)
	filters.Add(widgets.Sized(0, look.Control(), h.clean))
	h.content = bound.Sheet(widgets.Column(0, widgets.Inset(look.Roomy, look.Gap, widgets.Column(look.Gap,
		widgets.RowGrow(look.Gap, 0, widgets.AtMost(look.Text(640), h.line), h.rename, h.save),
		h.saved, filters, h.kinds, h.behind)), widgets.Divider()))
	h.show()
	return h
}

// changed asks what now stands in the line and the filters.
func (h *head) changed() {
	if h.putting {
		return
	}
	q := question{Text: strings.TrimSpace(h.line.Text()), Kinds: h.page.asked.Kinds, PersonFree: h.free.Checked}
	chosen := func(l *widgets.PickList) string {
		if id := l.ID(); id != everything {
			return id
		}
		return ""
	}
	q.Unit, q.Scope = chosen(h.unit), chosen(h.mission)
	q.Year, _ = strconv.Atoi(chosen(h.year))
	if q.same(h.page.asked) {
		return
	}
	h.page.asked = q
	h.page.look()
}

// put shows a question in the line and the filters.
func (h *head) put(q question) {
	h.putting = true
	h.line.Set(q.Text)
	set := func(l *widgets.PickList, id string) {
		if id == "" || id == "0" {
			id = everything
		}
		l.Set(id)
	}
	set(h.year, strconv.Itoa(q.Year))
	set(h.unit, q.Unit)
	set(h.mission, q.Scope)
	h.free.SetChecked(q.PersonFree)
	h.putting = false
}

// clear takes the filters away and leaves the words.
func (h *head) clear() { h.page.put(question{Text: h.page.asked.Text}) }

// show tells how many there are of each kind, and what can be done now.
func (h *head) show() {
	p := h.page
	h.kinds.Set(h.kindChips())
	h.saved.Set(h.savedChips())
	widgets.ShowIf(h.kinds, p.found.Total() > 0)
	widgets.ShowIf(h.saved, len(p.kept.Saved)+len(p.kept.Recent) > 0)
	widgets.ShowIf(h.clean, p.asked.narrowed())
	here := p.current()
	widgets.ShowIf(h.rename, here != "" && !p.s.ReadOnly())
	widgets.ShowIf(h.save, here == "" && (p.asked.Text != "" || p.asked.narrowed()) && !p.s.ReadOnly())
	h.behind.Set("")
	if p.found.Behind > 0 {
		h.behind.Set(words.T("search.behind", "N", p.found.Behind))
	}
	widgets.ShowIf(h.behind, p.found.Behind > 0)
	if p.content != nil {
		p.content.Refresh()
	}
}

// kindChips choose which kinds of what was found are shown.
func (h *head) kindChips() []widgets.ChipItem {
	p := h.page
	items := []widgets.ChipItem{{Text: words.T("search.every_kind"), Note: words.Count(p.found.Total()), On: len(p.asked.Kinds) == 0, Tapped: func() { h.choose("") }}}
	kinds := kindsOf(p.found)
	for _, k := range p.asked.Kinds { // chosen, and nothing found: it can be let go
		if !slices.Contains(kinds, k) {
			kinds = append(kinds, k)
		}
	}
	for _, kind := range kinds {
		items = append(items, widgets.ChipItem{Text: bound.KindWord(kind), Note: words.Count(p.found.Count(kind)), On: slices.Contains(p.asked.Kinds, kind), Tapped: func() { h.choose(kind) }})
	}
	return items
}

// choose adds a kind to those that are shown or takes it away; "" shows all.
func (h *head) choose(kind string) {
	q := &h.page.asked
	kinds := slices.Clone(q.Kinds)
	switch i := slices.Index(kinds, kind); {
	case kind == "":
		kinds = nil
	case i >= 0:
		kinds = slices.Delete(kinds, i, i+1)
	default:
		kinds = append(kinds, kind)
	}
	q.Kinds = kinds
	h.page.look()
}

// savedChips are the saved searches, then the words searched for lately.
func (h *head) savedChips() []widgets.ChipItem {
	p := h.page
	var items []widgets.ChipItem
	for _, n := range p.kept.Saved {
		item := widgets.ChipItem{Text: n.Name, On: n.same(p.asked), Tapped: func() { p.put(n.question) }}
		if !p.s.ReadOnly() {
			item.Removed = func() { h.remove(n) }
		}
		items = append(items, item)
	}
	for _, text := range p.kept.Recent {
		items = append(items, widgets.ChipItem{Icon: "clock", Text: text, Tapped: func() { p.put(question{Text: text}) }})
	}
	return items
}

// current is the name of the saved search that stands in the filters, "" if none does.
func (p *Page) current() string {
	for _, n := range p.kept.Saved {
		if n.same(p.asked) {
			return n.Name
		}
	}
	return ""
}

func (h *head) askName() {
	p := h.page
	q := p.asked
	widgets.Ask(p.s.Window.Canvas(), widgets.Question{Title: words.T("search.save.title"), Text: words.T("search.save.text"),
		Yes: words.T("search.save.yes"), Reason: words.T("search.save.name"), Given: q.Text}, func(name string) {
		change(p.s, func(k *kept) { k.save(name, q) }, func() {
			p.loadOffers()
			p.s.Toast(words.T("search.saved", "Name", name))
		})
	})
}

func (h *head) askOtherName() {
	p := h.page
	from := p.current()
	widgets.Ask(p.s.Window.Canvas(), widgets.Question{Title: words.T("search.rename.title"), Yes: words.T("search.rename.yes"),
		Reason: words.T("search.save.name"), Given: from}, func(name string) {
		change(p.s, func(k *kept) { k.rename(from, name) }, p.loadOffers)
	})
}

// remove forgets a saved search, which can be taken back.
func (h *head) remove(n named) {
	p := h.page
	change(p.s, func(k *kept) { k.remove(n.Name) }, func() {
		p.loadOffers()
		p.s.Offer(words.T("search.removed", "Name", n.Name), func() {
			change(p.s, func(k *kept) { k.save(n.Name, n.question) }, p.loadOffers)
		})
	})
}

// offers are what the filters can be set to.
type offers struct {
	years    []int
	units    []string
	missions []widgets.Option
	kept     kept
}

// loadOffers reads the years, units and missions that there are, and the saved searches.
func (p *Page) loadOffers() {
	session.Load(p.s, &p.offers, func(ctx context.Context) (offers, error) { return readOffers(ctx, p.s) }, func(o offers) {
		p.kept = o.kept
		option := func(id, text string) widgets.Option { return widgets.Option{ID: id, Text: text} }
		years := []widgets.Option{option(everything, words.T("search.every_year"))}
		for _, y := range o.years {
			years = append(years, option(strconv.Itoa(y), strconv.Itoa(y)))
		}
		units := []widgets.Option{option(everything, words.T("search.every_unit"))}
		for _, u := range o.units {
			units = append(units, option(u, u))
		}
		p.head.year.SetOptions(years)
		p.head.unit.SetOptions(units)
		p.head.mission.SetOptions(append([]widgets.Option{option(everything, words.T("search.every_mission"))}, o.missions...))
		p.head.show()
	})
}

func readOffers(ctx context.Context, s *session.Session) (o offers, err error) {
	if o.kept, err = readKept(ctx, s); err != nil {
		return o, err
	}
	if o.years, err = s.Store.SearchYears(ctx); err != nil {
		return o, err
	}
	scopes := map[string]bool{}
	names := map[string]string{} // by their small letters, as the search takes them
	for _, k := range data.Kinds() {
		if _, has := k.Field("unit"); !has {
			continue
		}
		counts, err := s.Store.CountBy(ctx, store.Query{Kind: k.Name}, "unit")
		if err != nil {
			return o, err
		}
		for unit := range counts {
			if unit = strings.Join(strings.Fields(unit), " "); unit != "" && names[strings.ToLower(unit)] == "" {
				names[strings.ToLower(unit)] = unit
			}
		}
		if s.Headquarters() {
			if counts, err = s.Store.CountBy(ctx, store.Query{Kind: k.Name}, "scope"); err != nil {
				return o, err
			}
			for scope := range counts {
				scopes[scope] = true
			}
		}
	}
	for _, unit := range names {
		o.units = append(o.units, unit)
	}
	slices.Sort(o.units)
	for scope := range scopes {
		o.missions = append(o.missions, widgets.Option{ID: scope, Text: bound.MissionName(scope)})
	}
	slices.SortFunc(o.missions, func(a, b widgets.Option) int { return strings.Compare(a.Text, b.Text) })
	return o, nil
}
