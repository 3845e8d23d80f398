package consultation

import (
	"context"
	"testing"

	"pinisi/data"
)

// Reading an open consultation anew after each thing noted: 25 participants in
// two sessions, 30 inputs. The window draws again behind it.
func BenchmarkRead(b *testing.B) {
	d, sessions := begun(b, 25)
	m := d.meeting()
	var edits []data.Edit
	for i, p := range m.Participants {
		edits = append(edits, data.Create("attendance", d.Store.NewID(), "", map[string]data.Value{"session": data.RefValue(sessions[i%2]), "participant": data.RefValue(p.ID)})...)
	}
	for i := range 30 {
		edits = append(edits, data.Create("input", d.Store.NewID(), "", map[string]data.Value{"consultation": data.RefValue(d.p.open), "number": data.IntValue(int64(i + 1)), "text": data.TextValue("Antrean")})...)
	}
	if _, err := d.Store.Write(context.Background(), data.Action{Edits: edits}); err != nil {
		b.Fatal(err)
	}
	d.Settle()
	for b.Loop() {
		if _, err := read(context.Background(), d.Session.Session, d.p.open); err != nil {
			b.Fatal(err)
		}
	}
}

// Drawing the tab of inputs after one more was noted.
func BenchmarkShowInputs(b *testing.B) {
	d, _ := begun(b, 25)
	var edits []data.Edit
	for i := range 30 {
		edits = append(edits, data.Create("input", d.Store.NewID(), "", map[string]data.Value{"consultation": data.RefValue(d.p.open), "number": data.IntValue(int64(i + 1)), "text": data.TextValue("Antrean")})...)
	}
	if _, err := d.Store.Write(context.Background(), data.Action{Edits: edits}); err != nil {
		b.Fatal(err)
	}
	d.Settle()
	for _, tab := range []string{"inputs", "participants", "plan"} {
		d.p.detail.tabs.Go(tab)
		d.Settle()
		b.Run(tab, func(b *testing.B) {
			for b.Loop() {
				d.p.detail.show(d.p.detail.now)
			}
		})
	}
}
