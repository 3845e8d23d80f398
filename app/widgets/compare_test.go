package widgets

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func periods() *Grid {
	heads := []string{"Aspek", "2022", "2023", "2024", "2025", "2026", "Perubahan"}
	cells := func(last GridCell) []GridCell {
		return []GridCell{{Text: "2,00"}, {Text: "2,50"}, {Text: "2,75"}, {Text: "3,00"}, {Text: "3,20", Bold: true}, last}
	}
	return NewGrid(heads, []GridRow{
		{Name: "IPP", Bold: true, Cells: cells(GridCell{Text: "+0,20", State: Good})},
		{Name: "Sistem informasi", Cells: cells(GridCell{Text: "–0,10", State: Bad})},
	})
}

func TestComparisonGoldens(t *testing.T) {
	golden(t, "comparison", 560, 420, func() fyne.CanvasObject {
		s := NewStepper("Upaya A04", 1, 9)
		s.Set(4)
		return Page(NewTrend(5, []TrendPoint{
			{Name: "2024", Value: 2.4, Text: "2,40", Note: "C-"}, {Name: "2025", Value: -1, Text: "belum ada"},
			{Name: "2026", Value: 3.2, Text: "3,20", Note: "sementara", Hollow: true},
		}), periods(), Row(8, s))
	})
}

func TestANarrowGridLeavesOutWhatItMay(t *testing.T) {
	// given a table whose four oldest columns may go
	g := periods().Spare(4)
	if wide := periods().MinSize().Width; g.MinSize().Width >= wide {
		t.Fatalf("asks for %v, as without it (%v)", g.MinSize().Width, wide)
	}
	for _, at := range []struct {
		width float32
		want  []string
	}{{700, []string{"2022", "2023", "2024", "2025", "2026", "Perubahan"}}, {g.MinSize().Width, []string{"2026", "Perubahan"}}} {
		show(t, g, at.width, 200)
		g.Resize(fyne.NewSize(at.width, 200))
		var seen []string
		for _, o := range test.WidgetRenderer(g).Objects() {
			if text, ok := o.(*Text); ok && text.Visible() && slices.Contains(g.heads[1:], text.Content()) {
				seen = append(seen, text.Content())
				if right := text.Position().X + text.Size().Width; right > at.width+0.5 {
					t.Errorf("%q ends at %v of %v", text.Content(), right, at.width)
				}
			}
		}
		if !slices.Equal(seen, at.want) {
			t.Errorf("at %v the columns are %v, want %v", at.width, seen, at.want)
		}
	}
}

func TestAStepperByKeysAndTaps(t *testing.T) {
	s := NewStepper("Upaya A04", 1, 9)
	show(t, s, 90, 32)
	var chosen []int
	s.OnChanged = func(n int) { chosen = append(chosen, n) }
	s.Set(3) // from outside: nobody chose
	s.TypedRune('7')
	s.TypedRune('0') // below the least
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight}) // above the most
	s.Tapped(&fyne.PointEvent{Position: fyne.NewPos(5, 10)})
	s.Tapped(&fyne.PointEvent{Position: fyne.NewPos(s.Size().Width/2, 10)}) // the number itself
	s.Tapped(&fyne.PointEvent{Position: fyne.NewPos(s.Size().Width-5, 10)})
	if want := []int{7, 8, 9, 8, 9}; !slices.Equal(chosen, want) {
		t.Errorf("chosen %v, want %v", chosen, want)
	}
	if got := s.AccessibilityLabel(); got != "Upaya A04, 9" {
		t.Errorf("a screen reader says %q", got)
	}
	s.Disable()
	s.TypedRune('2')
	if s.Value() != 9 {
		t.Errorf("a locked stepper went to %d", s.Value())
	}
}

func TestAChartAsksForNoLayoutWithoutEnd(t *testing.T) {
	for name, o := range map[string]fyne.Widget{
		"radar": NewRadar(5, []Axis{{Name: "a", Value: 1}, {Name: "b", Value: 2}, {Name: "c", Value: 3}}),
		"trend": NewTrend(5, []TrendPoint{{Name: "2025", Value: 1}, {Name: "2026", Value: 2}}),
	} {
		show(t, o, 400, 300)
		r := test.WidgetRenderer(o)
		before := slices.Clone(r.Objects())
		// when the toolkit lays it out again at the same size
		r.Layout(o.Size())
		// then nothing on it is new, or the toolkit would lay it out again and again
		if len(before) == 0 || !slices.Equal(r.Objects(), before) {
			t.Errorf("%s: new objects", name)
		}
		// but another size draws it anew
		o.Resize(fyne.NewSize(300, 280))
		if slices.Equal(r.Objects(), before) {
			t.Errorf("%s: drawn as before at another size", name)
		}
	}
}

// given aspects without a value beside each other, which all lie in the centre,
// then the area keeps no edge without length, and none of two points is drawn.
func TestAnAreaHasNoEdgesWithoutLength(t *testing.T) {
	centre, up, right, down := fyne.NewPos(50, 50), fyne.NewPos(50, 10), fyne.NewPos(90, 50), fyne.NewPos(50, 90)
	for _, c := range []struct{ points, want []fyne.Position }{
		{[]fyne.Position{up, right, centre, centre, centre}, []fyne.Position{up, right, centre}},
		{[]fyne.Position{centre, up, right, down, centre}, []fyne.Position{up, right, down, centre}},
		{[]fyne.Position{up, right, down}, []fyne.Position{up, right, down}},
		{[]fyne.Position{centre, centre, centre}, nil},
	} {
		if got := apart(c.points); !slices.Equal(got, c.want) {
			t.Errorf("%v became %v, want %v", c.points, got, c.want)
		}
	}
}
