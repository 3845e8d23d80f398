package survey

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"pinisi/app/look"
	"pinisi/app/session"
	"pinisi/app/session/sessiontest"
	"pinisi/data"
	"pinisi/data/respond"
	"pinisi/data/store"
	"pinisi/data/survey"
)

type desk struct {
	*sessiontest.Session
	t *testing.T
	p *Page
}

func open(t *testing.T) *desk { return openOf(t, sessiontest.New(t)) }

func openOf(t *testing.T, s *sessiontest.Session) *desk {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.Theme{Scheme: look.Light})
	p := New(s.Session)
	t.Cleanup(p.Close)
	s.Show(t, p.Content(), fyne.NewSize(1166, 700))
	s.Settle()
	return &desk{Session: s, t: t, p: p}
}

// picture keeps what the window shows, to be looked at.
func (d *desk) picture(name string) {
	d.t.Helper()
	sessiontest.Picture(d.t, d.Window, name)
}

// types types runes; "\n" is Enter, "\t" is Tab.
func (d *desk) types(text string) {
	d.t.Helper()
	for _, r := range text {
		c := d.Window.Canvas()
		switch {
		case r == '\t':
			c.FocusNext()
		case c.Focused() == nil:
			d.t.Fatalf("nothing has the keyboard before %q", r)
		case r == '\n':
			c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		default:
			c.Focused().TypedRune(r)
		}
		d.Settle()
	}
}

// tabTo presses Tab until something with this text has the keyboard.
func (d *desk) tabTo(text string) {
	d.t.Helper()
	for range 60 {
		d.types("\t")
		if b, ok := d.Window.Canvas().Focused().(interface{ Text() string }); ok && b.Text() == text {
			return
		}
	}
	d.t.Fatalf("Tab never reaches %q", text)
}

// only is the one survey in the store.
func (d *desk) only() *survey.Sheet {
	d.t.Helper()
	list, err := d.Store.List(context.Background(), store.Query{Kind: "survey"})
	if err != nil || len(list) != 1 {
		d.t.Fatalf("surveys: %v, %v; want one", list, err)
	}
	return d.load(list[0].ID)
}

func (d *desk) load(id data.ID) *survey.Sheet {
	d.t.Helper()
	s, err := survey.Load(context.Background(), d.Store, id)
	if err != nil {
		d.t.Fatal(err)
	}
	return s
}

func (d *desk) texts() string {
	return strings.Join(sessiontest.Texts(d.p.Content()), "\n")
}

func (d *desk) write(edits ...data.Edit) {
	d.t.Helper()
	if _, err := d.Store.Write(context.Background(), data.Action{Author: d.Author, Edits: edits}); err != nil {
		d.t.Fatal(err)
	}
	d.Settle()
}

// answers stores sheets of digits.
func (d *desk) answers(id data.ID, sheets ...string) {
	d.t.Helper()
	f := d.load(id).Form
	for i, digits := range sheets {
		d.write(f.Add(d.Store.NewID(), respond.Entry{Number: i + 1, Answers: f.Decode(digits), Channel: "paper"})...)
	}
}

func (d *desk) begun(period string) data.ID {
	d.t.Helper()
	id, err := survey.Begin(context.Background(), d.Store, d.Author, survey.New{Period: period, Unit: "Seksi Konsuler"})
	if err != nil {
		d.t.Fatal(err)
	}
	d.Settle()
	return id
}

