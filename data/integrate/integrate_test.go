package integrate_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"pinisi/data"
	"pinisi/data/followup"
	"pinisi/data/integrate"
	"pinisi/data/store"
)

const today = "2026-03-24"

type desk struct {
	*testing.T
	st     *store.Store
	author data.ID
	ctx    context.Context
}

func open(t *testing.T) *desk {
	t.Helper()
	ctx := context.Background()
	st, err := store.Open(ctx, t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	d := &desk{t, st, st.NewID(), ctx}
	if err := st.SetProfile(ctx, store.Profile{Scope: "kbri-singapura", Staff: d.author, Language: "id"}); err != nil {
		t.Fatal(err)
	}
	return d
}

func (d *desk) begin(name string) *integrate.Sheet {
	d.Helper()
	id, err := integrate.Begin(d.ctx, d.st, d.author, "kbri-singapura", name, "id")
	if err != nil {
		d.Fatal(err)
	}
	return d.load(id)
}

func (d *desk) load(id data.ID) *integrate.Sheet {
	d.Helper()
	s, err := integrate.Load(d.ctx, d.st, id)
	if err != nil {
		d.Fatal(err)
	}
	return s
}

func (d *desk) write(edits ...data.Edit) {
	d.Helper()
	if _, err := d.st.Write(d.ctx, data.Action{Author: d.author, Label: "t", Edits: edits}); err != nil {
		d.Fatal(err)
	}
}

func (d *desk) set(s *integrate.Sheet, item, state string) *integrate.Sheet {
	d.Helper()
	for _, l := range s.Lines {
		if l.ID == item {
			d.write(integrate.SetState(s.System, l, state, today)...)
			return d.load(s.System.ID)
		}
	}
	d.Fatalf("no item %s", item)
	return nil
}

func TestWhatIsOfferedHasNotesAndNoMadeUpStates(t *testing.T) {
	d := open(t)
	s := d.begin(" safe  travel ")
	if s.System.Text("name") != "Safe Travel" || !strings.Contains(s.System.Text("about"), "Keterangan per Maret 2023.") {
		t.Errorf("%v", s.System.Fields)
	}
	noted := 0
	for _, l := range s.Lines {
		if l.State != "" {
			t.Errorf("%s has the state %s, and nobody said so", l.ID, l.State)
		}
		if l.Record.Text("note") != "" {
			noted++
		}
	}
	if sh := s.Share(); noted != 2 || sh.Ready != 0 || sh.Applicable != 15 || sh.Unassessed != 15 || len(sh.NotReady) != 15 {
		t.Errorf("%d notes, %+v", noted, sh)
	}
	// and it is there once only
	var e *data.Error
	if _, err := integrate.Begin(d.ctx, d.st, d.author, "kbri-singapura", "SAFE TRAVEL", "id"); !errors.As(err, &e) || e.Code != "integration.there_already" {
		t.Errorf("begun twice: %v", err)
	}
	if _, err := integrate.Begin(d.ctx, d.st, d.author, "kbri-singapura", "  ", "id"); !errors.As(err, &e) || e.Code != "integration.name_missing" {
		t.Errorf("without a name: %v", err)
	}
}

func TestTheShareIsOfWhatApplies(t *testing.T) {
	d := open(t)
	s := d.begin("Sistem Antrean")
	for item, state := range map[string]string{"api": "ready", "openapi": "ready", "auth": "process", "sandbox": "none", "splp": "not_applicable", "sippn": "not_applicable"} {
		s = d.set(s, item, state)
	}
	sh := s.Share()
	if sh.Ready != 2 || sh.Applicable != 13 || sh.Unassessed != 9 || len(sh.NotReady) != 11 || sh.NotReady[0].ID != "auth" {
		t.Errorf("%+v", sh)
	}
	all, err := integrate.Shares(d.ctx, d.st, "")
	if err != nil || fmt.Sprint(all[s.System.ID].Ready, all[s.System.ID].Applicable) != "2 13" {
		t.Errorf("%v %v", all, err)
	}
	// a state has the day since when, the same state makes no edit, and it can be taken back
	for _, l := range s.Lines {
		if l.ID == "api" {
			if l.Record.Text("since_on") != today || integrate.SetState(s.System, l, "ready", "2026-04-01") != nil {
				t.Errorf("%v", l.Record.Fields)
			}
		}
	}
	if s = d.set(s, "api", ""); s.Share().Ready != 1 {
		t.Errorf("not taken back: %+v", s.Share())
	}
	// and what the items no longer have is kept, and does not count
	d.write(data.Create("readiness", integrate.ReadinessID(s.System.ID, "lama"), "", map[string]data.Value{
		"system": data.RefValue(s.System.ID), "item": data.TextValue("lama"), "status": data.TextValue("ready")})...)
	s = d.load(s.System.ID)
	if last := s.Lines[len(s.Lines)-1]; last.ID != "lama" || last.Known || s.Share().Ready != 1 || s.Share().Applicable != 13 {
		t.Errorf("%+v %+v", last, s.Share())
	}
}

func TestBlockersPastTheirDateAreDue(t *testing.T) {
	d := open(t)
	s := d.begin("Safe Travel")
	note := func(text, kind, due, resolved string) data.ID {
		fields := map[string]data.Value{"system": data.RefValue(s.System.ID), "type": data.TextValue(kind), "text": data.TextValue(text), "on": data.TextValue("2026-01-05")}
		for name, v := range map[string]string{"due_on": due, "resolved_on": resolved} {
			if v != "" {
				fields[name] = data.TextValue(v)
			}
		}
		id := d.st.NewID()
		d.write(data.Create("system_note", id, "", fields)...)
		return id
	}
	late := note("belum ada tim", "blocker", "2026-03-23", "")
	note("hari ini", "blocker", today, "")
	note("sudah", "blocker", "2026-01-01", "2026-02-01")
	note("keputusan", "decision", "", "")
	note("tanpa tanggal", "blocker", "", "")
	names := func() string {
		t.Helper()
		due, err := integrate.Due(d.ctx, d.st, "kbri-singapura", today)
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, l := range due {
			all = append(all, l.Blocker.Text("text")+" "+l.On)
		}
		return strings.Join(all, ", ")
	}
	if got := names(); got != "belum ada tim 2026-03-23" {
		t.Errorf("due %s", got)
	}
	// the system's target stands for a blocker without a date
	d.write(s.System.Set("target_on", data.TextValue("2026-03-01")))
	if got := names(); got != "tanpa tanggal 2026-03-01, belum ada tim 2026-03-23" {
		t.Errorf("due with a target %s", got)
	}
	// and a follow-up from a blocker is the system's
	if _, err := followup.Begin(d.ctx, d.st, d.author, "kbri-singapura", followup.Source{Kind: "system_note", ID: late, Finding: "belum ada tim"}, "Tunjuk tim"); err != nil {
		t.Fatal(err)
	}
	s = d.load(s.System.ID)
	if len(s.FollowUps) != 1 || len(s.Blockers) != 4 || len(s.Decisions) != 1 || s.Blockers[0].Text("text") != "belum ada tim" || s.Blockers[3].Text("text") != "sudah" {
		t.Errorf("%d follow-ups, blockers %v", len(s.FollowUps), s.Blockers)
	}
}
