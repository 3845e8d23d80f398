package followup

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"pinisi/app/look"
	"pinisi/app/session"
	"pinisi/app/session/sessiontest"
	"pinisi/app/widgets"
	"pinisi/data"
	"pinisi/data/followup"
	"pinisi/data/store"
)

func key(s *sessiontest.Session, names ...fyne.KeyName) {
	for _, name := range names {
		s.Window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name})
		s.Settle()
	}
}

func ctrl(s *sessiontest.Session, name fyne.KeyName) {
	s.Window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: name, Modifier: fyne.KeyModifierShortcutDefault})
	s.Settle()
}

func columns(p *Page) string {
	var all []string
	for _, c := range p.views[viewBoard].(*board).board.Columns() {
		var titles []string
		for _, r := range c.Cards {
			titles = append(titles, r.Title)
		}
		all = append(all, strings.Join(titles, ","))
	}
	return strings.Join(all, "|")
}

// By keyboard alone: to the board, over the cards, and a card from one status to the next.
func TestTheBoardByKeyboard(t *testing.T) {
	s, p := window(t)
	first := write(t, s, "action", "Satu", "status", "planned", "due_on", "2026-03-01")
	second := write(t, s, "action", "Dua", "status", "planned", "due_on", "2026-04-01")
	write(t, s, "action", "Lama", "status", "carried", "period", "2025")
	p.look(viewBoard)
	s.Settle()
	if got := columns(p); got != "Satu,Dua|||Lama" {
		t.Fatalf("columns %q", got)
	}
	// when the second card goes right with Ctrl
	key(s, fyne.KeyDown)
	ctrl(s, fyne.KeyRight)
	if got, r := columns(p), get(t, s, second); got != "Satu|Dua||Lama" || r.Text("status") != followup.Running || r.Text("start_on") != "2026-03-24" {
		t.Errorf("after Ctrl and Right: %q, %v", got, r.Fields)
	}
	// and on, without evidence, then it stays and the file is asked for
	ctrl(s, fyne.KeyRight)
	if got := get(t, s, second).Text("status"); got != followup.Running {
		t.Errorf("it became %s without evidence", got)
	}
	texts := strings.Join(sessiontest.Texts(s.Window.Canvas().Overlays().Top()), "\n")
	if !strings.Contains(texts, "Belum ada bukti") || !strings.Contains(texts, "“Dua”") {
		t.Errorf("the board asks:\n%s", texts)
	}
	s.Window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	// when the file is given, it is done with it, as one action
	photo := filepath.Join(t.TempDir(), "sk.pdf")
	if err := os.WriteFile(photo, []byte("SK"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.finishWith(get(t, s, second), photo)
	s.Settle()
	if r := get(t, s, second); r.Text("status") != followup.Done || r.Text("done_on") != "2026-03-24" {
		t.Errorf("with evidence: %v", r.Fields)
	}
	if _, err := s.Store.Undo(context.Background(), s.Author); err != nil {
		t.Fatal(err)
	}
	s.Settle()
	if r := get(t, s, second); r.Text("status") != followup.Running {
		t.Errorf("one undo leaves %v", r.Fields)
	}
	// the menu by Space: the first card is cancelled, with a reason
	p.views[viewBoard].focus(first)
	s.Window.Canvas().Focused().TypedRune(' ')
	key(s, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	test.Type(s.Window.Canvas().Focused(), "Anggaran dialihkan")
	key(s, fyne.KeyReturn)
	if r := get(t, s, first); r.Text("status") != followup.Cancelled || r.Text("reason") != "Anggaran dialihkan" {
		t.Errorf("cancelled from the menu: %v", r.Fields)
	}
	// what was carried does not move, and says why
	p.views[viewBoard].(*board).board.FocusAt(3, 1)
	ctrl(s, fyne.KeyLeft)
	if len(s.Toasts) == 0 || !strings.Contains(s.Toasts[len(s.Toasts)-1], "dilanjutkan") {
		t.Errorf("toasts %q", s.Toasts)
	}
	// Enter opens the form over the board, and its button leads back to the card
	p.views[viewBoard].focus(second)
	key(s, fyne.KeyReturn)
	if p.open != second || !p.scroll.Visible() || p.views[viewBoard].object().Visible() {
		t.Errorf("open %v", p.open)
	}
	key(s, fyne.KeyReturn)
	if p.open != data.NilID || !p.views[viewBoard].object().Visible() {
		t.Error("no way back to the board")
	}
}

func TestTheBoardByMouse(t *testing.T) {
	s, p := window(t)
	id := write(t, s, "action", "Satu", "status", "planned")
	p.look(viewBoard)
	s.Settle()
	s.Window.Canvas().Capture() // lays everything out
	var card fyne.CanvasObject
	var right fyne.Position
	for _, o := range sessiontest.Objects(p.views[viewBoard].object()) { // an entry can be dragged in too
		if d, ok := o.(fyne.Draggable); ok && card == nil {
			if _, tap := o.(fyne.SecondaryTappable); tap {
				card, _ = d.(fyne.CanvasObject)
			}
		}
	}
	if card == nil {
		t.Fatal("no card can be dragged")
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(card)
	right = at.AddXY(card.Size().Width*1.4, 30)
	drag := card.(fyne.Draggable)
	for _, pos := range []fyne.Position{at.AddXY(20, 20), right} {
		drag.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: pos}})
	}
	if got := get(t, s, id).Text("status"); got != followup.Planned {
		t.Errorf("moved while it is dragged: %s", got)
	}
	drag.DragEnd()
	s.Settle()
	if got := get(t, s, id).Text("status"); got != followup.Running {
		t.Errorf("dropped on the next column it is %s", got)
	}
	if got := columns(p); got != "|Satu||" {
		t.Errorf("columns %q", got)
	}
}

// The session's mission is in Singapore, where it is 24 March 2026.
func TestTheCalendarByKeyboard(t *testing.T) {
	s, p := window(t)
	write(t, s, "action", "Lewat", "status", "running", "due_on", "2026-03-20")
	soon := write(t, s, "action", "Segera", "status", "planned", "due_on", "2026-03-25")
	write(t, s, "action", "Nanti", "status", "planned", "due_on", "2026-04-30")
	write(t, s, "action", "Sudah", "status", "done", "due_on", "2026-03-25", "done_on", "2026-03-02")
	write(t, s, "action", "Tanpa", "status", "planned")
	p.look(viewCalendar)
	s.Settle()
	c := p.views[viewCalendar].(*calendar)
	if c.month.Day() != "2026-03-24" || len(c.rows) != 0 || c.sum.Content() != "Bulan ini 2 tenggat, 1 lewat tanggal; 1 tanpa tenggat" {
		t.Errorf("on %s %d rows, %q", c.month.Day(), len(c.rows), c.sum.Content())
	}
	key(s, fyne.KeyRight)
	if len(c.rows) != 2 || c.rows[0].Title != "Segera" || c.rows[0].Word != "1 hari lagi" {
		t.Errorf("on the 25th: %v", c.rows)
	}
	if marks := dayMarks(c.dues["2026-03-20"], &p.all); len(marks) != 1 || marks[0].Word != "1 lewat" || marks[0].State != widgets.Bad {
		t.Errorf("the 20th is marked %v", marks)
	}
	// Enter goes to the actions of the day, Down and Enter open one
	key(s, fyne.KeyReturn, fyne.KeyHome, fyne.KeyReturn)
	if p.open != soon {
		t.Errorf("open %v, want %v", p.open, soon)
	}
	p.leaveDetail()
	key(s, fyne.KeyPageDown)
	if got := c.month.Day(); got != "2026-04-25" {
		t.Errorf("a month on it is %s", got)
	}
}

func TestFiltersAndTheShare(t *testing.T) {
	s, p := window(t)
	for i := range 20 {
		status := "done"
		if i >= 12 {
			status = []string{"planned", "running", "cancelled", "carried"}[i%4]
		}
		pairs := []string{"action", fmt.Sprint("Aksi ", i), "status", status, "period", "2026", "unit", []string{"Konsuler", "Imigrasi"}[i%2], "source_kind", "survey", "office", "Loket"}
		if status == "planned" || status == "running" {
			pairs = append(pairs, "due_on", "2026-03-01")
		}
		write(t, s, pairs...)
	}
	write(t, s, "action", "Lama", "status", "planned", "period", "2025", "source_kind", "answer", "office", "Kanselerai")
	pick := func(l *widgets.PickList, id string) {
		l.Set(id)
		l.OnPicked(id)
		s.Settle()
	}
	pick(p.head.period, "2026")
	if got := p.head.sum.Content(); got != "12 dari 20 selesai (60%), 4 lewat tanggal" {
		t.Errorf("the share of 2026: %q", got)
	}
	if got := p.head.note.Content(); got != "Termasuk 2 yang batal dan 2 yang dilanjutkan: keduanya tetap dihitung dalam pembagi." {
		t.Errorf("the note: %q", got)
	}
	pick(p.head.unit, "Konsuler")
	if got := p.all.progress.Total(); got != 10 {
		t.Errorf("%d of the unit in 2026", got)
	}
	p.list.clear()
	s.Settle()
	pick(p.head.source, "answer")
	if len(p.all.kept) != 1 || p.all.kept[0].Text("action") != "Lama" {
		t.Errorf("from answers: %v", p.all.kept)
	}
	p.list.clear()
	s.Settle()
	p.head.filter.Focus()
	test.Type(s.Window.Canvas().Focused(), "lama")
	s.Settle()
	if len(p.all.kept) != 1 || len(p.list.Rows) != 1 {
		t.Errorf("by words: %d", len(p.all.kept))
	}
}

// given unfinished ones of 2025, the page offers to carry them; the question
// lists them, and Enter carries those chosen.
func TestCarryingFromThePage(t *testing.T) {
	s, p := window(t)
	a := write(t, s, "action", "Satu", "status", "planned", "period", "2025", "due_on", "2025-11-01")
	b := write(t, s, "action", "Dua", "status", "running", "period", "2025", "due_on", "2025-12-01")
	write(t, s, "action", "Beres", "status", "done", "period", "2025")
	if !p.head.carry.Visible() || p.head.carry.Text() != "Bawa 2 yang belum selesai ke 2026…" {
		t.Fatalf("the page offers %q", p.head.carry.Text())
	}
	p.askCarry()
	texts := strings.Join(sessiontest.Texts(s.Window.Canvas().Overlays().Top()), "\n")
	if !strings.Contains(texts, "2 dari 2 dipilih") {
		t.Errorf("the question says:\n%s", texts)
	}
	s.Window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn})
	s.Settle()
	for _, id := range []data.ID{a, b} {
		next := get(t, s, followup.CarriedID(id, "2026"))
		if get(t, s, id).Text("status") != followup.Carried || next.Text("period") != "2026" {
			t.Errorf("%v went on as %v", id, next.Fields)
		}
	}
	if p.head.carry.Visible() || len(s.Toasts) != 1 {
		t.Errorf("still offered; toasts %q", s.Toasts)
	}
	// the old one leads to the new one and is locked; the new one leads back
	p.Show(a)
	s.Settle()
	if p.detail.now.after.ID != followup.CarriedID(a, "2026") || !slices.Contains(sessiontest.Texts(p.detail.source), "Dilanjutkan oleh “Satu” (2026)") {
		t.Errorf("source lines %q", sessiontest.Texts(p.detail.source))
	}
	p.Show(p.detail.now.after.ID)
	s.Settle()
	if p.detail.now.before.ID != a {
		t.Error("the new one does not lead back")
	}
}

