package settings

import (
	"context"
	"fmt"
	"strconv"

	"fyne.io/fyne/v2"

	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
)

// looks is the card of language, theme and size of text.
type looks struct {
	page                   *Page
	card                   fyne.CanvasObject
	language, theme, scale *widgets.PickList
}

var scales = []int{80, 100, 115, 130, 150}

func newLooks(p *Page) *looks {
	l := &looks{page: p}
	l.language = widgets.NewChoice(words.T("settings.language"), []widgets.Option{
		{ID: "id", Text: words.T("settings.language.id")}, {ID: "en", Text: words.T("settings.language.en")},
	})
	var themes []widgets.Option
	for _, t := range []string{"system", "light", "dark"} {
		themes = append(themes, widgets.Option{ID: t, Text: words.T("settings.theme." + t)})
	}
	l.theme = widgets.NewChoice(words.T("settings.theme"), themes)
	var sizes []widgets.Option
	for _, n := range scales {
		sizes = append(sizes, widgets.Option{ID: strconv.Itoa(n), Text: words.T(fmt.Sprintf("settings.scale.%d", n)), Detail: strconv.Itoa(n) + "%"})
	}
	l.scale = widgets.NewChoice(words.T("settings.scale"), sizes)
	l.language.OnPicked = func(id string) { l.change(func(v *View) { v.Language = id }) }
	l.theme.OnPicked = func(id string) { l.change(func(v *View) { v.Theme = id }) }
	l.scale.OnPicked = func(id string) {
		n, err := strconv.Atoi(id)
		if err != nil {
			return
		}
		l.change(func(v *View) { v.Scale = n })
	}
	l.card = widgets.NewCard(words.T("settings.view"), nil, bound.Columns(180, l.language, l.theme, l.scale))
	return l
}

func (l *looks) show(v View) {
	l.language.Set(v.Language)
	l.theme.Set(v.Theme)
	l.scale.Set(strconv.Itoa(nearest(v.Scale)))
}

// nearest is the offered size next to one that was set elsewhere.
func nearest(n int) int {
	best := scales[0]
	for _, s := range scales {
		if abs(s-n) < abs(best-n) {
			best = s
		}
	}
	return best
}

func abs(n int) int { return max(n, -n) }

func (l *looks) change(set func(*View)) {
	p := l.page
	set(&p.view)
	view := p.view
	p.s.Change(func(ctx context.Context) error { return view.Save(ctx, p.s.Store) }, func() { p.opt.Apply(view) })
}
