package app

import (
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data/place"
)

// tellNotices says above the pages what a person should know of this start.
func (p *App) tellNotices() {
	p.collect()
	for _, n := range p.notices {
		n.tell(p.frame)
	}
}

// collect gathers it, once a start.
func (p *App) collect() {
	if p.warned {
		return
	}
	p.warned = true
	say := func(weight widgets.Weight, action func(), text func() (title, detail string)) {
		p.notices = append(p.notices, &notice{weight: weight, text: text, action: action})
	}
	if text, _, grave := p.upgrades.Headline(); grave {
		say(widgets.Warn, p.report, func() (title, detail string) {
			title, detail, _ = p.upgrades.Headline()
			return title, detail
		})
	} else if text != "" {
		p.session.Toast(text)
	}
	if p.opt.Crashed {
		say(widgets.Info, p.report, func() (string, string) { return words.T("trouble.crashed"), words.T("trouble.crashed.detail") })
	}
	if g := p.stand; g.Ground != place.Local && g.Ground != "" {
		p.opt.Log.Warn("the data is not on a disk of this computer", "ground", g.Ground)
		on := "trouble.on." + string(g.Ground)
		say(widgets.Warn, nil, func() (string, string) { return words.T(on, "Name", g.Name), words.T(on+".do", "Name", g.Name) })
	}
	if p.store.ReadOnly() {
		say(widgets.Warn, nil, func() (string, string) { return words.T("errors.newer", "Path", p.store.Dir()), "" })
	}
}

// notice is said above the pages until it is read, also when the frame is made
// anew in another language or scheme.
type notice struct {
	weight widgets.Weight
	text   func() (title, detail string)
	action func() // shows the report; may be nil
	read   bool
}

func (n *notice) tell(f *frame) {
	if n.read {
		return
	}
	title, detail := n.text()
	action := ""
	if n.action != nil {
		action = words.T("trouble.show")
	}
	b := widgets.NewBanner(n.weight, title, detail, action, n.action)
	b.OnClosed = func() { n.read = true }
	f.shell.Tell(b)
}
