package syncing

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/store"
)

// history is the card of past exchanges, newest first.
type history struct {
	p       *Page
	card    fyne.CanvasObject
	rows    *fyne.Container
	more    *widgets.Button
	further fyne.CanvasObject
	limit   int
}

const historyStep = 10

func newHistory(p *Page) *history {
	h := &history{p: p, rows: widgets.Column(look.Gap), limit: historyStep}
	h.more = widgets.NewButton(widgets.Quiet, words.T("syncpage.history.more"), "", func() {
		h.limit += 3 * historyStep
		p.reload()
	})
	h.further = widgets.Row(0, h.more)
	h.card = widgets.NewCard(words.T("syncpage.history"), nil, h.rows, h.further)
	return h
}

// line is one row: widths of columns are shared by all.
func line(cells ...fyne.CanvasObject) fyne.CanvasObject {
	widths := []float32{130, 110, 170, 170, 70} // with the edges no wider than the narrowest window
	objects := make([]fyne.CanvasObject, len(cells))
	for i, c := range cells {
		objects[i] = widgets.Sized(look.Text(widths[i]), 0, c)
	}
	return widgets.Row(look.Gap, objects...)
}

func (h *history) show(entries []store.SyncEntry) {
	widgets.ShowIf(h.further, len(entries) > h.limit)
	entries = entries[:min(len(entries), h.limit)]
	h.rows.Objects = nil
	if len(entries) == 0 {
		h.rows.Add(widgets.Hint(words.T("syncpage.history.empty")))
		h.rows.Refresh()
		return
	}
	head := func(key string) *widgets.Text { return widgets.Small(words.T("syncpage.history." + key)) }
	h.rows.Add(line(head("at"), head("result"), head("sent").Right(), head("got").Right(), head("took_head").Right()))
	h.rows.Add(widgets.Divider())
	now := h.p.state.here(h.p.s.Now())
	for _, e := range entries {
		state, word := widgets.Good, words.T("syncpage.history.ok")
		if !e.OK {
			state, word = widgets.Bad, words.T("syncpage.history.failed")
		}
		h.rows.Add(line(
			widgets.Body(words.Moment(e.At, now)), widgets.Row(0, widgets.NewStatusPill(state, word)),
			moved(e.Sent, e.Changes), moved(e.Got, e.Received),
			widgets.Body(words.T("syncpage.history.took", "N", seconds(e.Took))).Right()))
		if !e.OK && e.Code != "" {
			h.rows.Add(h.why(e))
		}
	}
	h.rows.Refresh()
}

// moved is what went one way: size and changes.
func moved(bytes int64, changes int) fyne.CanvasObject {
	return widgets.Body(words.T("syncpage.history.moved", "Size", words.Bytes(bytes), "N", changes)).Right()
}

func seconds(d time.Duration) string {
	if d < 10*time.Second {
		return words.Decimal(fmt.Sprintf("%.1f", d.Seconds()))
	}
	return words.Count(int(d.Seconds() + 0.5))
}

// why says what stopped an exchange, to be copied.
func (h *history) why(e store.SyncEntry) fyne.CanvasObject {
	cause := &data.Error{Code: e.Code, Args: e.Args}
	text := session.ErrorText(cause)
	return bound.Tinted(look.Shade, widgets.Inset(look.Gap, look.Tight, widgets.RowTop(look.Gap, 0, widgets.Small(text),
		widgets.NewButton(widgets.Quiet, words.T("syncpage.copy"), "copy", func() {
			fyne.CurrentApp().Clipboard().SetContent(fmt.Sprintf("%s\n%s\n%s", e.At.UTC().Format(time.RFC3339), text, cause.Error()))
			h.p.s.Toast(words.T("syncpage.copied"))
		}).Compact())))
}

func (p *Page) showQuarantine(n int) {
	p.quarry.Objects = nil
	if n > 0 {
		p.quarry.Add(widgets.NewCard(words.T("syncpage.quarantine"), nil, widgets.RowTop(look.Gap, 1,
			widgets.NewIcon("warning", look.Wait, 20), widgets.Body(words.T("syncpage.quarantine.say", "N", n)))))
	}
	widgets.ShowIf(p.quarry, n > 0)
	p.quarry.Refresh()
}
