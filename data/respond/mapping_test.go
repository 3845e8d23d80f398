package respond_test

import (
	"bytes"
	"context"
	"reflect"
	"strings"
	"testing"

	"pinisi/data/respond"
	"pinisi/data/tabular"
)

func table(t testing.TB, content string) *tabular.Table {
	t.Helper()
	tab, err := tabular.ReadSheet(context.Background(), strings.NewReader(content), "jawaban.csv", "")
	if err != nil {
		t.Fatalf("read %.80q: %v", content, err)
	}
	return tab
}

// The headings of six kinds of files are understood.
func TestProposeUnderstandsTheHeadingsOfPeople(t *testing.T) {
	f := survey()
	for name, test := range map[string]struct {
		heads string
		want  respond.Mapping
	}{
		"ids":                          {"no;U1;U2;U3;saran", respond.Mapping{Questions: []int{1, 2, 3}, Number: 0, TakenOn: -1, Service: -1, Remark: 4, Contact: -1, Language: -1}},
		"another order, small letters": {"u3;u1;u2;Tgl", respond.Mapping{Questions: []int{1, 2, 0}, Number: -1, TakenOn: 3, Service: -1, Remark: -1, Contact: -1, Language: -1}},
		"numbers":                      {"Nomor Responden;1;2;3;Jenis Layanan", respond.Mapping{Questions: []int{1, 2, 3}, Number: 0, TakenOn: -1, Service: 4, Remark: -1, Contact: -1, Language: -1}},
		"words before the number":      {"Butir 1;Pertanyaan 02;P3;No HP", respond.Mapping{Questions: []int{0, 1, 2}, Number: -1, TakenOn: -1, Service: -1, Remark: -1, Contact: 3, Language: -1}},
		"a web form": {
			"Cap waktu;Nama lengkap;1. Bagaimana kesesuaian persyaratan dengan jenis pelayanan?;Penilaian [Sistem, mekanisme, dan prosedur];Bagaimana kecepatan waktu pelayanan? (menurut Saudara);Kritik dan saran;Alamat email",
			respond.Mapping{Questions: []int{2, 3, 4}, Number: -1, TakenOn: 0, Service: -1, Remark: 5, Contact: 6, Language: -1}},
		"English":                         {"Timestamp;Language;How suitable are the requirements;System and procedure;U3: Time;Comments;Service", respond.Mapping{Questions: []int{2, 3, 4}, Number: -1, TakenOn: 0, Service: 6, Remark: 5, Contact: -1, Language: 1}},
		"names of the unsur behind codes": {"U1 Persyaratan;U2 - Prosedur layanan;U3. Waktu", respond.Mapping{Questions: []int{0, 1, 2}, Number: -1, TakenOn: -1, Service: -1, Remark: -1, Contact: -1, Language: -1}},
		"nothing we know":                 {"Kota;Umur;Pekerjaan", respond.Mapping{Questions: []int{-1, -1, -1}, Number: -1, TakenOn: -1, Service: -1, Remark: -1, Contact: -1, Language: -1}},
	} {
		t.Run(name, func(t *testing.T) {
			got := respond.Propose(f, table(t, test.heads+"\n"+strings.Repeat("1;", strings.Count(test.heads, ";"))+"1\n"))
			if !reflect.DeepEqual(got, test.want) {
				t.Errorf("%s:\n%+v, want\n%+v", test.heads, got, test.want)
			}
		})
	}
}

// Headings of two rows, with joined cells, are found by their last part.
func TestProposeReadsJoinedHeadings(t *testing.T) {
	tab := &tabular.Table{Header: []string{"No", "Responden – Tanggal", "Unsur – 1", "Unsur – 2", "Unsur – 3"}, Rows: []tabular.Row{{Number: 3, Cells: []string{"1"}}}}
	got := respond.Propose(survey(), tab)
	if !reflect.DeepEqual(got.Questions, []int{2, 3, 4}) || got.Number != 0 || got.TakenOn != 1 {
		t.Errorf("%+v", got)
	}
}

// The official codes of F-03 name its questions too.
func TestProposeKnowsTheOfficialCodes(t *testing.T) {
	st := device(t, "kbri-singapura")
	f := evaluation(t, st)
	var heads []string
	for _, q := range f.Questions {
		heads = append(heads, q.Source)
	}
	if m := respond.Propose(f, table(t, strings.Join(heads, ";")+"\n"+strings.Repeat("1;", len(heads))+"\n")); m.Questions[0] != 0 || m.Questions[13] != 13 {
		t.Errorf("%v of %q", m.Questions, heads)
	}
}

// FuzzDryRun holds that no table brings the dry run down, and that every row is
// accounted for.
func FuzzDryRun(f *testing.F) {
	f.Add([]byte("No;Tanggal;U1;U2;U3\n1;24/03/2026;4;3;sangat baik\n1;46105,5;4,5;-1;\n"))
	f.Add([]byte("U1,U2,U3,Layanan\n4 - Sangat sesuai,3,2,IMI-01\n,,,\n1,1,1,x\n"))
	form := survey()
	f.Fuzz(func(t *testing.T, content []byte) {
		tab, err := tabular.ReadSheet(context.Background(), bytes.NewReader(content), "x", "")
		if err != nil {
			return
		}
		m := respond.Propose(form, tab)
		for i := range m.Questions { // so that there is something to read
			m.Questions[i] = max(m.Questions[i], 0)
		}
		for _, m := range []respond.Mapping{m, {Questions: []int{1, 2, 3}, Number: 0, TakenOn: 4, Service: 5, Remark: 6, Contact: 7, Language: 8}} {
			d, err := respond.DryRun(form, tab, m, respond.Options{SkipBad: true, Today: "2026-03-24"})
			if err != nil {
				t.Fatal(err)
			}
			if d.Ready() && len(d.Entries)+len(d.Bad)+d.Known != d.Total {
				t.Fatalf("%d entries, %d bad and %d known of %d rows", len(d.Entries), len(d.Bad), d.Known, d.Total)
			}
			for _, e := range d.Entries {
				if len(form.Encode(e.Answers)) != 3 || len(e.TakenOn) != 0 && len(e.TakenOn) != 10 {
					t.Fatalf("%+v", e)
				}
			}
		}
	})
}