// A date against the rules is refused beside its field, and what was stored stays.
func TestARefusedDateIsSaid(t *testing.T) {
	s, p := window(t)
	id := write(t, s, "action", "Satu", "status", "planned", "start_on", "2026-03-10", "due_on", "2026-04-10")
	p.Show(id)
	s.Settle()
	due := p.detail.dates["due_on"]
	due.Field().Focus()
	test.Type(s.Window.Canvas().Focused(), "1/3/2026")
	s.Window.Canvas().Unfocus()
	s.Settle()
	if r := get(t, s, id); r.Text("due_on") != "2026-04-10" || due.Value() != "2026-04-10" {
		t.Errorf("stored %q, shown %q", r.Text("due_on"), due.Value())
	}
	if texts := strings.Join(sessiontest.Texts(due), " "); !strings.Contains(texts, "Tenggat (1 Mar 2026) lebih awal daripada mulainya (10 Mar 2026)") {
		t.Errorf("the field says %q", texts)
	}
	// and how far it is begins it
	p.detail.percent.Field().Focus()
	test.Type(s.Window.Canvas().Focused(), "100")
	s.Window.Canvas().Unfocus()
	s.Settle()
	if r := get(t, s, id); r.Text("status") != followup.Running || r.Text("percent") != "100" {
		t.Errorf("at 100 %%: %v", r.Fields)
	}
	if texts := strings.Join(sessiontest.Texts(p.detail.percent), " "); !strings.Contains(texts, "belum dinyatakan selesai") {
		t.Errorf("100 without done says %q", texts)
	}
}

