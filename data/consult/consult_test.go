package consult

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"pinisi/data"
)

func record(kind string, fields map[string]data.Value) data.Record {
	return data.Record{Kind: kind, ID: uuid.New(), Fields: fields}
}

func participants(unsur ...string) []data.Record {
	var all []data.Record
	for _, u := range unsur {
		f := map[string]data.Value{}
		if u != "" {
			f["unsur"] = data.TextValue(u)
		}
		all = append(all, record("participant", f))
	}
	return all
}

// fkp.md §8 check 1 and 2.
func TestUnsurCountsDistinctOnes(t *testing.T) {
	u := data.Unsur
	for _, test := range []struct {
		name         string
		participants []data.Record
		want         int
	}{
		{"nobody", nil, 0},
		{"provider's side and unknown do not count", participants("provider", "provider", "", "martians"), 0},
		{"one, many times", participants(u[0], u[0], u[0]), 1},
		{"two, mixed with the provider", participants(u[1], "provider", u[4], u[1]), 2},
		{"three", participants(u[0], u[1], u[2], u[2]), 3},
		{"four", participants(u[0], u[1], u[2], u[3], u[3], u[0]), 4},
		{"all five, twice", participants(slices.Concat(u, u)...), 5},
	} {
		p := Unsur(record("consultation", nil), test.participants, nil)
		if p.Present != test.want || p.Level() != test.want {
			t.Errorf("%s: %d unsur, level %d; want %d", test.name, p.Present, p.Level(), test.want)
		}
		if len(p.Missing()) != 5-test.want || len(p.Warnings()) != 0 {
			t.Errorf("%s: missing %v, warnings %v", test.name, p.Missing(), p.Warnings())
		}
		heads := p.Others
		for _, n := range p.Heads {
			heads += n
		}
		if heads != len(test.participants) {
			t.Errorf("%s: %d heads of %d participants", test.name, heads, len(test.participants))
		}
	}
}

// fkp.md §8 check 4.
func TestInternalMeetingCountsNothing(t *testing.T) {
	for name, people := range map[string][]data.Record{
		"forty of the provider": participants(slices.Repeat([]string{"provider"}, 40)...),
		"all five unsur":        participants(data.Unsur...),
	} {
		c := record("consultation", map[string]data.Value{"form": data.TextValue("fgd"), "internal": data.BoolValue(true)})
		p := Unsur(c, people, nil)
		if p.Present != 0 || p.Level() != 0 || !slices.Contains(p.Warnings(), "consultation.warn.internal") {
			t.Errorf("internal FGD with %s: %d unsur, warnings %v; want 0 and a warning", name, p.Present, p.Warnings())
		}
	}
}

func TestDeletedParticipantsDoNotCount(t *testing.T) {
	people := participants(data.Unsur[0], data.Unsur[1])
	people[1].Deleted = true
	if p := Unsur(record("consultation", nil), people, nil); p.Present != 1 {
		t.Errorf("%d unsur with one of two participants deleted, want 1", p.Present)
	}
}

// fkp.md §8 check 3.
func TestWhenShowsTheReadersClock(t *testing.T) {
	start, err := At("2026-03-24", "09.00", "Asia/Jakarta")
	if err != nil {
		t.Fatal(err)
	}
	c := record("consultation", map[string]data.Value{"starts_at": Stamp(start), "zone": data.TextValue("Asia/Jakarta")})
	if got := c.Text("starts_at"); got != "2026-03-24T02:00:00Z" {
		t.Errorf("stored as %s, want UTC 02:00", got)
	}
	for zone, want := range map[string]string{
		"Asia/Kuala_Lumpur": "10:00", "Asia/Singapore": "10:00", "Asia/Kuching": "10:00",
		"Asia/Tokyo": "11:00", "Europe/London": "02:00",
	} {
		w := When(c, zone)
		if got := w.LocalStart.Format("15:04"); got != want || w.LocalZone != zone || w.Start.Format("15:04") != "09:00" {
			t.Errorf("in %s: %s (zone %q) beside %s; want %s beside 09:00", zone, got, w.LocalZone, w.Start.Format("15:04"), want)
		}
	}
	// the same clock under another name is not told twice
	if w := When(c, "Asia/Bangkok"); !w.LocalStart.IsZero() || w.LocalZone != "" {
		t.Errorf("Asia/Bangkok shows the same clock, yet %+v", w)
	}
	if w := When(record("consultation", map[string]data.Value{"starts_at": Stamp(start), "zone": data.TextValue("Mars/Olympus")}), "UTC"); !w.ZoneMistaken || w.Zone != "UTC" {
		t.Errorf("an unknown zone gives %+v", w)
	}
	if w := When(record("consultation", nil), "Asia/Tokyo"); !w.Start.IsZero() || w.LocalZone != "" {
		t.Errorf("no time gives %+v", w)
	}
}

