package widgets

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"
)

func options(n int) []Option {
	list := make([]Option, n)
	for i := range list {
		list[i] = Option{ID: fmt.Sprint("m", i), Text: []string{"KBRI Singapura", "KJRI Jeddah", "PTRI Jenewa"}[i%3] + fmt.Sprint(" ", i), Detail: "Wilayah " + fmt.Sprint(i%5)}
	}
	return list
}

func TestPickListByTyping(t *testing.T) {
	var picked []string
	p := NewPickList("Perwakilan", options(134))
	p.OnPicked = func(id string) { picked = append(picked, id) }
	c := show(t, Column(8, p, NewAutoField("Lain")), 400, 500)
	p.Focus()
	control := c.Focused()
	// typing opens the list and filters it, the first letter too
	control.TypedRune('j')
	write(c.Focused(), "eddah 13")
	pressFocused(t, c, fyne.KeyReturn)
	if fmt.Sprint(picked) != "[m13]" || p.ID() != "m13" {
		t.Fatalf("picked %v", picked)
	}
	if c.Overlays().Top() != nil {
		t.Fatal("the list is still open")
	}
	if c.Focused() != control {
		t.Errorf("the keyboard is at %T, want the field", c.Focused())
	}
	// Escape leaves the choice
	press(control, fyne.KeyDown)
	pressFocused(t, c, fyne.KeyDown, fyne.KeyEscape)
	if p.ID() != "m13" || len(picked) != 1 {
		t.Errorf("Escape: id %q, picked %v", p.ID(), picked)
	}
	// Delete empties
	press(control, fyne.KeyDelete)
	if fmt.Sprint(picked) != "[m13 ]" {
		t.Errorf("Delete: picked %q", picked)
	}
}

func TestFilterFindsWordsInAnyOrder(t *testing.T) {
	c := &chooser{options: options(30), chosen: func(string) bool { return false }}
	p := NewPickList("", c.options)
	show(t, p, 300, 400)
	opened := openChooser(p.control, c.options, false, "", func(string) bool { return false }, func(string) {})
	opened.filter("wilayah 2 jeddah")
	for _, i := range opened.found {
		if o := opened.options[i]; !strings.Contains(o.Text, "Jeddah") {
			t.Errorf("found %q", o.Text)
		}
	}
	if len(opened.found) == 0 {
		t.Error("nothing found")
	}
	opened.filter("tidak ada begini")
	if len(opened.found) != 0 || !opened.none.Visible() {
		t.Error("an empty result does not say so")
	}
	opened.take(0) // must not fail
}

func TestChoiceByLetterAndNoEmptying(t *testing.T) {
	p := NewChoice("Moda", []Option{{"l", "Luring", ""}, {"d", "Daring", ""}, {"h", "Hibrida", ""}})
	p.Set("l")
	c := show(t, p, 300, 300)
	p.Focus()
	pressFocused(t, c, fyne.KeyDelete)
	if p.ID() != "l" {
		t.Error("a choice that must be made was emptied")
	}
	pressFocused(t, c, fyne.KeySpace) // a space comes as a key and then as a rune
	write(c.Focused(), " ")
	if _, still := c.Focused().(*pickControl); still {
		t.Fatal("Space did not open the list, or took from it at once")
	}
	write(c.Focused(), "h")
	pressFocused(t, c, fyne.KeyReturn)
	if p.ID() != "h" {
		t.Errorf("chose %q, want h", p.ID())
	}
}

func TestMultiPick(t *testing.T) {
	var last []string
	m := NewMultiPick("Layanan", options(9))
	m.OnChanged = func(ids []string) { last = ids }
	c := show(t, m, 400, 500)
	test.Tap(m.add)
	pressFocused(t, c, fyne.KeyReturn, fyne.KeyDown, fyne.KeyReturn, fyne.KeyEscape)
	if fmt.Sprint(last) != "[m0 m1]" {
		t.Fatalf("chose %v", last)
	}
	c.FocusNext() // the first chip
	pressFocused(t, c, fyne.KeyDelete)
	if fmt.Sprint(last) != "[m1]" {
		t.Errorf("after Delete on the first chip: %v", last)
	}
}

