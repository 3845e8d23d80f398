package consult

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"pinisi/data"
	"pinisi/data/consult/consulttest"
	"pinisi/data/rules"
	"pinisi/data/workday"
)

func shipped(t *testing.T) Rules {
	t.Helper()
	r, info, err := ReadRules(context.Background(), open(t))
	if err != nil {
		t.Fatal(err)
	}
	if !info.Ours {
		t.Error("the shipped deadlines are not marked as our own proposal")
	}
	return r
}

// given a meeting on a Tuesday, when its deadlines are read on the calendar of
// the mission, then each falls on a working day of it.
func TestDeadlines(t *testing.T) {
	r := shipped(t)
	usual := workday.New(nil, nil)
	friday := workday.New([]string{"friday", "saturday"}, map[string]string{"2026-03-31": "Libur setempat"})
	for _, test := range []struct {
		name   string
		fields map[string]string
		cal    workday.Calendar
		now    string
		want   []string // step, day, done or how many days are left
	}{
		{"on the day", map[string]string{"mode": "luring", "starts_at": "2026-03-24T01:00:00Z"}, usual, "2026-03-24T09:00:00Z",
			[]string{"sign 2026-03-24 0", "report 2026-04-07 10", "publish 2026-04-23 22", "check3 2026-06-24 66", "check6 2026-09-24 132"}},
		{"online, signed late, a Friday weekend and a holiday", map[string]string{"mode": "daring", "starts_at": "2026-03-26T05:00:00Z", "status": "signed", "signed_on": "2026-04-05"}, friday, "2026-04-05T09:00:00Z",
			[]string{"sign 2026-04-01 done late", "report 2026-04-09 4", "publish 2026-04-26 15", "check3 2026-06-28 60", "check6 2026-09-27 125"}},
		{"published and checked once", map[string]string{"mode": "hibrida", "starts_at": "2026-01-30T05:00:00Z", "status": "published", "signed_on": "2026-01-30", "published_on": "2026-02-10", "reported_on": "2026-02-12", "checked_on": "2026-04-29"}, usual, "2026-05-04T09:00:00Z",
			[]string{"sign 2026-01-30 done", "report 2026-02-13 done", "publish 2026-03-02 done", "check3 2026-04-30 done", "check6 2026-07-30 63"}},
		{"tomorrow", map[string]string{"mode": "luring", "starts_at": "2026-03-25T01:00:00Z"}, usual, "2026-03-24T09:00:00Z", nil},
		{"late over a weekend", map[string]string{"mode": "luring", "starts_at": "2026-03-21T01:00:00Z"}, usual, "2026-03-22T09:00:00Z",
			[]string{"sign 2026-03-21 -1", "report 2026-04-06 11", "publish 2026-04-20 21", "check3 2026-06-22 66", "check6 2026-09-21 131"}},
	} {
		fields := map[string]data.Value{"zone": data.TextValue("Asia/Singapore")}
		for k, v := range test.fields {
			fields[k] = data.TextValue(v)
		}
		m := &Meeting{Consultation: record("consultation", fields)}
		m.Consultation.Scope = "kbri-singapura"
		now, err := time.Parse(time.RFC3339, test.now)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, d := range m.Deadlines(r, test.cal, now) {
			name := d.Step
			if d.Months > 0 {
				name += fmt.Sprint(d.Months)
			}
			state := fmt.Sprint(d.Left)
			switch {
			case d.DoneLate():
				state = "done late"
			case d.Done != "":
				state = "done"
			case d.Late() != (d.Left < 0):
				state += " wrongly late"
			}
			got = append(got, name+" "+d.By+" "+state)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s:\n got %q\nwant %q", test.name, got, test.want)
		}
		m.Consultation.Fields["internal"] = data.BoolValue(true)
		if d := m.Deadlines(r, test.cal, now); d != nil {
			t.Errorf("%s, of offices only: %d deadlines", test.name, len(d))
		}
	}
}

// given consultations of a mission, when what is due is read, then it holds
// what is not done, and the yearly one only while none was held or is planned.
func TestDue(t *testing.T) {
	ctx, st := context.Background(), open(t)
	now := time.Date(2026, 4, 20, 2, 0, 0, 0, time.UTC)
	steps := func() (all []string) {
		a, err := Due(ctx, st, "kbri-singapura", now)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range a.Items {
			all = append(all, d.Step)
		}
		return all
	}
	if got := steps(); !slices.Equal(got, []string{StepYearly}) {
		t.Errorf("of nothing: %v", got)
	}
	start, _ := At("2026-03-24", "9", "Asia/Singapore")
	if _, err := consulttest.Begin(ctx, st, data.NilID, consulttest.New{Form: "fgd", Internal: true, Title: "Rapat", Starts: start, Zone: "Asia/Singapore"}); err != nil {
		t.Fatal(err)
	}
	if got := steps(); !slices.Equal(got, []string{StepYearly}) {
		t.Errorf("of an internal meeting: %v", got)
	}
	id, err := consulttest.Begin(ctx, st, data.NilID, consulttest.New{Form: "fkp", Mode: "luring", Title: "FKP", Starts: start, Zone: "Asia/Singapore"})
	if err != nil {
		t.Fatal(err)
	}
	if got := steps(); !slices.Equal(got, []string{StepSign, StepReport, StepPublish, StepCheck, StepCheck}) {
		t.Errorf("of a draft after its day: %v", got)
	}
	a, err := Due(ctx, st, "", now)
	late := slices.DeleteFunc(slices.Clone(a.Items), func(d Deadline) bool { return !d.Late() })
	if err != nil || len(late) != 2 || late[0].Consultation.ID != id || !a.Rules.Ours {
		t.Errorf("of every mission: %d late, %v", len(late), err)
	}
	session, _ := At("2026-04-19", "9", "Asia/Singapore") // a second day, later
	write(t, st, data.Create("session", st.NewID(), "", map[string]data.Value{"consultation": data.RefValue(id), "starts_at": Stamp(session)})...)
	if a, err = Due(ctx, st, "kbri-singapura", now); err != nil || a.Items[0].By != "2026-04-19" {
		t.Errorf("with a second day: %v, %v", a.Items, err)
	}
}

func TestRulesAreChecked(t *testing.T) {
	for values, ok := range map[string]bool{
		`{"sign":{"onsite_working_days":0,"online_working_days":3},"report_days":14,"publish_days":30,"check_months":[3,6],"yearly":true}`: true,
		`{"report_days":-1}`:      false,
		`{"check_months":[6,3]}`:  false,
		`{"check_months":[0]}`:    false,
		`{"report":14}`:           false,
		`{"publish_days":"soon"}`: false,
	} {
		file := fmt.Sprintf(`{"code":%q,"version":"9","title":{"id":"Tenggat"},"source":{"id":"Uji"},"values":%s}`, RulesCode, values)
		if _, err := rules.Check([]byte(file)); (err == nil) != ok {
			t.Errorf("%s: %v", values, err)
		}
	}
}
