package app

import (
	"context"
	"time"

	"pinisi/data/vigil"
)

// watchTime shows the window anew when it is another day or zone, or the
// computer slept, until the program ends. Call it when the data are open.
func (p *App) watchTime() {
	if p.endTime != nil {
		return
	}
	ctx, end := context.WithCancel(context.Background())
	p.endTime = end
	vigil.Watch(ctx, func() time.Time {
		p.here.Read()
		return p.here.Now()
	}, func(c vigil.Change) { p.opt.Do(func() { p.passed(c) }) })
}

// passed puts a change of the time on the screen.
func (p *App) passed(c vigil.Change) {
	p.opt.Log.Info("time", "slept", c.Slept, "set", c.Set, "day", c.Day, "zone", c.Zone)
	if p.session == nil || p.frame == nil || p.frame.shut {
		return
	}
	p.frame.shell.SetSync(p.frame.syncLine(p.agent.Status()))
	p.session.Refresh()
}
