package people

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"pinisi/app/look"
	"pinisi/app/session/sessiontest"
	"pinisi/data"
	"pinisi/data/people"
	"pinisi/data/store"
)

type desk struct {
	*sessiontest.Session
	t    *testing.T
	page *Page
	siti data.ID
}

func text(s string) data.Value { return data.TextValue(s) }

func open(t *testing.T) *desk {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.Theme{Scheme: look.Light})
	d := &desk{Session: sessiontest.New(t), t: t}
	fkp := d.Store.NewID()
	d.siti = d.Store.NewID()
	d.write(data.Create("consultation", fkp, "", map[string]data.Value{"title": text("FKP layanan paspor 2026"), "status": text("draft"), "team": text("Ratna Wulandari, ketua\nBudi Santoso, anggota")})...)
	d.write(data.Create("participant", d.siti, "", map[string]data.Value{"consultation": data.RefValue(fkp), "name": text("Ratna Wulandari"), "phone": text("+62 812-3456-7890"), "organization": text("PPI Singapura"), "unsur": text("experts")})...)
	d.write(data.Create("input", d.Store.NewID(), "", map[string]data.Value{"consultation": data.RefValue(fkp), "text": text("Menurut Ratna Wulandari antrean pengambilan paspor pada hari Senin terlalu panjang.")})...)
	d.page = New(d.Session.Session)
	t.Cleanup(d.page.Close)
	d.Session.Show(t, d.page.Content(), fyne.NewSize(1100, 760))
	d.Settle()
	return d
}

func (d *desk) write(edits ...data.Edit) {
	d.t.Helper()
	if _, err := d.Store.Write(context.Background(), data.Action{Author: d.Author, Label: "test", Edits: edits}); err != nil {
		d.t.Fatal(err)
	}
	d.Settle()
}

func (d *desk) search(name string) {
	d.t.Helper()
	d.page.Show(data.NilID)
	d.page.line.Clear()
	test.Type(d.Window.Canvas().Focused(), name)
	d.Window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	d.Settle()
}

func (d *desk) says(text string) bool {
	return slices.ContainsFunc(append(sessiontest.Texts(d.Window.Content()), d.over()...), func(s string) bool { return strings.Contains(s, text) })
}

func (d *desk) over() []string {
	if top := d.Window.Canvas().Overlays().Top(); top != nil {
		return sessiontest.Texts(top)
	}
	return nil
}

func (d *desk) name() string {
	d.t.Helper()
	r, err := d.Store.Get(context.Background(), "participant", d.siti)
	if err != nil {
		d.t.Fatal(err)
	}
	return r.Text("name")
}

func TestAPersonIsFoundAndErased(t *testing.T) {
	d := open(t)
	d.search("wulandari ratna")
	for _, want := range []string{"3 catatan", "FKP layanan paspor", "Ratna Wulandari", "mungkin", "data lain orang ini", "3 isian dipilih"} {
		if !d.says(want) {
			t.Errorf("the page does not say %q: %q", want, sessiontest.Texts(d.Window.Content()))
		}
	}
	sessiontest.Picture(t, d.Window, "found")
	key := "search.kept." + d.Author.String()
	if err := d.Store.SetSetting(context.Background(), key, `{"recent":["ratna wulandari","antrean"],"saved":[{"name":"Paspor","text":"paspor"}]}`); err != nil {
		t.Fatal(err)
	}
	// When she is erased, with a reason
	d.Tap(t, "Hapus selamanya…")
	if !d.says("tidak dapat diurungkan") {
		t.Errorf("the question says %q", d.over())
	}
	sessiontest.Picture(t, d.Window, "erase")
	test.Type(d.Window.Canvas().Focused(), "Permintaan tertulis")
	d.Tap(t, "Hapus selamanya")
	d.Settle()
	// Then her name and phone are gone, and the mention is left
	if d.name() != "" {
		t.Errorf("the name is %q", d.name())
	}
	if !d.says("1 catatan") || d.says("+62 812") {
		t.Errorf("the page shows %q", sessiontest.Texts(d.Window.Content()))
	}
	if kept, err := d.Store.Setting(context.Background(), key); err != nil || strings.Contains(kept, "wulandari") || !strings.Contains(kept, "antrean") || !strings.Contains(kept, "Paspor") {
		t.Errorf("remembered searches: %s %v", kept, err)
	}
	all, err := d.Store.List(context.Background(), store.Query{Kind: "erasure"})
	if err != nil || len(all) != 3 || all[0].Text("reason") != "Permintaan tertulis" || all[0].Text("basis") != "request" {
		t.Errorf("erasures: %+v %v", all, err)
	}
}

func TestANameIsCorrectedEverywhere(t *testing.T) {
	d := open(t)
	d.search("Ratna Wulandari")
	d.Tap(t, "Betulkan…")
	d.Window.Canvas().FocusNext()
	sessiontest.Picture(t, d.Window, "correct")
	if !d.says("Tidak ada yang berubah") {
		t.Errorf("unchanged, it says %q", d.over())
	}
	d.page.results.page.s.Toast = func(string) {}
	for _, o := range sessiontest.Objects(d.Window.Canvas().Overlays().Top()) {
		if f, ok := o.(interface {
			fyne.Focusable
			SetText(string)
		}); ok {
			f.SetText("Ratnah Wulandari")
			break
		}
	}
	d.Settle()
	if !d.says("Ratnah Wulandari") {
		t.Errorf("the preview is %q", d.over())
	}
	d.Tap(t, "Betulkan")
	d.Settle()
	if d.name() != "Ratnah Wulandari" {
		t.Errorf("the name is %q", d.name())
	}
}

func TestACopyIsWritten(t *testing.T) {
	d := open(t)
	d.search("Ratna Wulandari")
	file := filepath.Join(t.TempDir(), "salinan.xlsx")
	d.page.writeCopy(file, "Ratna Wulandari", d.page.results.found)
	d.Settle()
	b, err := os.ReadFile(strings.TrimSuffix(file, ".xlsx") + ".json")
	if err != nil || !strings.Contains(string(b), "Ratna Wulandari") || strings.Contains(string(b), "Budi") {
		t.Errorf("the copy: %v %s", err, b)
	}
}

func TestRequestsAreListedAndFinished(t *testing.T) {
	d := open(t)
	ctx := context.Background()
	id, err := people.Receive(ctx, d.Store, d.Author, people.NewRequest{Type: "erase", Received: sessiontest.Now.Add(-80 * time.Hour), Name: "Ratna Wulandari", Detail: "Minta dihapus."})
	if err != nil {
		t.Fatal(err)
	}
	d.Settle()
	if !d.says("lewat sejak") || !d.says("PDP-") {
		t.Errorf("the page shows %q", sessiontest.Texts(d.Window.Content()))
	}
	sessiontest.Picture(t, d.Window, "requests")
	d.Tap(t, "Selesai…")
	d.Tap(t, "Selesaikan")
	d.Settle()
	r, err := d.Store.Get(ctx, "privacy_request", id)
	if err != nil || r.Text("outcome") != "fulfilled" || r.Text("name") != "" {
		t.Errorf("the request is %v %v", r.Fields, err)
	}
	// and a new one is noted
	d.page.Begin()
	d.Tap(t, "Catat")
	d.Settle()
	if all, err := people.Due(ctx, d.Store, "", sessiontest.Now); err != nil || len(all) != 1 {
		t.Errorf("due: %v %v", all, err)
	}
}