func TestAt(t *testing.T) {
	for _, test := range []struct{ date, clock, zone, want string }{
		{"2026-03-24", "9", "Asia/Jakarta", "2026-03-24T02:00:00Z"},
		{"2026-03-24", "09:30", "Asia/Kathmandu", "2026-03-24T03:45:00Z"},
		{"2026-03-24", "0930", "Asia/Singapore", "2026-03-24T01:30:00Z"},
		{"2026-03-24", "23.59", "Pacific/Auckland", "2026-03-24T10:59:00Z"},
		{"2026-03-29", "02.30", "Europe/Berlin", "consultation.no_such_time"},
		{"2026-03-24", "24.00", "Asia/Jakarta", "consultation.bad_clock"},
		{"2026-03-24", "9:3", "Asia/Jakarta", "consultation.bad_clock"},
		{"2026-03-24", "pagi", "Asia/Jakarta", "consultation.bad_clock"},
		{"2026-03-24", "", "Asia/Jakarta", "consultation.bad_clock"},
		{"24-03-2026", "9", "Asia/Jakarta", "consultation.bad_date"},
		{"2026-03-24", "9", "WIB", "consultation.bad_zone"},
		{"2026-03-24", "9", "", "consultation.bad_zone"},
	} {
		got, err := At(test.date, test.clock, test.zone)
		text := got.UTC().Format(time.RFC3339)
		var e *data.Error
		if errors.As(err, &e) {
			text = e.Code
		}
		if text != test.want {
			t.Errorf("%s %s %s: %s, want %s", test.date, test.clock, test.zone, text, test.want)
		}
	}
}

func numbered(numbers ...int64) []data.Record {
	var all []data.Record
	for _, n := range numbers {
		f := map[string]data.Value{}
		if n != 0 {
			f["number"] = data.IntValue(n)
		}
		all = append(all, record("input", f))
	}
	return all
}

func TestNumbersAreUniqueWhenShown(t *testing.T) {
	for _, test := range []struct {
		numbers []int64
		labels  []string
		next    int64
	}{
		{nil, nil, 1},
		{[]int64{1, 2, 3}, []string{"1", "2", "3"}, 4},
		{[]int64{3, 1}, []string{"1", "3"}, 4},                           // one was deleted
		{[]int64{1, 2, 2, 2, 3}, []string{"1", "2", "2b", "2c", "3"}, 4}, // three people, no line
		{[]int64{0, 1, 0}, []string{"1", "2", "3"}, 2},                   // from a file without numbers
	} {
		records := numbered(test.numbers...)
		labels := Labels(data.Record{}, records)
		var got []string
		byNumber(records, nil)
		for _, r := range records {
			got = append(got, labels[r.ID])
		}
		if !slices.Equal(got, test.labels) || NextNumber(records) != test.next {
			t.Errorf("%v: labels %v, next %d; want %v, %d", test.numbers, got, NextNumber(records), test.labels, test.next)
		}
		seen := map[int64]bool{}
		for _, e := range renumber(records) {
			if n := e.Value.I; seen[n] || n < 1 || n > int64(len(records)) {
				t.Errorf("%v: renumbered to %d", test.numbers, n)
			} else {
				seen[n] = true
			}
		}
	}
	if edits := renumber(numbered(1, 2, 3)); len(edits) != 0 {
		t.Errorf("numbers in order are written again: %v", edits)
	}
}

