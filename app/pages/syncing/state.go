package syncing

import (
	"context"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/store"
	pinsync "pinisi/sync"
)

// stateCard says how things stand, in words, with what is not confirmed.
type stateCard struct {
	p        *Page
	card     fyne.CanvasObject // the state itself
	details  fyne.CanvasObject // what changes its height, below the conflicts: their buttons must not move
	icon     *widgets.Icon
	title    *widgets.Text
	say      *widgets.Text
	now      *widgets.Button
	cancel   *widgets.Button
	bar      *widget.ProgressBar
	phase    *widgets.Text
	progress *fyne.Container
	problem  *fyne.Container
	facts    *fyne.Container
	missing  *fyne.Container
	slot     session.Slot
	told     string // the error that is shown
	tint     fyne.ThemeColorName
	open     bool // the records that are not confirmed are listed
	enrolled bool
	info     pinsync.Info
}

func newState(p *Page) *stateCard {
	c := &stateCard{p: p, icon: widgets.NewIcon("clock", look.Wait, 32), title: widgets.Section(""), say: widgets.Body(""), phase: widgets.Small("")}
	c.now = widgets.NewButton(widgets.Primary, words.T("syncpage.now"), "sync", p.agent.Now)
	c.cancel = widgets.NewButton(widgets.Plain, words.T("syncpage.cancel"), "close", p.agent.Cancel)
	c.bar = widget.NewProgressBar()
	c.bar.TextFormatter = func() string { return "" }
	c.progress = widgets.Column(look.Tight, c.bar, c.phase)
	c.problem, c.facts, c.missing = widgets.Column(look.Gap), widgets.Column(look.Gap), widgets.Column(look.Tight)
	c.card = widgets.NewCard("", nil,
		widgets.RowTop(look.Roomy, 1, c.icon, widgets.Column(look.Tight, c.title, c.say), widgets.Row(look.Gap, c.cancel, c.now)))
	c.details = widgets.NewCard(words.T("syncpage.details"), nil, c.progress, c.problem, c.facts, c.missing)
	c.problem.Hide()
	c.missing.Hide()
	c.show()
	return c
}

// safe reports whether this computer may be replaced: headquarters confirmed
// everything that is stored here at this moment.
func (c *stateCard) safe() bool {
	n := c.p.pending
	return c.enrolled && n != nil && n.Changes == 0 && n.Files == 0 && !c.p.status.LastSuccess.IsZero()
}

func (c *stateCard) show() {
	st := c.p.status
	state := st.State
	if state == pinsync.AllSent && !c.safe() { // the agent has not heard of the latest writing yet
		state = pinsync.Saved
	}
	key, icon, tint := "saved", "clock", look.Wait
	say := ""
	pending := st.Pending
	if c.p.pending != nil {
		pending = *c.p.pending
	}
	switch state {
	case pinsync.NotEnrolled:
		key, icon, tint = "not_enrolled", "offline", look.Quiet
		say = words.T("syncpage.say.not_enrolled")
	case pinsync.AllSent:
		key, icon, tint = "all_sent", "check", look.Good
		say = words.T("syncpage.say.all_sent")
	case pinsync.Saved:
		say = words.T("syncpage.say.saved_now")
		switch {
		case pending.Changes > 0:
			say = words.T("syncpage.say.saved", "N", pending.Changes)
		case pending.Files > 0:
			say = words.T("syncpage.say.saved_files", "N", pending.Files)
		}
	case pinsync.Sending:
		key, icon, tint = "sending", "sync", look.Sea
		say = words.T("syncpage.say.sending")
	case pinsync.NoLine:
		key, icon, tint = "no_line", "offline", look.Wait
		say = words.T("syncpage.say.no_line_soon")
		if t := st.NextTry; t.After(c.p.s.Now()) {
			say = words.T("syncpage.say.no_line", "Time", words.Clock(c.here(t)))
		}
	case pinsync.NeedsYou:
		key, icon, tint = "needs_you", "warning", look.Bad
		if st.Conflicts > 0 {
			say = words.T("syncpage.say.conflicts", "N", st.Conflicts)
		}
	}
	c.icon.Set(icon, tint)
	c.title.Set(words.T("syncpage.state." + key))
	c.say.Set(say)
	widgets.ShowIf(c.say, say != "")
	widgets.ShowIf(c.now, state != pinsync.NotEnrolled)
	widgets.ShowIf(c.cancel, st.Running)
	if st.Running {
		c.now.Disable()
	} else {
		c.now.Enable()
	}
	c.showProgress(st)
	c.showProblem(st.Err)
	c.showFacts(st, pending)
	c.p.refreshState()
}

func (p *Page) refreshState() {
	if p.state != nil && p.scroll != nil {
		p.refresh()
	}
}

// here is t on this computer's clock, as everywhere in the frame.
func (c *stateCard) here(t time.Time) time.Time { return t.In(c.p.s.Now().Location()) }

func (c *stateCard) showProgress(st pinsync.Status) {
	widgets.ShowIf(c.progress, st.Running)
	if !st.Running {
		return
	}
	p := st.Progress
	done, all := p.Sent+p.Got, p.ToSend+p.ToGet
	part := 0.0
	if all > 0 {
		part = min(float64(done)/float64(all), 1)
	}
	c.bar.SetValue(part)
	phase := p.Phase
	if phase == "" {
		phase = "connect"
	}
	line := words.T("syncpage.phase." + phase)
	if p.File != "" {
		line += ": " + p.File
	}
	if all > 0 {
		line += " · " + words.T("syncpage.bytes_of", "Done", words.Bytes(min(done, all)), "All", words.Bytes(all))
	} else if done > 0 {
		line += " · " + words.Bytes(done)
	}
	c.phase.Set(line)
}