func TestFilesAreDroppedWhereThePointerIs(t *testing.T) {
	a, b := NewFileStrip("A"), NewFileStrip("B")
	got := ""
	a.OnDrop = func(f []fyne.URI) { got += "a" }
	b.OnDrop = func(f []fyne.URI) { got += "b" }
	c := show(t, Inset(8, 8, Column(20, a, b)), 400, 300)
	d := fyne.CurrentApp().Driver()
	file := []fyne.URI{storage.NewFileURI("/x/foto.jpg")}
	if !Drop(c, d.AbsolutePositionForObject(b).AddXY(5, 5), file) || got != "b" {
		t.Errorf("dropped on b, taken by %q", got)
	}
	if Drop(c, fyne.NewPos(390, 290), file) {
		t.Error("a drop beside two strips was taken by one of them")
	}
	b.Disable()
	if !Drop(c, fyne.NewPos(390, 290), file) || got != "ba" {
		t.Errorf("the only open strip did not take the drop: %q", got)
	}
}

func TestFileChipsByKeyboard(t *testing.T) {
	log := ""
	s := NewFileStrip("Bukti")
	s.OnOpen = func(id string) { log += "open " + id + " " }
	s.OnRemove = func(id string) { log += "remove " + id + " " }
	s.OnAdd = func() { log += "add" }
	s.Set([]File{{"1", "a.jpg", 10, -1, false}})
	c := show(t, s, 400, 200)
	c.FocusNext()
	pressFocused(t, c, fyne.KeyReturn, fyne.KeyDelete)
	c.FocusNext()
	pressFocused(t, c, fyne.KeyReturn)
	if log != "open 1 remove 1 add" {
		t.Errorf("got %q", log)
	}
}

func TestProgressDoesNotRebuildChips(t *testing.T) {
	s := NewFileStrip("Bukti")
	s.Set([]File{{"1", "a.jpg", 10, 0.1, false}})
	before := s.chips.Objects[0]
	s.Set([]File{{"1", "a.jpg", 10, 0.7, false}})
	if s.chips.Objects[0] != before {
		t.Error("progress built the chip again: the keyboard would be lost")
	}
}

func TestChatKeepsTheKeyboard(t *testing.T) {
	var log []string
	chat := NewChatInput("Tulis masukan", []Option{{"p1", "Siti", ""}})
	chat.OnAdd = func(text, who string) { log = append(log, text+"/"+who) }
	c := show(t, chat, 600, 300)
	chat.Focus()
	write(c.Focused(), "  antrean lama ")
	pressFocused(t, c, fyne.KeyReturn)
	chat.SetWho("p1")
	write(c.Focused(), "terima kasih")
	pressFocused(t, c, fyne.KeyReturn, fyne.KeyReturn)
	if got := strings.Join(log, " "); got != "antrean lama/ terima kasih/p1" {
		t.Errorf("got %q", got)
	}
	if c.Focused() != chat.text {
		t.Errorf("the keyboard went to %T", c.Focused())
	}
}

func TestSplitViewGivesWay(t *testing.T) {
	list, detail := Body("daftar"), Body("rincian")
	s := NewSplitView(list, detail)
	back := 0
	s.OnBack = func() { back++ }
	show(t, s, 1142, 600)
	if s.Narrow() || !list.Visible() || !detail.Visible() {
		t.Error("wide: both must be shown")
	}
	s.Resize(fyne.NewSize(NarrowWidth-1, 600))
	if !list.Visible() || detail.Visible() {
		t.Error("narrow and nothing open: only the list")
	}
	s.Open()
	if list.Visible() || !detail.Visible() || !s.back.Visible() {
		t.Error("narrow and open: only the detail with a way back")
	}
	test.Tap(s.back)
	if !list.Visible() || back != 1 {
		t.Error("the way back does not lead to the list")
	}
}

func TestFocusIsScrolledIntoView(t *testing.T) {
	var fields []*AutoField
	col := Column(8)
	for i := range 30 {
		f := NewAutoField(fmt.Sprint("Kolom ", i))
		fields = append(fields, f)
		col.Add(f)
	}
	f := NewFollowFocus(col)
	c := show(t, f, 400, 300)
	d := fyne.CurrentApp().Driver()
	seen := func(i int) bool {
		y := d.AbsolutePositionForObject(fields[i].entry).Y
		return y >= 0 && y+fields[i].entry.Size().Height <= 300
	}
	for i := range fields {
		c.FocusNext()
		if !seen(i) {
			t.Fatalf("field %d has the keyboard and is out of view (scrolled to %v)", i, f.Offset())
		}
	}
	fields[0].Focus()
	if !seen(0) {
		t.Error("back at the first field it is out of view")
	}
}

