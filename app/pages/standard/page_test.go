package standard

import (
	"context"
	"slices"
	"strings"
	"testing"

	"pinisi/app/session"
	"pinisi/app/session/sessiontest"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/setup"
	"pinisi/data/standards"
	"pinisi/data/store"
)

const scope = "kbri-singapura"

type desk struct {
	*sessiontest.Desk
	p *Page
}

func open(t *testing.T, fill func(d *desk)) *desk {
	t.Helper()
	return openOf(t, sessiontest.New(t), fill)
}

func openOf(t *testing.T, s *sessiontest.Session, fill func(d *desk)) *desk {
	t.Helper()
	d := &desk{Desk: &sessiontest.Desk{Session: s, T: t}}
	if fill != nil {
		fill(d)
	}
	d.Desk, d.p = sessiontest.Open(t, s, New)
	return d
}

// put stores a record of texts.
func (d *desk) put(kind string, texts ...string) data.ID {
	d.T.Helper()
	fields := map[string]data.Value{}
	for i := 0; i < len(texts); i += 2 {
		fields[texts[i]] = data.TextValue(texts[i+1])
	}
	if kind == "standard" {
		fields["version"] = data.IntValue(1)
	}
	id := d.Store.NewID()
	if _, err := d.Store.Write(context.Background(), data.Action{Author: d.Author, Edits: data.Create(kind, id, scope, fields), Force: true}); err != nil {
		d.T.Fatal(err)
	}
	return id
}

func (d *desk) offers(codes ...string) {
	d.T.Helper()
	if err := standards.SetServices(context.Background(), d.Store, d.Author, scope, codes); err != nil {
		d.T.Fatal(err)
	}
}

func whole(texts ...string) []string {
	for _, c := range data.StandardComponents {
		texts = append(texts, c, "Isi "+c+" yang lama.")
	}
	return texts
}

