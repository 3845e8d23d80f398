package evaluation_test

import (
	"context"
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"

	"pinisi/app/look"
	"pinisi/app/pages/evaluation"
	"pinisi/app/session/sessiontest"
	"pinisi/data"
	"pinisi/data/assess"
)

// records is how many records the store holds in benchmarks.
const records = 100_000

// full is a session on a store of 100,000 records: evaluations with their
// answers. ids are some of the evaluations.
func full(b *testing.B) (s *sessiontest.Session, ids []data.ID) {
	b.Helper()
	s = sessiontest.New(b)
	ctx := context.Background()
	first, err := assess.Begin(ctx, s.Store, s.Author, assess.New{Period: "2026", Unit: "Unit 0", Line: "kekonsuleran", Variant: "luring"})
	if err != nil {
		b.Fatal(err)
	}
	sheet, err := assess.Load(ctx, s.Store, first)
	if err != nil {
		b.Fatal(err)
	}
	indicators := sheet.Instrument.Indicators()
	var edits []data.Edit
	write := func() {
		if _, err := s.Store.Write(ctx, data.Action{Author: s.Author, Label: "bench", Force: true, Edits: edits}); err != nil {
			b.Fatal(err)
		}
		edits = edits[:0]
	}
	for n := 0; n < records; n += len(indicators) {
		id := s.Store.NewID()
		ids = append(ids, id)
		fields := map[string]data.Value{}
		for k, v := range sheet.Evaluation.Fields {
			fields[k] = v
		}
		fields["unit"] = data.TextValue(fmt.Sprintf("Unit %d", n/30%134))
		fields["period"] = data.TextValue(fmt.Sprint(2000 + n/30/134))
		edits = append(edits, data.Create("evaluation", id, sheet.Evaluation.Scope, fields)...)
		for i, ind := range indicators {
			if ind.ID == "A09" { // blank, so that the form opens on its nine cards
				continue
			}
			edits = append(edits, data.Create("answer", assess.AnswerID(id, ind.ID), sheet.Evaluation.Scope, map[string]data.Value{
				"evaluation": data.RefValue(id), "indicator": data.TextValue(ind.ID), "score": data.IntValue(int64(i % 6)),
				"note": data.TextValue(fmt.Sprintf("Catatan %d: papan layanan, maklumat dan bukti lain sudah diperiksa di loket.", n)),
			})...)
		}
		if len(edits) > 4000 {
			write()
		}
	}
	write()
	return s, ids
}

func benchWindow(b *testing.B, s *sessiontest.Session) (*evaluation.Page, fyne.Window) {
	b.Helper()
	test.NewTempApp(b)
	fyne.CurrentApp().Settings().SetTheme(look.Theme{Scheme: look.Light})
	p := evaluation.New(s.Session)
	w := s.Show(b, p.Content(), fyne.NewSize(1142, 700)) // 1366x768 less the frame
	b.Cleanup(p.Close)
	return p, w
}

// BenchmarkOpenForm is from the tap on a row to the laid-out form with nine
// cards, over a store of 100,000 records; draw adds its picture by the
// software renderer.
func BenchmarkOpenForm(b *testing.B) {
	s, ids := full(b)
	for _, draw := range []bool{false, true} {
		b.Run(fmt.Sprintf("draw=%v", draw), func(b *testing.B) {
			p, w := benchWindow(b, s)
			w.Canvas().Capture()
			for i := 0; b.Loop(); i++ {
				p.Show(ids[i%len(ids)])
				s.Settle()
				if draw {
					w.Canvas().Capture()
				}
			}
		})
	}
}

// BenchmarkKeystroke is one letter typed into the note of an indicator, over a
// store of 100,000 records. draw=field adds drawing what it changed, the field,
// by the software renderer; draw=window draws all of the window anew, which no
// driver does for a letter.
func BenchmarkKeystroke(b *testing.B) {
	s, ids := full(b)
	for _, draw := range []string{"none", "field", "window"} {
		b.Run("draw="+draw, func(b *testing.B) {
			p, w := benchWindow(b, s)
			p.Show(ids[0])
			s.Settle()
			w.Canvas().FocusNext()
			field, ok := w.Canvas().Focused().(interface {
				fyne.CanvasObject
				fyne.Shortcutable
			})
			if !ok {
				b.Fatalf("the keyboard is at %T, not in a note", w.Canvas().Focused())
			}
			empty := func() {
				field.TypedShortcut(&fyne.ShortcutSelectAll{})
				w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
			}
			empty() // of what the run before typed and saved
			w.Canvas().Capture()
			picture := software.NewTransparentCanvas()
			picture.SetPadded(false)
			for n := 0; b.Loop(); n++ {
				if n%200 == 199 { // a note has a few hundred letters, not as many as fit in a second
					b.StopTimer()
					empty()
					b.StartTimer()
				}
				w.Canvas().Focused().TypedRune('a')
				switch draw {
				case "field":
					picture.SetContent(field)
					picture.Resize(fyne.NewSize(580, 38))
					picture.Capture()
				case "window":
					w.Canvas().Capture()
				}
			}
		})
	}
}
