package bound

import (
	"slices"

	"fyne.io/fyne/v2"

	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/assets"
	"pinisi/data"
)

// Services are the services that a mission offers, all if it did not say, and
// those that are chosen already.
func Services(offered, chosen []string) []widgets.Option {
	catalogue, err := assets.Services()
	if err != nil {
		return nil // ruled out by the tests of assets
	}
	groups := map[string]string{}
	lang := words.Now().Lang()
	for _, g := range catalogue.Groups {
		groups[g.ID] = g.Name.In(lang)
	}
	var options []widgets.Option
	for _, s := range catalogue.Services {
		if len(offered) == 0 || slices.Contains(offered, s.Code) || slices.Contains(chosen, s.Code) {
			options = append(options, widgets.Option{ID: s.Code, Text: s.Name.In(lang), Detail: groups[s.Group]})
		}
	}
	return options
}

// ServiceName is the name of a service, its code if it has none.
func ServiceName(code string) string { return assets.ServiceName(code, words.Now().Lang()) }

// ServicesPick is a field that is a list of services.
type ServicesPick struct {
	Object  fyne.CanvasObject
	box     *fyne.Container
	label   string
	pick    *widgets.MultiPick
	offered []string
	off     bool
	save    func(data.Value)
}

// Services ties a field that is a list of services.
func (f *Form) Services(name, label string) *ServicesPick {
	p := &ServicesPick{box: widgets.Column(0), label: label}
	p.Object = p.box
	p.save = f.Other(name, func(r data.Record) { p.show(r.List(name)) }, func(on bool) {
		p.off = !on
		if p.pick != nil {
			enabler(p.pick)(on)
		}
	})
	return p
}

// Offer says which services the mission offers, before the record is shown.
func (p *ServicesPick) Offer(codes []string) {
	if !slices.Equal(p.offered, codes) {
		p.offered, p.pick = codes, nil
	}
}

func (p *ServicesPick) show(chosen []string) {
	if p.pick == nil {
		p.pick = widgets.NewMultiPick(p.label, Services(p.offered, chosen))
		p.pick.OnChanged = func(ids []string) {
			if len(ids) == 0 {
				p.save(data.Value{})
			} else {
				p.save(data.ListValue(ids))
			}
		}
		enabler(p.pick)(!p.off)
		p.box.Objects = []fyne.CanvasObject{p.pick}
		p.box.Refresh()
	}
	p.pick.Set(chosen)
}
