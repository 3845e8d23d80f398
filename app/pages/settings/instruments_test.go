package settings

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"pinisi/app/look"
	"pinisi/app/session"
	"pinisi/app/session/sessiontest"
	"pinisi/app/widgets"
	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/instrument"
	"pinisi/data/store"
	"pinisi/data/store/storetest"
)

// showOf shows the page on a device of a scope.
func showOf(t *testing.T, scope string) (*sessiontest.Session, *Page) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.Theme{Scheme: look.Light})
	s := sessiontest.Of(t, scope)
	p := New(s.Session, Options{})
	t.Cleanup(p.Close)
	s.Show(t, p.Content(), fyne.NewSize(1046, 700))
	return s, p
}

// edition is a file with the shipped on-site form and changes, as old and new text.
func edition(t *testing.T, name string, changes ...string) string {
	t.Helper()
	all, err := instrument.NewRegistry()
	if err != nil {
		t.Fatal(err)
	}
	ins, err := all.Latest("luring")
	if err != nil {
		t.Fatal(err)
	}
	text := ins.Definition()
	for i := 0; i+1 < len(changes); i += 2 {
		if !strings.Contains(text, changes[i]) {
			t.Fatalf("the shipped file has no %s", changes[i])
		}
		text = strings.Replace(text, changes[i], changes[i+1], 1)
	}
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// published are the instrument records of a device.
func published(t *testing.T, s *sessiontest.Session) []data.Record {
	t.Helper()
	list, err := s.Store.List(context.Background(), store.Query{Kind: "instrument"})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func said(o fyne.CanvasObject) string { return strings.Join(sessiontest.Texts(o), "\n") }

// press taps the button with a text.
func press(t *testing.T, under fyne.CanvasObject, text string) {
	t.Helper()
	for _, o := range sessiontest.Objects(under) {
		if b, ok := o.(*widgets.Button); ok && b.Text() == text {
			test.Tap(b)
			return
		}
	}
	t.Fatalf("no button %q among %q", text, sessiontest.Texts(under))
}

func TestAFaultyInstrumentFileIsRefusedInWords(t *testing.T) {
	for _, c := range []struct {
		name string
		file []string
		want []string
	}{
		{"weights that sum to 101", []string{`"version": "1.0.0"`, `"version": "2.0.0"`, `"weight": 24`, `"weight": 25`},
			[]string{"pekppp-baru.json tidak diterbitkan: 1 hal perlu diperbaiki. Tidak ada yang berubah.", "f02.aspects", "berjumlah 101", "seharusnya 100"}},
		{"several faults", []string{`"version": "1.0.0"`, `"version": "tiga"`, `"weight": 24`, `"weight": 25`, `"decimals": 2`, `"decimals": 7`},
			[]string{"3 hal perlu diperbaiki", `1. version: Versi "tiga" tidak dapat dipakai`, "2. ", "3. ", "Tulis 0 sampai"}},
		{"other content of a version that ships", []string{`"notice": "`, `"notice": "Lain. `},
			[]string{"sudah ada dengan isi lain", "naikkan nomor versinya"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			// given headquarters' settings
			s, p := showOf(t, store.Headquarters)
			// when the file is chosen
			p.forms.give(edition(t, "pekppp-baru.json", c.file...))
			s.Settle()
			// then all that is wrong is said in the card, and nothing is stored
			text := said(p.forms.told)
			for _, want := range c.want {
				if !strings.Contains(text, want) {
					t.Errorf("%q is not among %q", want, text)
				}
			}
			if d := fyne.CurrentApp().Driver(); d.AbsolutePositionForObject(p.forms.told).Y+p.forms.told.Size().Height > 700 || p.content.Offset() == 0 {
				t.Errorf("said below the edge of the window: at %v, %v", d.AbsolutePositionForObject(p.forms.told), p.forms.told.Size())
			}
			if list := published(t, s); len(list) != 0 || len(s.Toasts) != 0 {
				t.Errorf("stored %d records, said %q", len(list), s.Toasts)
			}
			if p.forms.publish.Disabled() || p.forms.publish.Text() != "Terbitkan versi instrumen…" {
				t.Errorf("button %q, disabled %v", p.forms.publish.Text(), p.forms.publish.Disabled())
			}
			// and it stays while the page is left and seen again, can be copied, and goes when it was read
			p.Leave()
			p.Show(data.NilID)
			s.Settle()
			press(t, p.forms.told, "Salin")
			copied := fyne.CurrentApp().Clipboard().Content()
			for _, want := range c.want {
				if !strings.Contains(copied, want) {
					t.Errorf("%q was not copied: %q", want, copied)
				}
			}
			press(t, p.forms.told, "Mengerti")
			if p.forms.told.Visible() || said(p.forms.told) != "" {
				t.Errorf("still said after it was read: %q", said(p.forms.told))
			}
		})
	}
}

func TestAFileThatIsGoneIsAnErrorAndNotAFault(t *testing.T) {
	s, p := showOf(t, store.Headquarters)
	p.forms.give(filepath.Join(t.TempDir(), "hilang.json"))
	s.Settle()
	if len(s.Banners) != 1 || !strings.Contains(s.Banners[0], "hilang.json") || p.forms.told.Visible() {
		t.Errorf("banners %q, in the card %q", s.Banners, said(p.forms.told))
	}
}

func TestHeadquartersPublishesAnInstrument(t *testing.T) {
	// given headquarters' settings after a file that was refused
	s, p := showOf(t, store.Headquarters)
	p.forms.give(edition(t, "salah.json", `"weight": 24`, `"weight": 25`))
	s.Settle()
	if n := strings.Count(said(p.forms.list), "Dipakai evaluasi baru"); n != 2 {
		t.Fatalf("%d versions serve new evaluations, want one of each variant: %q", n, said(p.forms.list))
	}
	// when a good one is chosen
	file := edition(t, "pekppp-baru.json", `"version": "1.0.0"`, `"version": "2.0.0"`)
	p.forms.give(file)
	s.Settle()
	// then it is stored once, said, and in the list as the one that serves
	list := published(t, s)
	if len(list) != 1 || list[0].Text("version") != "2.0.0" || list[0].Scope != data.SharedScope {
		t.Fatalf("stored %+v", list)
	}
	if len(s.Toasts) != 1 || !strings.Contains(s.Toasts[0], "pekppp-2023-luring versi 2.0.0") {
		t.Errorf("said %q", s.Toasts)
	}
	if p.forms.told.Visible() {
		t.Errorf("the faults of the other file are still there: %q", said(p.forms.told))
	}
	text := said(p.forms.list)
	for _, want := range []string{"pekppp-2023-luring · versi 2.0.0 · Luring · dari kantor pusat", "pekppp-2023-luring · versi 1.0.0 · Luring · bawaan Pinisi"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not among %q", want, text)
		}
	}
	if strings.Count(text, "Dipakai evaluasi baru") != 2 || strings.Count(text, "Hanya evaluasi lama") != 1 {
		t.Errorf("uses: %q", text)
	}
	// and the same file again writes nothing and says so
	p.forms.give(file)
	s.Settle()
	if len(published(t, s)) != 1 || len(s.Toasts) != 2 || !strings.Contains(s.Toasts[1], "sudah ada dengan isi yang sama") {
		t.Errorf("again: %d records, said %q", len(published(t, s)), s.Toasts)
	}
	// and one that is taken back stays in the list as withdrawn
	if _, err := s.Store.Write(context.Background(), data.Action{Author: s.Author, Edits: []data.Edit{published(t, s)[0].Delete()}}); err != nil {
		t.Fatal(err)
	}
	s.Settle()
	if text := said(p.forms.list); strings.Count(text, "Ditarik") != 1 || strings.Count(text, "Dipakai evaluasi baru") != 2 {
		t.Errorf("after it was taken back: %q", text)
	}
}

func TestTheButtonOpensAFileDialog(t *testing.T) {
	s, p := showOf(t, store.Headquarters)
	press(t, p.forms.card, "Terbitkan versi instrumen…")
	if s.Window.Canvas().Overlays().Top() == nil {
		t.Error("no dialog")
	}
}

func TestAMissionSeesTheVersionsAndPublishesNone(t *testing.T) {
	s, p := showOf(t, "kbri-singapura")
	if text := said(p.forms.card); strings.Contains(text, "Terbitkan") || strings.Count(text, "Dipakai evaluasi baru") != 2 {
		t.Errorf("shown: %q", text)
	}
	// when a record arrives that this program cannot use
	id := assess.InstrumentID(instrument.Reference{ID: "pekppp-2023-luring", Version: "3.0.0"})
	definition, err := data.ParseJSON([]byte(`{"format": 2, "id": "pekppp-2023-luring", "version": "3.0.0"}`))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Store.Write(context.Background(), data.Action{Author: s.Author, Edits: data.Create("instrument", id, data.SharedScope, map[string]data.Value{
		"code": data.TextValue("pekppp-2023-luring"), "version": data.TextValue("3.0.0"), "definition": definition,
	})}); err != nil {
		t.Fatal(err)
	}
	s.Settle()
	// then the list says which and why, beside the others
	text := said(p.forms.list)
	for _, want := range []string{"pekppp-2023-luring 3.0.0", "Tidak dapat dipakai", "memakai format 2", "Perbarui Pinisi"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not among %q", want, text)
		}
	}
	if strings.Count(text, "Dipakai evaluasi baru") != 2 || strings.Contains(text, "Putuskan") {
		t.Errorf("shown: %q", text)
	}
}

