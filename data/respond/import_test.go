package respond_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pinisi/assets/words"
	"pinisi/data"
	"pinisi/data/respond"
	"pinisi/data/store"
	"pinisi/data/tabular"
)

func dry(t testing.TB, f respond.Form, tab *tabular.Table, opt respond.Options) *respond.Dry {
	t.Helper()
	if opt.Today == "" {
		opt.Today = "2026-03-24"
	}
	d, err := respond.DryRun(f, tab, respond.Propose(f, tab), opt)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Every form in which an answer, a day or a service is written is understood.
func TestDryRunReadsWhatPeopleWrite(t *testing.T) {
	f := survey()
	for _, test := range []struct{ cell, want string }{
		{"4", "4"}, {" 4 ", "4"}, {"4.0", "4"}, {"4,0", "4"}, {"Sangat sesuai", "4"}, {"SANGAT SESUAI.", "4"}, {"Very suitable", "4"},
		{"4 - Sangat sesuai", "4"}, {"4. Sangat sesuai", "4"}, {"(4) Sangat sesuai", "bad not_number"}, {"d. Sangat sesuai", "4"}, {"tidak sesuai", "1"},
		{"", "-"}, {"-", "-"}, {"n/a", "-"},
		{"5", "bad outside"}, {"0", "bad outside"}, {"-1", "bad outside"}, {"44", "bad outside"}, {"3,5", "bad half"}, {"3.5", "bad half"},
		{"3 - Sangat sesuai", "bad other_label"}, {"bagus", "bad not_number"}, {"Sangat baik", "bad not_number"}, {"1e9999", "bad not_number"},
	} {
		d := dry(t, f, table(t, "U1;U2;U3\n\""+test.cell+"\";2;3\n"), respond.Options{})
		got := ""
		for _, p := range d.Problems {
			if p.Stops {
				got = "bad " + strings.TrimPrefix(p.Key, "respond.row.")
			}
		}
		if got == "" {
			got = f.Encode(d.Entries[0].Answers)[:1]
		}
		if got != test.want {
			t.Errorf("answer %q is %s, want %s", test.cell, got, test.want)
		}
	}
	for _, test := range []struct{ cell, want string }{
		{"2026-03-24", "2026-03-24"}, {"24/03/2026", "2026-03-24"}, {"24-3-2026", "2026-03-24"}, {"24.03.26", "2026-03-24"}, {"3/24/2026 10:15:20", "2026-03-24"},
		{"2026/03/24 9:15:20 AM GMT+7", "2026-03-24"}, {"24 Maret 2026", "2026-03-24"}, {"Selasa, 24 Maret 2026", "2026-03-24"}, {"24-Mar-26", "2026-03-24"}, {"March 24, 2026", "2026-03-24"},
		{"5 Agustus 2025", "2025-08-05"}, {"5 Aug 2025", "2025-08-05"}, {"1 Desember 2025", "2025-12-01"}, {"46105", "2026-03-24"}, {"46105,43", "2026-03-24"},
		{"2026-03-24T10:15:20Z", "2026-03-24"}, {"", ""}, {"-", ""},
		{"31/02/2026", "bad"}, {"24/13/2026", "bad"}, {"kemarin", "bad"}, {"2026", "bad"}, {"25/03/2026", "bad"}, {"24 Foo 2026", "bad"}, {"1/1/1899", "bad"},
	} {
		d := dry(t, f, table(t, "Tanggal;U1;U2;U3\n\""+test.cell+"\";1;2;3\n"), respond.Options{})
		got := "bad"
		if len(d.Bad) == 0 {
			got = d.Entries[0].TakenOn
		}
		if got != test.want {
			t.Errorf("date %q is %q, want %q", test.cell, got, test.want)
		}
	}
	for _, test := range []struct{ cell, want string }{
		{"IMI-02", "IMI-02"}, {"imi 02", "IMI-02"}, {"Paspor elektronik", "IMI-02"}, {"electronic passport", "IMI-02"}, {"IMI-02 Paspor elektronik", "IMI-02"}, {"paspor biasa", "IMI-01"}, {"", ""}, {"Parkir", "bad"},
	} {
		d := dry(t, f, table(t, "Layanan;U1;U2;U3\n\""+test.cell+"\";1;2;3\n"), respond.Options{})
		got := "bad"
		if len(d.Bad) == 0 {
			got = d.Entries[0].Service
		}
		if got != test.want {
			t.Errorf("service %q is %q, want %q", test.cell, got, test.want)
		}
	}
}

// In a column where a day can only stand second, all dates are read so.
func TestOneColumnOfDatesHasOneOrder(t *testing.T) {
	f := survey()
	d := dry(t, f, table(t, "Timestamp;U1;U2;U3\n3/4/2026 10:00:00;1;2;3\n3/14/2026 10:00:00;1;2;3\n"), respond.Options{})
	if !d.MonthFirst || d.Entries[0].TakenOn != "2026-03-04" {
		t.Errorf("month first %v, %+v", d.MonthFirst, d.Entries)
	}
	d = dry(t, f, table(t, "Tanggal;U1;U2;U3\n3/2/2026;1;2;3\n14/3/2026;1;2;3\n"), respond.Options{})
	if d.MonthFirst || d.Entries[0].TakenOn != "2026-02-03" {
		t.Errorf("month first %v, %+v", d.MonthFirst, d.Entries)
	}
}

// Every problem of every row is told, each with its row and column, in words.
func TestDryRunTellsEveryProblem(t *testing.T) {
	f := survey()
	d := dry(t, f, table(t, strings.Join([]string{
		"No;Tanggal;U1;U2;U3;Layanan",
		"1;24/03/2026;4;3;2;",
		"2;99/99/2026;5;2,5;x;Parkir",
		"1;;1;;1;",
		"x;;;;;IMI-01",
		";;4;;4;",
	}, "\n")), respond.Options{})
	var got []string
	for _, p := range d.Problems {
		got = append(got, fmt.Sprint(p.Row, " ", p.Column, " ", strings.TrimPrefix(p.Key, "respond.row."), " ", p.Stops))
		for _, lang := range []string{"id", "en"} {
			if text := p.Text(lang); strings.Contains(text, "{{") || strings.Contains(text, "respond.") || strings.Contains(text, "no value") {
				t.Errorf("%+v says %q", p, text)
			}
		}
	}
	want := []string{
		"3 Tanggal bad_date true", "3 U1 outside true", "3 U2 half true", "3 U3 not_number true", "3 Layanan unknown_service true",
		"4  blank false", "4 No number_twice true",
		"5  no_answers true", "5 No bad_number true",
		"6  blank false",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("problems\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if !reflect.DeepEqual(d.Bad, []int{3, 4, 5}) || !reflect.DeepEqual(d.Incomplete, []int{6}) || !reflect.DeepEqual(d.Rows, []int{2, 6}) || d.Ready() || !d.SkipBad(true).Ready() {
		t.Errorf("bad %v, incomplete %v, taken %v, ready %v", d.Bad, d.Incomplete, d.Rows, d.Ready())
	}
}

// What is odd about a row but no fault is told, and the row taken.
func TestDryRunTellsWhatIsOdd(t *testing.T) {
	f := survey()
	f.Of.Fields = map[string]data.Value{"from_on": data.TextValue("2026-03-01"), "until_on": data.TextValue("2026-03-20")}
	d := dry(t, f, table(t, "Cap waktu;U1;U2;U3\n2026-03-20 09:10:11;1;2;3\n2026-03-20 09:10:11;1;2;3\n2026-03-21 09:10:11;1;2;3\n2026-02-28;1;2;3\n2026-02-28;1;2;3\n"), respond.Options{})
	var got []string
	for _, p := range d.Problems {
		got = append(got, fmt.Sprint(p.Row, strings.TrimPrefix(p.Key, "respond.row")))
	}
	if want := []string{"3.same_row", "4.outside_period", "5.outside_period", "6.outside_period"}; !reflect.DeepEqual(got, want) || len(d.Entries) != 5 || !d.Ready() {
		t.Errorf("%v, want %v; %d entries", got, want, len(d.Entries))
	}
}

func TestAMappingThatCannotBeUsedStopsEverything(t *testing.T) {
	f := survey()
	d := dry(t, f, table(t, "U1;U2;Lain\n1;2;3\n"), respond.Options{SkipBad: true})
	if d.Ready() || len(d.Problems) != 1 || d.Problems[0].Row != 0 || d.Problems[0].Key != "respond.row.no_column" {
		t.Errorf("%+v", d.Problems)
	}
	m := respond.NoMapping(f)
	m.Questions = []int{0, 1, 1}
	d, err := respond.DryRun(f, table(t, "A;B;C\n1;2;3\n"), m, respond.Options{SkipBad: true})
	if err != nil || d.Ready() || d.Problems[0].Key != "respond.row.column_twice" {
		t.Errorf("%+v, %v", d.Problems, err)
	}
}

func importOf(t testing.TB, st *store.Store, f respond.Form, content, name string) (respond.Imported, error) {
	t.Helper()
	return respond.Import(context.Background(), st, data.NilID, f, dry(t, f, table(t, content), respond.Options{Have: load(t, st, f)}), name, nil)
}

// What was imported counts, is one action for undo, and comes back when the
// file is imported again; a second time it adds nothing.
func TestImportUndoAndAgain(t *testing.T) {
	st := device(t, "kbri-singapura")
	f := evaluation(t, st)
	ctx := context.Background()
	content := csvOf(f, 40)
	for round := range 3 {
		done, err := importOf(t, st, f, content, "C:\\unduhan\\jawaban (1).csv")
		if err != nil || done != (respond.Imported{Added: 40}) {
			t.Fatalf("round %d: %+v, %v", round, done, err)
		}
		s := load(t, st, f)
		complete, _ := s.Counts()
		if complete != 40 || s.NextNumber() != 41 || !strings.HasPrefix(s.Responses[0].Text("batch"), "jawaban.csv · ") || s.Conflicts() != 0 {
			t.Fatalf("round %d: %d complete, next %d, batch %q, %d conflicts", round, complete, s.NextNumber(), s.Responses[0].Text("batch"), s.Conflicts())
		}
		if done, err = importOf(t, st, f, content, "jawaban.csv"); err != nil || done != (respond.Imported{Known: 40}) {
			t.Fatalf("a second time: %+v, %v", done, err)
		}
		label, err := st.Undo(ctx, data.NilID)
		if err != nil || label != "respond.undo.import" || len(load(t, st, f).Responses) != 0 {
			t.Fatalf("undo of %q, %v: %d are left", label, err, len(load(t, st, f).Responses))
		}
		if _, ok := words.New("id").Lookup(label); !ok {
			t.Fatalf("no text for %s", label)
		}
	}
}

// A web form's longer export brings only who came since; two equal rows of a
// file without numbers are two people, also in two files.
func TestWhoIsNewInALaterFile(t *testing.T) {
	st := device(t, "kbri-singapura")
	f := evaluation(t, st)
	if done, err := importOf(t, st, f, csvOf(f, 10), "a.csv"); err != nil || done.Added != 10 {
		t.Fatalf("%+v, %v", done, err)
	}
	if d := dry(t, f, table(t, csvOf(f, 12)), respond.Options{Have: load(t, st, f)}); len(d.KnownRows) != 10 || d.KnownRows[9] != 11 {
		t.Errorf("rows %v are there", d.KnownRows)
	}
	if done, err := importOf(t, st, f, csvOf(f, 12), "a.csv"); err != nil || done != (respond.Imported{Added: 2, Known: 10}) {
		t.Fatalf("the longer file: %+v, %v", done, err)
	}
	bare := func(rows int) string {
		row := strings.TrimSuffix(strings.Repeat("5;", len(f.Questions)), ";") + "\n"
		head := ""
		for _, q := range f.Questions {
			head += fmt.Sprint(q.Number, ";")
		}
		return strings.TrimSuffix(head, ";") + "\n" + strings.Repeat(row, rows)
	}
	for i, rows := range []int{3, 4} {
		if done, err := importOf(t, st, f, bare(rows), "loket.csv"); err != nil || done.Added != rows || done.Known != 0 {
			t.Fatalf("counter %d: %+v, %v", i, done, err)
		}
	}
	if got := len(load(t, st, f).Responses); got != 19 {
		t.Errorf("%d respondents, want 19", got)
	}
}

// One file imported on two computers meets in the same records, without a conflict.
func TestOneFileOnTwoComputers(t *testing.T) {
	var ids [2][]data.ID
	for i := range ids {
		st := device(t, "kbri-singapura")
		f := evaluation(t, st)
		if _, err := importOf(t, st, f, csvOf(f, 5), []string{"jawaban.csv", "/home/x/jawaban(2).csv"}[i]); err != nil {
			t.Fatal(err)
		}
		for _, r := range load(t, st, f).Responses {
			if r.Text("batch")[:11] != "jawaban.csv" {
				t.Errorf("batch %q", r.Text("batch"))
			}
			ids[i] = append(ids[i], r.ID)
		}
	}
	if !reflect.DeepEqual(ids[0], ids[1]) {
		t.Errorf("%v\n%v", ids[0], ids[1])
	}
}

// A correction made after an import is not written over by the same file, even
// if it was tried before the correction.
func TestImportDoesNotTouchWhatIsThere(t *testing.T) {
	st := device(t, "kbri-singapura")
	f := evaluation(t, st)
	tab := table(t, csvOf(f, 3))
	stale := dry(t, f, tab, respond.Options{})
	if _, err := respond.Import(context.Background(), st, data.NilID, f, stale, "a.csv", nil); err != nil {
		t.Fatal(err)
	}
	r := load(t, st, f).Responses[0]
	write(t, st, r.Set("answers", data.TextValue(strings.Repeat("3", 14))))
	done, err := respond.Import(context.Background(), st, data.NilID, f, stale, "a.csv", nil)
	if err != nil || done != (respond.Imported{Known: 3}) {
		t.Fatalf("%+v, %v", done, err)
	}
	if got := load(t, st, f).Responses[0].Text("answers"); got != strings.Repeat("3", 14) {
		t.Errorf("the correction became %s", got)
	}
}

func TestImportRefuses(t *testing.T) {
	st := device(t, "kbri-singapura")
	f := evaluation(t, st)
	ctx := context.Background()
	bad := strings.Replace(csvOf(f, 3), "2,02/03/2026,1,", "2,02/03/2026,9,", 1)
	// rows with problems, unless they are to be left out
	if _, err := importOf(t, st, f, bad, "a.csv"); !errors.Is(err, &data.Error{Code: "respond.import_refused"}) {
		t.Errorf("with a bad row: %v", err)
	}
	if n := len(load(t, st, f).Responses); n != 0 {
		t.Fatalf("%d were written all the same", n)
	}
	d := dry(t, f, table(t, bad), respond.Options{SkipBad: true})
	// a number that was given away since
	write(t, st, sheet(st, f, 3, 4)...)
	if _, err := respond.Import(ctx, st, data.NilID, f, d, "a.csv", nil); !errors.Is(err, &data.Error{Code: "respond.import_changed"}) {
		t.Errorf("with a number in use: %v", err)
	}
	d = dry(t, f, table(t, bad), respond.Options{Have: load(t, st, f), SkipBad: true})
	if got := d.Bad; !reflect.DeepEqual(got, []int{3, 4}) {
		t.Errorf("bad rows %v, want the one outside the scale and the one whose number is taken", got)
	}
	// a final evaluation
	rec, err := st.Get(ctx, "evaluation", parent)
	if err != nil {
		t.Fatal(err)
	}
	write(t, st, rec.Set("status", data.TextValue(data.EvaluationFinal)))
	if _, err := respond.Import(ctx, st, data.NilID, f, d, "a.csv", nil); !errors.Is(err, data.ErrLocked) {
		t.Errorf("into a final evaluation: %v", err)
	}
	if n := len(load(t, st, f).Responses); n != 1 {
		t.Errorf("%d responses, want the one of paper", n)
	}
}

// An import that is broken off has written nothing, wherever it was.
func TestImportIsBrokenOffWithoutATrace(t *testing.T) {
	st := device(t, "kbri-singapura")
	f := evaluation(t, st)
	d := dry(t, f, table(t, csvOf(f, 700)), respond.Options{})
	for stop := 1; ; stop++ {
		ctx, cancel := context.WithCancel(context.Background())
		steps, last := 0, 0
		done, err := respond.Import(ctx, st, data.NilID, f, d, "a.csv", func(now, all int) {
			if now < last || now > all {
				t.Errorf("%d of %d after %d", now, all, last)
			}
			if last, steps = now, steps+1; steps == stop {
				cancel()
			}
		})
		cancel()
		n := len(load(t, st, f).Responses)
		if err == nil {
			if stop < 8 || done.Added != 700 || n != 700 {
				t.Errorf("after %d steps: %+v, %d written", steps, done, n)
			}
			return
		}
		if !errors.Is(err, context.Canceled) || n != 0 {
			t.Fatalf("broken off at step %d: %v, %d written", stop, err, n)
		}
	}
}
