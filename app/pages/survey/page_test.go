package survey

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"pinisi/app/session"
	"pinisi/app/session/sessiontest"
	"pinisi/data"
	"pinisi/data/respond"
	"pinisi/data/store"
	"pinisi/data/survey"
)

type desk struct {
	*sessiontest.Desk
	p *Page
}

func open(t *testing.T) *desk { return openOf(t, sessiontest.New(t)) }

func openOf(t *testing.T, s *sessiontest.Session) *desk {
	t.Helper()
	d, p := sessiontest.Open(t, s, New)
	return &desk{d, p}
}

// only is the one survey in the store.
func (d *desk) only() *survey.Sheet {
	d.T.Helper()
	list, err := d.Store.List(context.Background(), store.Query{Kind: "survey"})
	if err != nil || len(list) != 1 {
		d.T.Fatalf("surveys: %v, %v; want one", list, err)
	}
	return d.load(list[0].ID)
}

func (d *desk) load(id data.ID) *survey.Sheet {
	d.T.Helper()
	s, err := survey.Load(context.Background(), d.Store, id)
	if err != nil {
		d.T.Fatal(err)
	}
	return s
}

// answers stores sheets of digits.
func (d *desk) answers(id data.ID, sheets ...string) {
	d.T.Helper()
	f := d.load(id).Form
	for i, digits := range sheets {
		d.Put(f.Add(d.Store.NewID(), respond.Entry{Number: i + 1, Answers: f.Decode(digits), Channel: "paper"})...)
	}
}

func (d *desk) begun(period string) data.ID {
	d.T.Helper()
	id, err := survey.Begin(context.Background(), d.Store, d.Author, survey.New{Period: period, Unit: "Seksi Konsuler"})
	if err != nil {
		d.T.Fatal(err)
	}
	d.Settle()
	return id
}

// A whole survey by keyboard alone: begun, planned, refused while empty, made
// final, reopened with a reason.
func TestAWholeSurveyByKeyboard(t *testing.T) {
	d := open(t)
	d.Picture("survey-empty")
	d.p.Begin()
	d.Settle()
	d.Picture("survey-begin")
	d.Type("\n") // without a unit: said beside the field
	if n, err := d.Store.Count(context.Background(), store.Query{Kind: "survey"}); err != nil || n != 0 {
		t.Fatalf("%d surveys without a unit (%v)", n, err)
	}
	d.Type("Seksi Konsuler\n")
	if s := d.only(); s.Survey.Text("unit") != "Seksi Konsuler" || s.Survey.Text("period") != "2026" {
		t.Fatalf("begun: %v", s.Survey.Fields)
	}
	// the keyboard is at the first date; Enter goes on
	d.Type("1/3/2026\n20/3/2026\n")
	d.Type("\n!\n\n") // period and title stay; to the unit a sign is added
	if got := d.only().Survey.Text("title"); got != "SKM 2026 · !Seksi Konsuler" {
		t.Errorf("the title does not follow the unit: %q", got)
	}
	d.Type("60\n")
	if s := d.only(); s.Survey.Text("from_on") != "2026-03-01" || s.Survey.Text("until_on") != "2026-03-20" || s.Result.Population != 60 || s.Result.MinSample != 52 {
		t.Fatalf("planned: %v", s.Survey.Fields)
	}
	d.Type("Semua pemohon")
	d.TabTo("Finalkan")
	if got := d.only().Survey.Text("method"); got != "Semua pemohon" {
		t.Errorf("method %q", got)
	}
	d.Picture("survey-plan")
	// when it is made final without a sheet, then what is missing is shown, with the keyboard there
	d.Type("\n")
	if d.p.detail.tabs.Open != tabResult || survey.Locked(d.only().Survey) || !strings.Contains(d.Texts(), "Masukkan sedikitnya satu lembar") {
		t.Fatalf("on tab %s, status %q", d.p.detail.tabs.Open, d.only().Survey.Text("status"))
	}
	d.Picture("survey-missing")
	d.Type("\n") // and Enter leads to the entry
	if d.p.detail.tabs.Open != tabEntry {
		t.Errorf("led to %s, want the entry", d.p.detail.tabs.Open)
	}
	d.answers(d.p.desk.Opened(), "434434432", "444444443", "333444433")
	d.TabTo("Finalkan")
	d.Type("\n")
	if survey.Locked(d.only().Survey) { // the sample is too small: it asks first
		t.Fatal("made final without a question")
	}
	d.Picture("survey-few")
	d.Type("\n")
	if !survey.Locked(d.only().Survey) {
		t.Fatalf("status %q; banners %v", d.only().Survey.Text("status"), d.Banners)
	}
	d.Picture("survey-final")
	d.TabTo("Buka kembali")
	d.Type("\n")
	d.Type("Lembar tertinggal\n")
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
	d.Picture("survey-result")
	for _, want := range []string{
		"83,33", "Mutu B", "Baik", "Sementara",
		"Sampel minimum belum diketahui", "1 lembar belum lengkap dan tidak akan dihitung.",
		"2025", "75,00 · C · n = 1", "2026 (ini)", "U9  Sarana dan prasarana", "terendah  1,00 · D",
		"SKM berdiri sendiri: nilainya tidak pernah diubah menjadi F-03 PEKPPP, dan F-03 tidak pernah diubah menjadi SKM.",
	} {
		if !strings.Contains(d.Texts(), want) {
			t.Errorf("the page does not say %q:\n%s", want, d.Texts())
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
	d.TabTo("Buat 3 tindak lanjut")
	d.Type("\n")
	s := d.load(id)
	var parts []string
	for _, f := range s.Followups {
		parts = append(parts, f.Text("source_part"))
	}
	slices.Sort(parts)
	if strings.Join(parts, " ") != "U3 U8 U9" || strings.Contains(d.Texts(), "Buat 3") {
		t.Errorf("follow-ups of %v; page:\n%s", parts, d.Texts())
	}
	if !strings.Contains(d.Texts(), "0 dari 3 selesai (0%)") {
		t.Errorf("the share is not said:\n%s", d.Texts())
	}
	d.Picture("survey-followups")
	// and a row leads to its action
	d.p.detail.tabs.Go(tabFollowUps).(*followUps).lowest.Objects[0].(fyne.Tappable).Tapped(nil)
	if want := (sessiontest.Opened{Page: session.PageFollowUp, ID: d.load(id).Followups[0].ID}); len(d.Opened) != 1 || d.Opened[0] != want {
		t.Errorf("opened %v, want %v", d.Opened, want)
	}
	d.p.detail.tabs.Go(tabPublication)
	d.Settle()
	d.Picture("survey-publication")
}

// given a final survey, when the report comes out, then its date and media are
// noted, and nothing else can be changed.
func TestAFinalSurveyIsOnlyPublished(t *testing.T) {
	d := open(t)
	id := d.begun("2026")
	d.answers(id, "442444431")
	r := d.load(id).Survey
	d.Put(r.Set("from_on", data.TextValue("2026-03-01")), r.Set("until_on", data.TextValue("2026-03-02")))
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
	d.Type("1/4/2026\t")
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
	d.Put(data.Create("survey", id, "kbri-singapura", map[string]data.Value{
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
		d.Picture("survey-hq-" + tab)
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
	d.Put(d.load(id).Survey.Delete())
	if d.p.desk.Opened() != data.NilID || len(d.p.list.Rows) != 0 || len(d.Banners) > 0 {
		t.Errorf("open %v, list %v, banners %q", d.p.desk.Opened(), d.p.list.Rows, d.Banners)
	}
}
