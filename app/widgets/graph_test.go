package widgets

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// someGraph is a chain with branches: a complaint, a consultation, two inputs, an
// agreement, a standard and what came of it.
func someGraph() *Graph {
	g := NewGraph()
	g.Set([]GraphNode{
		{ID: "c1", Column: -2, Icon: "complaint", Kind: "Pengaduan", Title: "Antrean paspor terlalu lama pada hari Senin pagi, pemohon menunggu tiga jam", Line: "3 Feb 2026", State: Good, Word: "Selesai"},
		{ID: "c2", Column: -2, Icon: "complaint", Kind: "Pengaduan", Title: "L-20260214-0042", Line: "14 Feb 2026", State: Wait, Word: "Proses"},
		{ID: "k", Column: -1, Icon: "consultation", Kind: "Konsultasi publik", Title: "FKP standar paspor", Line: "1 Mei 2026", State: Good, Word: "Terbit"},
		{ID: "a", Column: 0, Icon: "consultation", Kind: "Kesepakatan", Title: "Waktu layanan menjadi tiga hari kerja", State: Good, Word: "Disepakati"},
		{ID: "s", Column: 1, Icon: "standard", Kind: "Standar pelayanan", Title: "Paspor", Line: "1 Agt 2026", State: Good, Word: "Terbit"},
		{ID: "f", Column: 1, Icon: "follow-up", Kind: "Tindak lanjut", Title: "Sudah dihapus", Quiet: true},
		{ID: "more", Column: 1, Icon: "follow-up", Kind: "Tindak lanjut", Title: "+12 lagi", Fold: true},
	}, []GraphEdge{{"c1", "k", "menjadi topik"}, {"c2", "k", "menjadi topik"}, {"k", "a", "disepakati"}, {"a", "s", "mengubah"}, {"a", "f", "ditindaklanjuti"}, {"a", "more", "ditindaklanjuti"}}, "a")
	return g
}

func TestGraphLooks(t *testing.T) {
	golden(t, "graph", 1120, 360, func() fyne.CanvasObject { return someGraph() }, func(c fyne.Canvas) {
		g := c.Content().(*Graph)
		g.Focus()
		g.Go("k")
	})
}

func TestGraphIsWalkedByKeys(t *testing.T) {
	g := someGraph()
	var said []string
	note := func(what string) func(string) {
		return func(id string) { said = append(said, what+" "+id) }
	}
	g.OnCentre, g.OnOpen, g.OnFold = note("centre"), note("open"), note("fold")
	g.OnBack = func() { said = append(said, "back") }
	g.OnSteps = func(by int) { said = append(said, fmt.Sprint("steps ", by)) }
	c := show(t, g, 1120, 360)
	g.Focus()
	for _, step := range []struct {
		key  fyne.KeyName
		want string
	}{
		{fyne.KeyRight, "f"}, {fyne.KeyUp, "s"}, {fyne.KeyUp, "s"}, {fyne.KeyDown, "f"}, {fyne.KeyDown, "more"}, {fyne.KeyDown, "more"}, {fyne.KeyLeft, "a"},
		{fyne.KeyLeft, "k"}, {fyne.KeyLeft, "c1"}, {fyne.KeyLeft, "c1"}, {fyne.KeyDown, "c2"}, {fyne.KeyHome, "a"},
	} {
		pressFocused(t, c, step.key)
		if g.At() != step.want {
			t.Errorf("%s goes to %q, want %q", step.key, g.At(), step.want)
		}
	}
	pressFocused(t, c, fyne.KeyRight, fyne.KeyUp, fyne.KeyReturn, fyne.KeySpace, fyne.KeyDown, fyne.KeyReturn, fyne.KeyDown, fyne.KeyReturn, fyne.KeyBackspace)
	write(c.Focused(), "+-")
	// a card that is gone cannot be opened; a folded one unfolds
	if want := []string{"open s", "centre s", "fold more", "back", "steps 1", "steps -1"}; !slices.Equal(said, want) {
		t.Errorf("keys did %q, want %q", said, want)
	}
}

func TestGraphIsWalkedByMouse(t *testing.T) {
	g := someGraph()
	centred, opened := "", ""
	g.OnCentre, g.OnOpen = func(id string) { centred = id }, func(id string) { opened = id }
	show(t, g, 1120, 360)
	at := func(id string) fyne.Position {
		p := g.places[id]
		return fyne.NewPos(p.x, p.y).Add(g.pan).AddXY(30, 30)
	}
	g.Tapped(&fyne.PointEvent{Position: at("k")})
	g.DoubleTapped(&fyne.PointEvent{Position: at("s")})
	if centred != "k" || opened != "s" || g.At() != "s" {
		t.Errorf("centred %q, opened %q, at %q", centred, opened, g.At())
	}
	g.Tapped(&fyne.PointEvent{Position: fyne.NewPos(1, 1)})
	if centred != "k" {
		t.Errorf("a click beside the cards centres %q", centred)
	}
}

// given 500 nodes, only those in view are drawn, the keyboard reaches the last,
// and dragging never loses the picture.
func TestGraphDrawsWhatIsSeen(t *testing.T) {
	g := NewGraph()
	nodes := []GraphNode{{ID: "0", Kind: "Konsultasi", Title: "FKP"}}
	var edges []GraphEdge
	for i := range 500 {
		id := fmt.Sprint("n", i)
		nodes = append(nodes, GraphNode{ID: id, Column: 1, Kind: "Tindak lanjut", Title: fmt.Sprint("Aksi ", i)})
		edges = append(edges, GraphEdge{"0", id, "ditindaklanjuti"})
	}
	g.Set(nodes, edges, "0")
	c := show(t, g, 900, 500)
	drawing := func() int {
		n := 0
		for _, o := range test.LaidOutObjects(g) {
			if o.Visible() {
				n++
			}
		}
		return n
	}
	if n := drawing(); n > 700 { // some cards, the arrows to them, and the ways of those beyond
		t.Errorf("%d objects are drawn", n)
	}
	g.Focus()
	pressFocused(t, c, fyne.KeyRight)
	for range 600 {
		c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	}
	p := g.places["n499"]
	if y := p.y + g.pan.Y; g.At() != "n499" || y < 0 || y+graphHeight() > 500 {
		t.Errorf("at %q, drawn at %v", g.At(), p.y+g.pan.Y)
	}
	for range 100 {
		g.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(-5000, -5000)})
	}
	if p := g.places["n499"]; g.hit(fyne.NewPos(p.x+g.pan.X+5, p.y+g.pan.Y+5)) == "" || p.y+g.pan.Y < 0 {
		t.Errorf("the picture was dragged out of view: %v", g.pan)
	}
}