// A whole survey by keyboard alone: begun, planned, refused while empty, made
// final, reopened with a reason.
func TestAWholeSurveyByKeyboard(t *testing.T) {
	d := open(t)
	d.picture("survey-empty")
	d.p.Begin()
	d.Settle()
	d.picture("survey-begin")
	d.types("\n") // without a unit: said beside the field
	if n, err := d.Store.Count(context.Background(), store.Query{Kind: "survey"}); err != nil || n != 0 {
		t.Fatalf("%d surveys without a unit (%v)", n, err)
	}
	d.types("Seksi Konsuler\n")
	if s := d.only(); s.Survey.Text("unit") != "Seksi Konsuler" || s.Survey.Text("period") != "2026" {
		t.Fatalf("begun: %v", s.Survey.Fields)
	}
	// the keyboard is at the first date; Enter goes on
	d.types("1/3/2026\n20/3/2026\n")
	d.types("\n!\n\n") // period and title stay; to the unit a sign is added
	if got := d.only().Survey.Text("title"); got != "SKM 2026 · !Seksi Konsuler" {
		t.Errorf("the title does not follow the unit: %q", got)
	}
	d.types("60\n")
	if s := d.only(); s.Survey.Text("from_on") != "2026-03-01" || s.Survey.Text("until_on") != "2026-03-20" || s.Result.Population != 60 || s.Result.MinSample != 52 {
		t.Fatalf("planned: %v", s.Survey.Fields)
	}
	d.types("Semua pemohon")
	d.tabTo("Finalkan")
	if got := d.only().Survey.Text("method"); got != "Semua pemohon" {
		t.Errorf("method %q", got)
	}
	d.picture("survey-plan")
	// when it is made final without a sheet, then what is missing is shown, with the keyboard there
	d.types("\n")
	if d.p.detail.tabs.Open != tabResult || survey.Locked(d.only().Survey) || !strings.Contains(d.texts(), "Masukkan sedikitnya satu lembar") {
		t.Fatalf("on tab %s, status %q", d.p.detail.tabs.Open, d.only().Survey.Text("status"))
	}
	d.picture("survey-missing")
	d.types("\n") // and Enter leads to the entry
	if d.p.detail.tabs.Open != tabEntry {
		t.Errorf("led to %s, want the entry", d.p.detail.tabs.Open)
	}
	d.answers(d.p.desk.Opened(), "434434432", "444444443", "333444433")
	d.tabTo("Finalkan")
	d.types("\n")
	if survey.Locked(d.only().Survey) { // the sample is too small: it asks first
		t.Fatal("made final without a question")
	}
	d.picture("survey-few")
	d.types("\n")
	if !survey.Locked(d.only().Survey) {
		t.Fatalf("status %q; banners %v", d.only().Survey.Text("status"), d.Banners)
	}
	d.picture("survey-final")
	d.tabTo("Buka kembali")
	d.types("\n")
	d.types("Lembar tertinggal\n")
	if r := d.only().Survey; survey.Locked(r) || r.Text("status_reason") != "Lembar tertinggal" {
		t.Errorf("reopened: %v", r.Fields)
	}
	if len(d.Banners) > 0 {
		t.Errorf("banners %q", d.Banners)
	}
}

func TestTheResultSaysWhatItIs(t *testing.T) {
	d := open(t)
	id := d.begun("2025")
	d.answers(id, "333333333")
	id = d.begun("2026")
	d.answers(id, "442444431", "44244443-")
	d.p.Show(id)
	d.Settle()
	d.p.detail.tabs.Go(tabResult)
	d.Settle()
	d.picture("survey-result")
	for _, want := range []string{
		"83,33", "Mutu B", "Baik", "Sementara",
		"Sampel minimum belum diketahui", "1 lembar belum lengkap dan tidak akan dihitung.",
		"2025", "75,00 · C · n = 1", "2026 (ini)", "U9  Sarana dan prasarana", "terendah  1,00 · D",
		"SKM berdiri sendiri: nilainya tidak pernah diubah menjadi F-03 PEKPPP, dan F-03 tidak pernah diubah menjadi SKM.",
	} {
		if !strings.Contains(d.texts(), want) {
			t.Errorf("the page does not say %q:\n%s", want, d.texts())
		}
	}
}

func TestTheLowestBecomeFollowUpsWithOneClick(t *testing.T) {
	d := open(t)
	id := d.begun("2026")
	d.answers(id, "442444431", "442444421")
	d.p.Show(id)
	d.Settle()
	d.p.detail.tabs.Go(tabFollowUps)
	d.tabTo("Buat 3 tindak lanjut")
	d.types("\n")
	s := d.load(id)
	var parts []string
	for _, f := range s.Followups {
		parts = append(parts, f.Text("source_part"))
	}
	slices.Sort(parts)
	if strings.Join(parts, " ") != "U3 U8 U9" || strings.Contains(d.texts(), "Buat 3") {
		t.Errorf("follow-ups of %v; page:\n%s", parts, d.texts())
	}
	if !strings.Contains(d.texts(), "0 dari 3 selesai (0%)") {
		t.Errorf("the share is not said:\n%s", d.texts())
	}
	d.picture("survey-followups")
	// and a row leads to its action
	d.p.detail.tabs.Go(tabFollowUps).(*followUps).lowest.Objects[0].(fyne.Tappable).Tapped(nil)
	if want := (sessiontest.Opened{Page: session.PageFollowUp, ID: d.load(id).Followups[0].ID}); len(d.Opened) != 1 || d.Opened[0] != want {
		t.Errorf("opened %v, want %v", d.Opened, want)
	}
	d.p.detail.tabs.Go(tabPublication)
	d.Settle()
	d.picture("survey-publication")
}