// showProblem says what is in the way, to be read and copied.
func (c *stateCard) showProblem(err *data.Error) {
	text := ""
	if err != nil && err.Code != "sync.cancelled" {
		text = session.ErrorText(err)
	}
	tint, ink := look.BadTint, look.Bad
	if c.p.status.State == pinsync.NoLine || c.p.status.Conflicts > 0 { // it passes, or is not what needs a person
		tint, ink = look.WaitTint, look.Wait
	}
	if text == c.told && tint == c.tint {
		return
	}
	c.told, c.tint = text, tint
	c.problem.Objects = nil
	if text != "" {
		report := fmt.Sprintf("%s\n%s\n%s", c.p.s.Now().UTC().Format(time.RFC3339), text, err.Error())
		c.problem.Add(bound.Tinted(tint, widgets.Inset(look.Roomy, look.Gap+look.Tight, widgets.RowTop(look.Gap, 1,
			widgets.NewIcon("warning", ink, 20), widgets.Body(text),
			widgets.NewButton(widgets.Quiet, words.T("syncpage.copy"), "copy", func() {
				fyne.CurrentApp().Clipboard().SetContent(report)
				c.p.s.Toast(words.T("syncpage.copied"))
			}).Compact()))))
	}
	widgets.ShowIf(c.problem, text != "")
	c.problem.Refresh()
}

func fact(name string, value fyne.CanvasObject) fyne.CanvasObject {
	return widgets.RowTop(look.Roomy, 1, widgets.Sized(look.Text(230), 0, widgets.Hint(name)), value)
}

func (c *stateCard) showFacts(st pinsync.Status, pending store.Pending) {
	c.facts.Objects = nil
	var parts []string
	if pending.Changes > 0 {
		key := "syncpage.pending.line"
		if pending.Records < 0 {
			key = "syncpage.pending.line_uncounted"
		}
		parts = append(parts, words.T(key, "Changes", pending.Changes, "Records", pending.Records, "Size", words.Bytes(pending.Bytes)))
	}
	if pending.Files > 0 {
		parts = append(parts, words.T("syncpage.pending.files_size", "N", pending.Files, "Size", words.Bytes(pending.FileBytes)))
	}
	waiting := widgets.Body(strings.Join(parts, "; "))
	switch {
	case c.p.pending == nil:
		waiting = widgets.Hint(words.T("syncpage.pending.counting"))
	case c.safe():
		waiting = widgets.Body(words.T("syncpage.pending.none")).In(look.Good)
		if st.State == pinsync.AllSent { // the card above says it
			waiting = widgets.Body(words.T("syncpage.pending.nothing"))
		}
	case len(parts) == 0:
		waiting = widgets.Body(words.T("syncpage.pending.nothing"))
	}
	c.facts.Add(fact(words.T("syncpage.pending"), waiting))
	if len(parts) > 0 && c.p.pending != nil {
		if t := pending.OldestSince; !t.IsZero() {
			c.facts.Add(fact("", widgets.Small(words.T("syncpage.pending.since", "Time", words.Moment(t, c.here(c.p.s.Now()))))))
		}
		label := "syncpage.pending.show"
		if c.open {
			label = "syncpage.pending.hide"
		}
		c.facts.Add(fact("", widgets.Row(look.Gap, widgets.NewButton(widgets.Quiet, words.T(label), "", c.toggle).Compact())))
	} else if c.open {
		c.open = false
		c.missing.Objects = nil
		c.missing.Hide()
	}
	last := words.T("syncpage.last.never")
	if !st.LastSuccess.IsZero() {
		last = words.Moment(st.LastSuccess, c.here(c.p.s.Now()))
	}
	c.facts.Add(fact(words.T("syncpage.last"), widgets.Body(last)))
	if c.enrolled {
		c.facts.Add(fact(words.T("syncpage.hub"), widgets.Body(c.info.Address)))
		if st.Proxy != "" {
			c.facts.Add(fact(words.T("syncpage.proxy"), widgets.Body(st.Proxy)))
		}
		if c.info.Device != "" {
			c.facts.Add(fact(words.T("syncpage.enroll.device"), widgets.Body(c.info.Device)))
		}
	}
	c.facts.Refresh()
}

// mostMissing is how many unconfirmed records are listed.
const mostMissing = 50

// toggle lists what headquarters has not confirmed, record by record.
func (c *stateCard) toggle() {
	c.open = !c.open
	c.missing.Objects = nil
	widgets.ShowIf(c.missing, c.open)
	c.show()
	if !c.open {
		return
	}
	total := 0
	if c.p.pending != nil {
		total = c.p.pending.Records
	}
	session.Load(c.p.s, &c.slot, func(ctx context.Context) ([]string, error) {
		records, err := c.p.s.Store.PendingRecords(ctx, mostMissing)
		if err != nil {
			return nil, err
		}
		lines := make([]string, 0, len(records))
		for _, r := range records {
			lines = append(lines, recordName(ctx, c.p.s.Store, r))
		}
		return lines, nil
	}, func(lines []string) {
		c.missing.Objects = []fyne.CanvasObject{widgets.Small(words.T("syncpage.pending.some"))}
		for _, l := range lines {
			c.missing.Add(widgets.Body("•  " + l))
		}
		if more := total - len(lines); more > 0 {
			c.missing.Add(widgets.Hint(words.T("syncpage.pending.more", "N", more)))
		}
		c.missing.Refresh()
		c.p.refresh()
	})
}