func TestFocusBesideTheScrollLeavesIt(t *testing.T) {
	// given a head above a scroll that is scrolled down
	head := NewAutoField("Judul")
	col := Column(8)
	for i := range 30 {
		col.Add(NewAutoField(fmt.Sprint("Kolom ", i)))
	}
	f := NewFollowFocus(col)
	c := show(t, container.NewBorder(head, nil, nil, nil, f), 400, 300)
	f.ScrollTo(600)
	before := f.Offset()
	// when a field of the head, which lies over hidden content, has the keyboard
	head.Focus()
	// then the scroll stays where it is
	if c.Focused() != head.entry || f.Offset() != before {
		t.Errorf("scrolled from %v to %v", before, f.Offset())
	}
}

// given more pages than a low window has room for: the current one is in view,
// also after the window became lower.
func TestSidebarKeepsTheCurrentPageInView(t *testing.T) {
	var items []NavItem
	for i := range 13 {
		items = append(items, NavItem{ID: strconv.Itoa(i), Icon: "home", Text: "Halaman", Apart: i%4 == 1})
	}
	s := NewSidebar("KBRI", items)
	w := test.NewWindow(s)
	defer w.Close()
	inView := func(when string) {
		t.Helper()
		d := fyne.CurrentApp().Driver()
		for _, r := range s.rows {
			if r.item.ID == s.current {
				top, from := d.AbsolutePositionForObject(r).Y, d.AbsolutePositionForObject(s.nav).Y
				if top < from || top+r.Size().Height > from+s.nav.Size().Height {
					t.Errorf("%s: row %s at %v, seen %v to %v", when, s.current, top, from, from+s.nav.Size().Height)
				}
			}
		}
	}
	w.Resize(fyne.NewSize(SidebarWidth, 440))
	for _, id := range []string{"12", "0", "6", "11"} {
		s.SetCurrent(id)
		inView("chosen")
	}
	w.Resize(fyne.NewSize(SidebarWidth, 700))
	w.Resize(fyne.NewSize(SidebarWidth, 330))
	inView("lower")
}

func TestSidebarByKeyboard(t *testing.T) {
	got := ""
	s := NewSidebar("KBRI", []NavItem{{ID: "a", Icon: "home", Text: "A"}, {ID: "b", Icon: "home", Text: "B"}, {ID: "c", Icon: "home", Text: "C"}})
	s.OnSelected = func(id string) { got += id }
	tapped := false
	s.Sync.OnTapped = func() { tapped = true }
	c := show(t, s, 224, 500)
	c.FocusNext()
	pressFocused(t, c, fyne.KeyDown, fyne.KeyReturn, fyne.KeyUp, fyne.KeyUp, fyne.KeySpace)
	if got != "bc" {
		t.Errorf("selected %q, want b, then c", got)
	}
	c.FocusNext() // the sync line comes after the last page
	pressFocused(t, c, fyne.KeyReturn)
	if !tapped {
		t.Error("the sync line cannot be reached by keyboard")
	}
}

func TestSyncLineClaimsNoMoreThanIsTrue(t *testing.T) {
	for _, c := range []struct {
		status        SyncStatus
		first, second string
	}{
		{SyncStatus{}, "Tidak ada yang perlu dikirim", "belum pernah tersambung"},
		{SyncStatus{Pending: 12, Last: "2 jam lalu"}, "12 perubahan belum terkirim", "terakhir 2 jam lalu"},
		{SyncStatus{State: AllThere, Last: "baru saja"}, "Semua sudah di Pusat", "terakhir baru saja"},
		{SyncStatus{State: Sending, Done: 120_000, Total: 480_000}, "Sedang mengirim", "120,0 kB dari 480,0 kB"},
		{SyncStatus{State: NoLine, Pending: 3, Retry: "14.20"}, "Tidak ada sambungan, dicoba lagi 14.20", "3 perubahan belum terkirim"},
		{SyncStatus{State: NeedsYou, Need: "Jam komputer salah", Pending: 1}, "Jam komputer salah", "1 perubahan belum terkirim"},
		{SyncStatus{State: 99}, "Tidak ada yang perlu dikirim", "belum pernah tersambung"},
	} {
		l := NewSyncLine()
		l.Set(c.status)
		if first, second := l.Words(); first != c.first || second != c.second {
			t.Errorf("%+v says %q / %q, want %q / %q", c.status, first, second, c.first, c.second)
		}
	}
}