func TestSourcesAreNamedAndLeadBack(t *testing.T) {
	s, p := window(t)
	make := func(kind string, fields map[string]string) data.ID {
		id := s.Store.NewID()
		values := map[string]data.Value{}
		for k, v := range fields {
			values[k] = data.TextValue(v)
		}
		if _, err := s.Store.Write(context.Background(), data.Action{Edits: data.Create(kind, id, "", values)}); err != nil {
			t.Fatal(err)
		}
		return id
	}
	evaluation := make("evaluation", map[string]string{"period": "2026", "unit": "Konsuler", "status": "draft"})
	answer := make("answer", map[string]string{"evaluation": evaluation.String(), "indicator": "A04"})
	survey := make("survey", map[string]string{"period": "2025", "title": "SKM 2025", "status": "draft"})
	for _, test := range []struct {
		from  followup.Source
		says  string
		page  string
		opens data.ID
	}{
		{followup.Source{Kind: "evaluation", ID: evaluation, Part: "A04"}, "Evaluasi 2026 · Konsuler · A04", session.PageEvaluation, evaluation},
		{followup.Source{Kind: "answer", ID: answer, Part: "A04"}, "Evaluasi 2026 · Konsuler · A04", session.PageEvaluation, evaluation},
		{followup.Source{Kind: "survey", ID: survey, Part: "U3"}, "SKM 2025 · U3", session.PageSurvey, survey},
	} {
		id, err := followup.Begin(context.Background(), s.Store, s.Author, "", test.from, "Ubah")
		if err != nil {
			t.Fatal(err)
		}
		p.Show(id)
		s.Settle()
		now := p.detail.now
		if got := sourceTitle(now.source, now.whole, now.record.Text("source_part")); got != test.says || now.page != test.page || now.whole.ID != test.opens {
			t.Errorf("%s is %q and leads to %s %v; want %q, %s %v", test.from.Kind, got, now.page, now.whole.ID, test.says, test.page, test.opens)
		}
	}
}