// ready is a meeting that can be signed.
func ready() *Meeting {
	text := data.TextValue
	m := &Meeting{Consultation: record("consultation", map[string]data.Value{
		"status": text("draft"), "title": text("Standar paspor"), "form": text("fkp"), "mode": text("hibrida"),
		"starts_at": text("2026-03-24T02:00:00Z"), "zone": text("Asia/Jakarta"), "place": text("Ruang Nusantara"), "link": text("rapat.example"),
		"record_number": text("BA-1/2026"), "signed_on": text("2026-03-24"), "minutes": text("Dibuka pukul 9."),
		"chair": text("Budi Hartono"), "signatories": text("Sari, PPI"), "reported_on": text("2026-04-02"), "checked_on": text("2026-06-20"),
	})}
	m.Participants = participants(data.Unsur...)
	m.Inputs = []data.Record{record("input", map[string]data.Value{
		"number": data.IntValue(1), "text": text("Antrean lama"), "decision": text("accepted"), "response": text("Loket ditambah"),
	})}
	m.Agreements = []data.Record{record("agreement", map[string]data.Value{"number": data.IntValue(1), "text": text("Waktu 3 hari")})}
	m.Evidence = []data.Record{record("attachment", map[string]data.Value{"role": text("signed")}), record("attachment", map[string]data.Value{"role": text("publication")})}
	m.FollowUps = []data.Record{record("followup", map[string]data.Value{"status": text("planned")})}
	return m
}

func keys(needs []Need) []string {
	var k []string
	for _, n := range needs {
		s := n.Key[len("consultation.need."):]
		if n.Advice {
			s = "(" + s + ")"
		}
		k = append(k, s)
	}
	return k
}