func TestListSaysHowStandardsStand(t *testing.T) {
	d := open(t, func(d *desk) {
		d.offers("IMI-01", "IMI-02", "KON-01", "KON-02")
		d.put("standard", whole("service", "IMI-01", "status", "published", "decreed_on", "2020-01-01")...)
		d.put("standard", "service", "IMI-02", "status", "draft", "requirements", "Paspor")
		d.put("standard", whole("service", "KON-01", "status", "published", "decreed_on", d0())...)
	})
	sessiontest.Picture(t, d.Window, "list")
	row := func(code string) (line, word string) {
		i := d.p.list.have.Index(code)
		if i < 0 {
			return "", ""
		}
		return d.p.list.have[i].Line, d.p.list.have[i].Word
	}
	for code, want := range map[string]string{"IMI-01": words.T("standard.state.review"), "IMI-02": words.T("standard.state.draft"), "KON-01": words.T("standard.state.published"), "KON-02": words.T("standard.state.absent")} {
		if _, word := row(code); word != want {
			t.Errorf("%s is %q, want %q", code, word, want)
		}
	}
	if line, _ := row("IMI-02"); !strings.Contains(line, "1") || !strings.Contains(line, "14") {
		t.Errorf("the draft's line is %q", line)
	}
	for filter, want := range map[string][]string{filterAbsent: {"KON-02"}, filterIncomplete: {"IMI-02"}, filterDue: {"IMI-01"}, filterDraft: {"IMI-02"}} {
		d.p.list.filter.Set(filter)
		d.p.reloadList()
		d.Settle()
		var got []string
		for _, r := range d.p.list.have {
			if !r.Heading {
				got = append(got, r.ID)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("filter %s keeps %v, want %v", filter, got, want)
		}
	}
}

// d0 is the day of the test's clock.
func d0() string { return sessiontest.Now.Format("2006-01-02") }

// given a service without a standard, when a draft is begun, filled, decreed and
// published with the keyboard, then each is stored, and the decree locks it.
func TestFromNothingToPublished(t *testing.T) {
	d := open(t, func(d *desk) { d.offers("KON-02") })
	d.p.openService("KON-02")
	d.Settle()
	d.Says(words.T("standard.none"))
	d.p.Begin()
	d.Settle()
	list, err := d.Store.List(context.Background(), store.Query{Kind: "standard"})
	if err != nil || len(list) != 1 {
		t.Fatalf("%d drafts (%v)", len(list), err)
	}
	id := list[0].ID
	d.Type("Paspor\t") // the first component has the keyboard
	if got := d.Get("standard", id).Text("requirements"); got != "Paspor" {
		t.Errorf("requirements %q", got)
	}
	d.TabTo(words.T("standard.set_free"))
	d.Type("\n")
	if got := d.Get("standard", id).Text("fee_amount"); got != "0" {
		t.Errorf("the fee is %q", got)
	}
	var edits []data.Edit
	for _, c := range data.StandardComponents[1:] {
		edits = append(edits, d.Get("standard", id).Set(c, data.TextValue("Isi "+c)))
	}
	d.Write("test", edits, nil)
	d.Settle()
	d.p.detail.tabs.Go(tabSteps)
	d.Settle()
	sessiontest.Picture(t, d.Window, "steps")
	need := words.T("standard.need.decree_number")
	d.TabTo(need)
	d.Type("\n9/SK\t") // leads to the field
	if got := d.Get("standard", id).Text("decree_number"); got != "9/SK" {
		t.Errorf("the decree is %q", got)
	}
	d.Write("test", []data.Edit{d.Get("standard", id).Set("decreed_on", data.TextValue("2026-01-05"))}, nil)
	d.Settle()
	d.Tap(t, words.T("standard.step.decreed"))
	d.Settle()
	d.Type("\n") // the question
	d.Settle()
	r := d.Get("standard", id)
	if r.Text("status") != data.StandardDecreed {
		t.Fatalf("status %q", r.Text("status"))
	}
	d.Write("test", []data.Edit{r.Set("published_on", data.TextValue("2026-01-10")), r.Set("published_at", data.TextValue("papan"))}, nil)
	d.Settle()
	d.Tap(t, words.T("standard.step.published"))
	d.Settle()
	if s := d.Get("standard", id).Text("status"); s != data.StandardPublished {
		t.Errorf("status %q", s)
	}
	d.Says(words.T("standard.step.in_force"))
	d.p.detail.tabs.Go(tabComponents)
	d.Settle()
	d.Says(words.T("standard.locked"))
}

// given a published version, when a new one is begun and changed, then the
// difference is shown, and the old one is as it was.
func TestNewVersionAndDifferences(t *testing.T) {
	var old data.ID
	d := open(t, func(d *desk) {
		d.offers("IMI-01")
		old = d.put("standard", whole("service", "IMI-01", "status", "published", "decreed_on", "2026-01-01")...)
	})
	d.p.Show(old)
	d.Settle()
	d.p.Begin()
	d.Settle()
	d.Type("Baru. \t")
	d.p.detail.tabs.Go(tabVersions)
	d.Settle()
	sessiontest.Picture(t, d.Window, "versions")
	d.Says(words.T("standard.compare.count", "N", 1), Title("requirements"), "Isi requirements yang lama.")
	if got := d.Get("standard", old).Text("requirements"); got != "Isi requirements yang lama." {
		t.Errorf("the version in force says %q", got)
	}
	d.p.openVersion("IMI-01", old)
	d.Settle()
	if text := d.p.detail.anewText(); !strings.Contains(text, "2") {
		t.Errorf("with a draft the button says %q", text)
	}
}

// given a standard in force, when a review is typed and the tab is left, then it
// is kept, and the day of the latest review follows.
func TestReviewIsKept(t *testing.T) {
	var id data.ID
	d := open(t, func(d *desk) {
		d.offers("IMI-01")
		id = d.put("standard", whole("service", "IMI-01", "status", "published", "decreed_on", "2024-01-01")...)
	})
	d.p.Show(id)
	d.Settle()
	d.p.detail.tabs.Go(tabReviews)
	d.Settle()
	d.Tap(t, words.T("standard.review.note"))
	d.Settle()
	d.Type("Masih sesuai.")
	sessiontest.Picture(t, d.Window, "review")
	d.p.detail.tabs.Go(tabComponents)
	d.Settle()
	list, err := standards.Reviews(context.Background(), d.Store, id)
	if err != nil || len(list) != 1 || list[0].Text("finding") != "Masih sesuai." {
		t.Fatalf("reviews %v (%v)", list, err)
	}
	if got := d.Get("standard", id).Text("reviewed_on"); got != list[0].Text("on") || got == "" {
		t.Errorf("the version was reviewed on %q", got)
	}
	d.p.detail.tabs.Go(tabReviews)
	d.Settle()
	d.Says("Masih sesuai.")
	var page string
	var opened data.ID
	d.Session.Open = func(at string, id data.ID) { page, opened = at, id }
	d.Tap(t, words.T("standard.review.followup"))
	d.Settle()
	f, err := d.Store.Get(context.Background(), "followup", opened)
	if err != nil || page != session.PageFollowUp || f.Text("finding") != "Masih sesuai." || f.Ref("source") != list[0].ID {
		t.Errorf("the follow-up %v on %q (%v)", f.Fields, page, err)
	}
}

// given a mission without a pledge, when one is begun and published, then it has
// the proposed text, and the next one ends it.
func TestPledge(t *testing.T) {
	d := open(t, func(d *desk) { d.offers("IMI-01") })
	d.Tap(t, words.T("standard.pledge.short"))
	d.Settle()
	d.Tap(t, words.T("standard.pledge.begin"))
	d.Settle()
	all, err := standards.Pledges(context.Background(), d.Store, scope)
	if err != nil || len(all) != 1 || !strings.Contains(all[0].Text("text"), "kompensasi") {
		t.Fatalf("pledges %v (%v)", all, err)
	}
	first := all[0].ID
	publish := func(id data.ID, on string) {
		d.p.pledge.focus["published_on"]()
		d.Type(on + "\t")
		d.Settle()
	}
	publish(first, "05/01/2026")
	sessiontest.Picture(t, d.Window, "pledge")
	if got := d.Get("pledge", first).Text("published_on"); got != "2026-01-05" {
		t.Fatalf("published on %q", got)
	}
	d.Tap(t, words.T("standard.pledge.new"))
	d.Settle()
	all, _ = standards.Pledges(context.Background(), d.Store, scope)
	if len(all) != 2 {
		t.Fatalf("%d pledges", len(all))
	}
	publish(d.p.pledge.open, "06/02/2026")
	if got := d.Get("pledge", first).Text("ended_on"); got != "2026-02-06" {
		t.Errorf("the first ended on %q", got)
	}
}

func TestServicesAreChosen(t *testing.T) {
	d := open(t, func(d *desk) { d.offers("IMI-01", "KON-02") })
	d.Tap(t, words.T("standard.services"))
	d.Settle()
	sessiontest.Picture(t, d.Window, "services")
	pick := d.p.services.picks["immigration"]
	pick.OnChanged(nil) // a person chose: what the picks hold is stored
	d.Settle()
	r, err := setup.Noted(context.Background(), d.Store, scope)
	if err != nil || !slices.Equal(r.List("services"), []string{"IMI-01", "KON-02"}) {
		t.Errorf("services %v (%v)", r.List("services"), err)
	}
	d.p.services.channels.Focus()
	d.Type("lapor.go.id")
	d.p.openService("IMI-01")
	d.Settle()
	if r, _ = setup.Noted(context.Background(), d.Store, scope); r.Text("complaint_channels") != "lapor.go.id" {
		t.Errorf("channels %q", r.Text("complaint_channels"))
	}
	d.p.detail.offered.SetChecked(false)
	d.Settle()
	if r, _ = setup.Noted(context.Background(), d.Store, scope); !slices.Equal(r.List("services"), []string{"KON-02"}) {
		t.Errorf("services after the switch: %v", r.List("services"))
	}
}

// given headquarters, when a mission is not chosen, then the page says so; a
// mission's standard is read only.
func TestHeadquartersReads(t *testing.T) {
	var id data.ID
	d := openOf(t, sessiontest.Of(t, store.Headquarters), func(d *desk) {
		id = d.put("standard", whole("service", "IMI-01", "status", "draft")...)
	})
	d.Says(words.T("standard.empty_headquarters"))
	d.p.Show(id)
	d.Settle()
	d.Says(setup.Name(scope), words.T("bound.foreign"))
	sessiontest.Picture(t, d.Window, "headquarters")
	if !d.p.detail.locked() {
		t.Error("headquarters can write a mission's standard")
	}
}