func TestAskNeedsAReason(t *testing.T) {
	c := show(t, Body("x"), 700, 500)
	window := 0
	c.SetOnTypedKey(func(*fyne.KeyEvent) { window++ })
	got := "-"
	Ask(c, Question{Title: "Buka kembali?", Yes: "Buka", Reason: "Alasan"}, func(reason string) { got = reason })
	pressFocused(t, c, fyne.KeyReturn)
	if got != "-" || c.Overlays().Top() == nil {
		t.Fatal("Enter without a reason was taken")
	}
	write(c.Focused(), " salah ketik ")
	pressFocused(t, c, fyne.KeyReturn)
	if got != "salah ketik" || c.Overlays().Top() != nil {
		t.Errorf("reason %q, dialog open %v", got, c.Overlays().Top() != nil)
	}
	c.OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyF1})
	if window != 1 {
		t.Error("the window's own keys are lost after a dialog")
	}
}

func TestAskByEnterAndEscape(t *testing.T) {
	c := show(t, Body("x"), 700, 500)
	yes := 0
	Ask(c, Question{Title: "Hapus?", Yes: "Hapus"}, func(string) { yes++ })
	pressFocused(t, c, fyne.KeyEscape)
	if yes != 0 || c.Overlays().Top() != nil {
		t.Errorf("Escape: yes %d, open %v", yes, c.Overlays().Top() != nil)
	}
	Ask(c, Question{Title: "Hapus?", Yes: "Hapus"}, func(string) { yes++ })
	pressFocused(t, c, fyne.KeyReturn)
	if yes != 1 || c.Overlays().Top() != nil {
		t.Errorf("Enter: yes %d, open %v", yes, c.Overlays().Top() != nil)
	}
}

func TestBannerStaysUntilRead(t *testing.T) {
	closed, copied := 0, ""
	b := NewBanner(Error, "Berkas tidak ditemukan.", "Pilih ulang.", "", nil)
	b.OnClosed = func() { closed++ }
	b.Copied = func(s string) { copied = s }
	c := show(t, b, 600, 200)
	c.FocusNext()
	pressFocused(t, c, fyne.KeyReturn)
	if copied != "Berkas tidak ditemukan.\nPilih ulang." || fyne.CurrentApp().Clipboard().Content() != copied {
		t.Errorf("copied %q", copied)
	}
	if !b.Visible() {
		t.Error("copying closed the banner")
	}
	c.FocusNext()
	pressFocused(t, c, fyne.KeyReturn)
	if closed != 1 || b.Visible() {
		t.Errorf("closed %d times, visible %v", closed, b.Visible())
	}
}

func TestToastGoesByItselfAndCanUndo(t *testing.T) {
	k := &clock{}
	toasts := NewToasts()
	toasts.Clock = k.after
	c := show(t, toasts, 600, 300)
	undone := 0
	toasts.Say("Dihapus", func() { undone++ })
	c.FocusNext()
	pressFocused(t, c, fyne.KeyReturn)
	if undone != 1 || toasts.Text() != "" {
		t.Errorf("undone %d times, still shows %q", undone, toasts.Text())
	}
	toasts.Say("Satu", nil)
	k.move(ToastSeconds * 1e9 / 2)
	toasts.Say("Dua", nil)
	k.move(ToastSeconds * 1e9 / 2)
	if toasts.Text() != "Dua" {
		t.Errorf("the clock of the first toast took away the second: %q", toasts.Text())
	}
	k.move(ToastSeconds * 1e9 / 2)
	if toasts.Text() != "" {
		t.Errorf("still shows %q", toasts.Text())
	}
}