func TestTwoContentsOfOneVersionLeadToTheDecision(t *testing.T) {
	// given two devices of headquarters that published 2.0.0 with other words
	s, p := showOf(t, store.Headquarters)
	other := sessiontest.Of(t, store.Headquarters)
	p.forms.give(edition(t, "a.json", `"version": "1.0.0"`, `"version": "2.0.0"`))
	s.Settle()
	ctx := context.Background()
	theirs, err := os.ReadFile(edition(t, "b.json", `"version": "1.0.0"`, `"version": "2.0.0"`, `"notice": "`, `"notice": "Lain. `))
	if err != nil {
		t.Fatal(err)
	}
	id, err := assess.Publish(ctx, other.Store, other.Author, theirs)
	if err != nil {
		t.Fatal(err)
	}
	// when what the other wrote arrives
	storetest.Exchange(t, other.Store, s.Store)
	s.Settle()
	// then the version is not used, the list says why, and leads to the decision
	text := said(p.forms.list)
	if !strings.Contains(text, "punya 2 isi yang berbeda") || strings.Count(text, "Dipakai evaluasi baru") != 2 {
		t.Errorf("shown: %q", text)
	}
	press(t, p.forms.list, "Putuskan isi yang berlaku")
	if want := (sessiontest.Opened{Page: session.PageSync, ID: id}); len(s.Opened) != 1 || s.Opened[0] != want {
		t.Errorf("led to %+v, want %+v", s.Opened, want)
	}
}