// given a final survey, when the report comes out, then its date and media are
// noted, and nothing else can be changed.
func TestAFinalSurveyIsOnlyPublished(t *testing.T) {
	d := open(t)
	id := d.begun("2026")
	d.answers(id, "442444431")
	r := d.load(id).Survey
	d.write(r.Set("from_on", data.TextValue("2026-03-01")), r.Set("until_on", data.TextValue("2026-03-02")))
	if err := survey.Finalise(context.Background(), d.Store, d.Author, id, d.Now()); err != nil {
		t.Fatal(err)
	}
	d.p.Show(id)
	d.Settle()
	if d.p.detail.tabs.Open != tabResult {
		t.Errorf("opened on %s", d.p.detail.tabs.Open)
	}
	d.p.detail.tabs.Go(tabPlan)
	plan := d.p.detail.tabs.Go(tabPlan).(*plan)
	if plan.remove.Visible() {
		t.Error("a final survey can be deleted")
	}
	d.p.detail.tabs.Go(tabPublication)
	p := d.p.detail.tabs.Go(tabPublication).(*publication)
	p.on.Field().Focus()
	d.types("1/4/2026\t")
	if got := d.load(id).Survey.Text("reported_on"); got != "2026-04-01" || len(d.Banners) > 0 {
		t.Errorf("reported on %q, banners %q", got, d.Banners)
	}
}

func TestFewerUnsurAreAskedBeforeTheFirstSheetOnly(t *testing.T) {
	d := open(t)
	id := d.begun("2026")
	d.p.Show(id)
	d.Settle()
	d.p.detail.tabs.Go(tabPlan)
	plan := d.p.detail.tabs.Go(tabPlan).(*plan)
	if n := len(plan.unsur.IDs()); n != 9 {
		t.Fatalf("%d unsur chosen at first", n)
	}
	plan.unsur.OnChanged([]string{"U1", "U2", "U3", "U5", "U6", "U7", "U8", "U9"})
	d.Settle()
	if s := d.load(id); len(s.Form.Questions) != 8 || len(s.Asked()) != 8 {
		t.Fatalf("%d questions", len(s.Form.Questions))
	}
	d.answers(id, "442-44431")
	plan.unsur.OnChanged([]string{"U1"})
	d.Settle()
	if s := d.load(id); len(s.Asked()) != 8 || s.Result.Respondents != 1 {
		t.Errorf("after the first sheet: %d unsur, %d counted", len(s.Asked()), s.Result.Respondents)
	}
}

func TestHeadquartersReadsAMissionsSurvey(t *testing.T) {
	d := openOf(t, sessiontest.Of(t, store.Headquarters))
	id := d.Store.NewID()
	d.write(data.Create("survey", id, "kbri-singapura", map[string]data.Value{
		"period": data.TextValue("2026"), "unit": data.TextValue("Seksi Konsuler"), "title": data.TextValue("SKM"), "status": data.TextValue("draft"),
		"instrument": data.TextValue("skm-2017"), "instrument_version": data.TextValue("1.0.0"),
	})...)
	d.answers(id, "442444431")
	if len(d.p.list.Rows) != 1 || !strings.HasPrefix(d.p.list.Rows[0].Line, "KBRI Singapura · 2026 · 1 lembar") {
		t.Fatalf("list %v", d.p.list.Rows)
	}
	d.p.Show(id)
	d.Settle()
	for _, tab := range []string{tabPlan, tabEntry, tabResult, tabFollowUps, tabPublication} {
		d.p.detail.tabs.Go(tab)
		d.Settle()
		d.picture("survey-hq-" + tab)
		for _, o := range sessiontest.Objects(d.p.detail.content) {
			if b, ok := o.(interface{ Text() string }); ok && slices.Contains([]string{"Finalkan", "Buat 3 tindak lanjut", "Hapus survei"}, b.Text()) {
				t.Errorf("headquarters is offered %q on %s", b.Text(), tab)
			}
		}
	}
	// a response leads to its survey
	d.p.desk.Clear()
	d.p.Show(d.load(id).Responses.Responses[0].ID)
	d.Settle()
	if d.p.desk.Opened() != id {
		t.Errorf("a response opened %v, want %v", d.p.desk.Opened(), id)
	}
}

func TestASurveyThatIsDeletedIsNoLongerShown(t *testing.T) {
	d := open(t)
	id := d.begun("2026")
	d.p.Show(id)
	d.Settle()
	d.write(d.load(id).Survey.Delete())
	if d.p.desk.Opened() != data.NilID || len(d.p.list.Rows) != 0 || len(d.Banners) > 0 {
		t.Errorf("open %v, list %v, banners %q", d.p.desk.Opened(), d.p.list.Rows, d.Banners)
	}
}