func TestConflictDecisions(t *testing.T) {
	versions := []Version{{Author: "Siti", Text: "nilai kiri"}, {Author: "Budi", Text: "nilai kanan"}}
	for _, c := range []struct {
		do   func(p *ConflictPanel, c fyne.Canvas)
		want Decision
	}{
		{func(p *ConflictPanel, c fyne.Canvas) { p.decide(0, versions[0].Text) }, Decision{0, "nilai kiri", "karena", false}},
		{func(p *ConflictPanel, c fyne.Canvas) {
			c.FocusNext() // reason
			c.FocusNext() // left
			c.FocusNext() // right
			pressFocused(t, c, fyne.KeyReturn)
		}, Decision{1, "nilai kanan", "karena", false}},
		{func(p *ConflictPanel, c fyne.Canvas) {
			p.all.SetChecked(true)
			p.startMerging()
			p.merge.SetText("gabungan")
			c.FocusNext()
			pressFocused(t, c, fyne.KeyReturn)
		}, Decision{-1, "gabungan", "karena", true}},
	} {
		var got *Decision
		p := NewConflictPanel("Catatan", 1, 3, versions)
		p.OnDecided = func(d Decision) { got = &d }
		canvas := show(t, NewFollowFocus(p), 800, 700)
		p.reason.SetText("karena")
		c.do(p, canvas)
		if got == nil || *got != c.want {
			t.Errorf("decided %+v, want %+v", got, c.want)
		}
	}
}

func TestDiffWords(t *testing.T) {
	words := func(s string, spans []Span) string {
		var parts []string
		for _, p := range spans {
			parts = append(parts, s[p.From:p.To])
		}
		return strings.Join(parts, "|")
	}
	for _, c := range []struct{ a, b, inA, inB string }{
		{"sama saja", "sama saja", "", ""},
		{"pada Mei 2025", "pada Juni 2025", "Mei", "Juni"},
		{"", "baru semua", "", "baru semua"},
		{"a b c d", "a d", "b c", ""},
		{"satu  dua", "satu dua", "", ""},
	} {
		inA, inB := DiffWords(c.a, c.b)
		if words(c.a, inA) != c.inA || words(c.b, inB) != c.inB {
			t.Errorf("%q / %q: marked %q / %q, want %q / %q", c.a, c.b, words(c.a, inA), words(c.b, inB), c.inA, c.inB)
		}
	}
}

func TestUnmarkedWordsAreTheSame(t *testing.T) {
	rest := func(s string, spans []Span) string {
		kept := []byte(s)
		for _, p := range spans {
			for i := p.From; i < p.To; i++ {
				kept[i] = ' '
			}
		}
		return strings.Join(strings.Fields(string(kept)), " ")
	}
	text := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"satu", "dua", "tiga", "é", "…"}), 0, 12).Draw(t, "words"), " ")
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := text.Draw(t, "a"), text.Draw(t, "b")
		inA, inB := DiffWords(a, b)
		if rest(a, inA) != rest(b, inB) {
			t.Fatalf("%q and %q: unmarked %q and %q", a, b, rest(a, inA), rest(b, inB))
		}
	})
}

func TestTextKeepsEveryWord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		content := rapid.StringMatching(`([a-zé]{1,30}[ \n]?){0,25}`).Draw(t, "content")
		width := float32(rapid.IntRange(20, 400).Draw(t, "width"))
		text := Body(content)
		var parts strings.Builder
		for i, line := range text.lines(width) {
			if i > 0 && line.From < text.lines(width)[i-1].To {
				t.Fatalf("line %d begins before the one above ends: %v", i, text.lines(width))
			}
			parts.WriteString(content[line.From:line.To])
		}
		squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if squeeze(parts.String()) != squeeze(content) {
			t.Fatalf("%q at %v is broken into %q", content, width, parts.String())
		}
	})
}

func TestALockedFieldAsksForNoChoice(t *testing.T) {
	p := NewPickList("Satuan", options(3))
	show(t, p, 300, 100)
	said := func() string {
		for _, o := range test.WidgetRenderer(p.control).Objects() {
			if text, ok := o.(*Text); ok {
				return text.Content()
			}
		}
		return ""
	}
	p.Disable()
	if said() != "–" {
		t.Errorf("without a choice it says %q", said())
	}
	p.Set("m0")
	if said() != "KBRI Singapura 0" {
		t.Errorf("with a choice it says %q", said())
	}
	p.Set("")
	p.Enable()
	if said() == "–" {
		t.Error("open again, it does not ask")
	}
}