// Headquarters sees a mission's actions with the date there, and moves none of them.
func TestHeadquartersReads(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.Theme{Scheme: look.Light})
	s := sessiontest.Of(t, store.Headquarters)
	p := New(s.Session)
	t.Cleanup(p.Close)
	s.Show(t, p.Content(), fyne.NewSize(1166, 700))
	id := s.Store.NewID()
	var edits []data.Edit
	for scope, id := range map[string]data.ID{"kbri-singapura": id, "kjri-new-york": s.Store.NewID()} {
		edits = append(edits, data.Create("followup", id, scope, map[string]data.Value{"action": data.TextValue(scope), "status": data.TextValue("planned"),
			"period": data.TextValue("2025"), "due_on": data.TextValue("2026-03-23")})...)
	}
	if _, err := s.Store.Write(context.Background(), data.Action{Edits: edits}); err != nil {
		t.Fatal(err)
	}
	s.Settle()
	if len(p.list.Rows) != 2 || !strings.HasPrefix(p.list.Rows[0].Line, "K") || p.head.carry.Visible() {
		t.Errorf("rows %v; carrying offered: %v", p.list.Rows, p.head.carry.Visible())
	}
	p.look(viewBoard)
	s.Settle()
	p.views[viewBoard].focus(id)
	ctrl(s, fyne.KeyRight)
	if got := get(t, s, id).Text("status"); got != followup.Planned || len(s.Toasts) != 1 {
		t.Errorf("headquarters made it %s; toasts %q", got, s.Toasts)
	}
	p.head.mission.Pick.Set("kjri-new-york")
	p.reloadList()
	s.Settle()
	if len(p.all.kept) != 1 {
		t.Errorf("%d of one mission", len(p.all.kept))
	}
}

// A new action whose status is the first thing given keeps what it was begun with.
func TestANewOneByItsStatus(t *testing.T) {
	s, p := window(t)
	write(t, s, "action", "Lain", "status", "planned", "period", "2026")
	p.head.period.Set("2026")
	p.Begin()
	p.detail.status.OnPicked(followup.Running)
	s.Settle()
	if r := get(t, s, p.open); r.Text("status") != followup.Running || r.Text("period") != "2026" {
		t.Errorf("%v", r.Fields)
	}
}

// BenchmarkOpen makes the page over 2,000 actions and draws each view once.
func BenchmarkOpen(b *testing.B) {
	for _, at := range []string{viewList, viewBoard, viewCalendar} {
		b.Run(at, func(b *testing.B) {
			test.NewTempApp(b).Settings().SetTheme(look.Theme{Scheme: look.Light})
			s := sessiontest.New(b)
			var edits []data.Edit
			for i := range 2000 {
				edits = append(edits, data.Create("followup", s.Store.NewID(), "", map[string]data.Value{
					"action": data.TextValue(fmt.Sprint("Ganti papan alur layanan paspor di ruang tunggu ", i)), "office": data.TextValue("Seksi Konsuler"),
					"status": data.TextValue(statuses[i%5]), "period": data.TextValue("2026"), "due_on": data.TextValue(fmt.Sprintf("2026-%02d-%02d", 1+i%12, 1+i%28)),
				})...)
			}
			if _, err := s.Store.Write(context.Background(), data.Action{Edits: edits}); err != nil {
				b.Fatal(err)
			}
			w := s.Show(b, widgets.Body(""), fyne.NewSize(1166, 700))
			for b.Loop() {
				p := New(s.Session)
				p.look(at)
				w.SetContent(p.Content())
				s.Settle()
				p.Close()
			}
		})
	}
}
