package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
)

// recordRow is one row of a RecordList, used again for other records.
type recordRow struct {
	widget.BaseWidget
	of      *recordRows
	at      int
	hovered bool
}

func newRecordRow(of *recordRows) *recordRow {
	r := &recordRow{of: of}
	r.ExtendBaseWidget(r)
	return r
}

func (r *recordRow) set(at int) {
	r.at = at
	r.Refresh()
}

// Tapped implements fyne.Tappable.
func (r *recordRow) Tapped(*fyne.PointEvent) { r.of.tapped(r.at) }

// MouseIn implements desktop.Hoverable.
func (r *recordRow) MouseIn(*desktop.MouseEvent) { r.hovered = true; r.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (r *recordRow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (r *recordRow) MouseOut() { r.hovered = false; r.Refresh() }

// CreateRenderer implements fyne.Widget.
func (r *recordRow) CreateRenderer() fyne.WidgetRenderer {
	ground, bar, focused := box("", ""), box("", ""), ring()
	title, line := Body("").OneLine(), Small("").OneLine()
	pill := NewStatusPill(Neutral, "")
	mark := picture("conflict", look.Wait)
	head, more := Small("").OneLine().Bold(), Small("").OneLine().Right().In(look.Sea)
	v := &view{of: r, objects: []fyne.CanvasObject{ground, bar, title, line, pill, mark, focused}}
	v.min = func() fyne.Size { return fyne.NewSize(look.Text(200), look.Text(60)) }
	v.layout = func(size fyne.Size) {
		place(ground, look.Gap, 1, size.Width-2*look.Gap, size.Height-2)
		wide := min(more.measure(more.content).Width+1, size.Width/2)
		h := head.MinSize().Height
		place(head, look.Roomy+2, size.Height-h-look.Tight, max(size.Width-2*look.Roomy-wide-look.Gap, 0), h)
		place(more, size.Width-look.Roomy-wide, size.Height-h-look.Tight, wide, h)
		around(focused, fyne.NewPos(look.Gap+1, 2), fyne.NewSize(size.Width-2*look.Gap-2, size.Height-4), 0)
		place(bar, look.Gap, look.Gap+2, 3, size.Height-2*look.Gap-4)
		bar.CornerRadius = 1.5
		x, end := look.Roomy+2, size.Width-look.Roomy
		p := pill.MinSize()
		h1, h2 := title.MinSize().Height, line.MinSize().Height
		y := (size.Height - h1 - h2 - 4) / 2
		right := end
		if mark.Visible() {
			side := look.Text(18)
			right -= side
			place(mark, right, y+(h1-side)/2, side, side)
			right -= look.Tight
		}
		place(title, x, y, max(right-x-look.Tight, 0), h1)
		place(pill, end-p.Width, y+h1+3+(h2-p.Height)/2, p.Width, p.Height)
		room := end - x
		if p.Width > 0 {
			room -= p.Width + look.Gap
		}
		place(line, x, y+h1+4, max(room, 0), h2)
	}
	v.refresh = func() {
		if r.at >= r.of.of.rows.Len() {
			return
		}
		record, ok := r.of.of.rows.Row(r.at)
		if ok && record.Heading {
			v.objects = []fyne.CanvasObject{ground, head, more}
			head.Set(record.Title)
			more.Set(record.Word)
			fill := fyne.ThemeColorName("")
			if r.hovered && record.ID != "" {
				fill = look.Shade
			}
			paint(ground, fill, "")
			return
		}
		v.objects = []fyne.CanvasObject{ground, bar, title, line, pill, mark, focused}
		selected := ok && record.ID == r.of.of.chosen
		fill := fyne.ThemeColorName("")
		switch {
		case selected:
			fill = look.SeaTint
		case r.hovered:
			fill = look.Shade
		}
		paint(ground, fill, "")
		barTint := fyne.ThemeColorName("")
		if selected {
			barTint = look.Sea
		}
		paint(bar, barTint, "")
		showRing(focused, r.of.focused && r.at == r.of.at)
		if !ok {
			record = Record{Title: "…"}
		}
		if title.bold != selected {
			title.bold = selected
			title.memo.valid = false
			title.Refresh()
		}
		title.Set(record.Title)
		line.Set(record.Line)
		line.Mark(record.LineMarks)
		if pill.icon != record.Icon {
			pill.icon = record.Icon
			pill.Refresh()
		}
		pill.Set(record.State, record.Word)
		mark.Hidden = !record.Mark
		setPicture(mark, "conflict", look.Wait)
	}
	return v
}