func TestNeedsOfEachStep(t *testing.T) {
	text := data.TextValue
	for _, test := range []struct {
		name   string
		change func(m *Meeting)
		want   []string
	}{
		{"ready", func(m *Meeting) {}, nil},
		{"luring needs no link", func(m *Meeting) {
			m.Consultation.Fields["mode"] = text("luring")
			delete(m.Consultation.Fields, "link")
		}, nil},
		{"hybrid needs both", func(m *Meeting) {
			delete(m.Consultation.Fields, "link")
			delete(m.Consultation.Fields, "place")
		}, []string{"place", "link"}},
		{"no number, no date", func(m *Meeting) {
			delete(m.Consultation.Fields, "record_number")
			delete(m.Consultation.Fields, "signed_on")
		}, []string{"record_number", "signed_on"}},
		{"nobody, nothing", func(m *Meeting) { m.Participants, m.Inputs, m.Agreements = nil, nil, nil },
			[]string{"participants", "inputs", "agreements", "(unsur)"}},
		{"unanswered", func(m *Meeting) { delete(m.Inputs[0].Fields, "decision") }, []string{"answers"}},
		{"decided without a word", func(m *Meeting) { delete(m.Inputs[0].Fields, "response") }, []string{"answers"}},
		{"thanks need no answer", func(m *Meeting) {
			m.Inputs[0].Fields = map[string]data.Value{"type": text("appreciation")}
		}, nil},
		{"rejected without a reason", func(m *Meeting) { m.Inputs[0].Fields["decision"] = text("rejected") }, []string{"reasons"}},
		{"two values stand", func(m *Meeting) {
			m.Inputs[0].Conflicts = map[string][]data.Version{"text": {{}, {}}}
		}, []string{"conflicts"}},
		{"internal", func(m *Meeting) { m.Consultation.Fields["internal"] = data.BoolValue(true) }, []string{"(internal)"}},
		{"bare", func(m *Meeting) {
			for _, f := range []string{"minutes", "chair", "signatories"} {
				delete(m.Consultation.Fields, f)
			}
			m.Evidence, m.FollowUps = nil, nil
			m.Participants = m.Participants[:3]
		}, []string{"(unsur)", "(minutes)", "(chair)", "(signatories)", "(evidence)", "(plan)"}},
		{"invitees are not there yet", func(m *Meeting) {
			for _, p := range m.Participants {
				p.Fields["presence"] = text("confirmed")
			}
		}, []string{"participants", "(unsur)", "(invited)"}},
		{"a session that nobody came to, with the place of the meeting", func(m *Meeting) {
			delete(m.Consultation.Fields, "place")
			m.Sessions = []data.Record{record("session", map[string]data.Value{"place": text("Aula")})}
		}, []string{"(session_empty)"}},
		{"not agreed, and no word why", func(m *Meeting) { m.Agreements[0].Fields["outcome"] = text("not_agreed") }, []string{"disputed"}},
		{"signed, nothing attached", func(m *Meeting) {
			m.Consultation.Fields["status"], m.Evidence = text("signed"), nil
		}, []string{"published_on", "published_at", "(signed_copy)", "(proof)"}},
		{"signed, unpublished", func(m *Meeting) { m.Consultation.Fields["status"] = text("signed") }, []string{"published_on", "published_at"}},
		{"published before it was signed", func(m *Meeting) {
			m.Consultation.Fields["status"] = text("signed")
			m.Consultation.Fields["published_on"] = text("2026-03-20")
			m.Consultation.Fields["published_at"] = text("laman")
		}, []string{"published_before"}},
		{"published, follow-up open", func(m *Meeting) { m.Consultation.Fields["status"] = text("published") }, []string{"followups_open"}},
		{"published, no follow-up, no report", func(m *Meeting) {
			m.Consultation.Fields["status"] = text("published")
			delete(m.Consultation.Fields, "reported_on")
			delete(m.Consultation.Fields, "checked_on")
			m.FollowUps = nil
		}, []string{"followups", "(reported)", "(checked)"}},
		{"published, all done or cancelled", func(m *Meeting) {
			m.Consultation.Fields["status"] = text("published")
			m.FollowUps[0].Fields["status"] = text("done")
			m.FollowUps = append(m.FollowUps, record("followup", map[string]data.Value{"status": text("cancelled")}))
		}, nil},
		{"done", func(m *Meeting) { m.Consultation.Fields["status"] = text("done") }, nil},
	} {
		m := ready()
		test.change(m)
		if got := keys(m.Needs()); !slices.Equal(got, test.want) {
			t.Errorf("%s: needs %v, want %v", test.name, got, test.want)
		}
		for _, n := range m.Needs() {
			if n.Tab != "" && !slices.Contains(Tabs, n.Tab) {
				t.Errorf("%s: need %s points to tab %q", test.name, n.Key, n.Tab)
			}
		}
	}
}

func TestStepsGoOneWay(t *testing.T) {
	var path []string
	for s := data.ConsultationDraft; s != ""; s = Next(s) {
		path = append(path, s)
	}
	if want := []string{"draft", "signed", "published", "done"}; !slices.Equal(path, want) {
		t.Errorf("steps %v, want %v", path, want)
	}
	if Next("") != data.ConsultationSigned || Next("of a newer version") != "" {
		t.Errorf("next of blank %q, of an unknown status %q", Next(""), Next("of a newer version"))
	}
}

func TestCorrectionsKeepEarlierNotes(t *testing.T) {
	c := record("consultation", map[string]data.Value{"notes": data.TextValue("[2026-03-25, Siti] Masukan 1: dua loket.")})
	got := Correction(c, "2026-03-26", "Budi", "Masukan 2: bukan paspor.").Value.S
	if want := "[2026-03-25, Siti] Masukan 1: dua loket.\n[2026-03-26, Budi] Masukan 2: bukan paspor."; got != want {
		t.Errorf("notes %q, want %q", got, want)
	}
	if got := Correction(record("consultation", nil), "2026-03-26", "", "Salah ketik.").Value.S; got != "[2026-03-26] Salah ketik." {
		t.Errorf("first note %q", got)
	}
}

func ExampleLabels() {
	a, b := record("input", map[string]data.Value{"number": data.IntValue(1)}), record("input", map[string]data.Value{"number": data.IntValue(2)})
	labels := Labels(data.Record{}, []data.Record{b, a})
	fmt.Println(labels[a.ID], labels[b.ID])
	// Output: 1 2
}
