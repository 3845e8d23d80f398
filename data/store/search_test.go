package store

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pinisi/data"
)

// look finds and returns what was found, as kind and title.
func look(t testing.TB, s *Store, f Finding) []string {
	t.Helper()
	f.Wait = true
	found, err := s.Look(context.Background(), f)
	if err != nil {
		t.Fatalf("look for %+v: %v", f, err)
	}
	var all []string
	for _, kind := range found.Kinds() {
		hits, err := found.Hits(context.Background(), kind, 0, 1000)
		if err != nil {
			t.Fatalf("read what %+v found: %v", f, err)
		}
		if len(hits) != found.Count(kind) {
			t.Errorf("%+v: %d of kind %s counted, %d read", f, found.Count(kind), kind, len(hits))
		}
		for _, h := range hits {
			all = append(all, kind+" "+h.Record.Headline(data.OnScreen)+" | "+h.Snippet)
		}
	}
	return all
}

func wantFound(t testing.TB, s *Store, f Finding, want ...string) {
	t.Helper()
	got := look(t, s, f)
	if !slices.EqualFunc(got, want, strings.HasPrefix) {
		t.Errorf("%+v found\n%s\nwant\n%s", f, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestSearchIsNarrowedByKindYearUnitAndScope(t *testing.T) {
	s := device(t, "kbri-singapura")
	evaluation := create(t, s, "evaluation", map[string]data.Value{"unit": text("Seksi Konsuler"), "period": text("2025")})
	create(t, s, "answer", map[string]data.Value{"evaluation": data.RefValue(evaluation), "note": text("Loket paspor"), "indicator": text("A01")})
	create(t, s, "complaint", map[string]data.Value{"title": text("Paspor lama"), "received_on": text("2026-02-01"), "unit": text("Loket 2")})
	create(t, s, "followup", map[string]data.Value{"action": text("Antrean paspor"), "due_on": text("2026-05-01"), "period": text("2025-S2")})
	wantFound(t, s, Finding{Text: "pasp"}, "answer A01", "complaint Paspor lama", "followup Antrean paspor")
	wantFound(t, s, Finding{Text: "pasp", Year: 2025}, "answer A01", "followup Antrean paspor")
	wantFound(t, s, Finding{Text: "pasp", Year: 2026}, "complaint Paspor lama")
	wantFound(t, s, Finding{Text: "pasp", Unit: "seksi  konsuler"}, "answer A01")
	wantFound(t, s, Finding{Unit: "Seksi Konsuler"}, "answer A01", "evaluation Seksi Konsuler")
	wantFound(t, s, Finding{Text: "pasp", Kinds: []string{"complaint", "followup"}}, "complaint Paspor lama", "followup Antrean paspor")
	wantFound(t, s, Finding{Text: "pasp", Scope: "kbri-singapura", Year: 2026}, "complaint Paspor lama")
	wantFound(t, s, Finding{Text: "pasp", Scope: "kjri-penang"})
	wantFound(t, s, Finding{Text: "qy2025"})
	wantFound(t, s, Finding{Text: "?!", Year: 2025})
	wantFound(t, s, Finding{})
	if years, err := s.SearchYears(context.Background()); err != nil || !slices.Equal(years, []int{2026, 2025}) {
		t.Errorf("years %v %v", years, err)
	}
	// When the whole moves to another year and unit, its parts go with it
	write(t, s, get(t, s, "evaluation", evaluation).Set("unit", text("Loket Tawau")), get(t, s, "evaluation", evaluation).Set("period", text("2027")))
	wantFound(t, s, Finding{Text: "pasp", Year: 2025}, "followup Antrean paspor")
	wantFound(t, s, Finding{Text: "pasp", Year: 2027, Unit: "Loket Tawau"}, "answer A01")
}

// given a part that came before its whole, as it does from elsewhere: once the
// whole is there, the part is found by the unit.
func TestPartsAreFoundByAWholeThatCameLater(t *testing.T) {
	s := device(t, "kbri-singapura")
	evaluation := s.NewID()
	create(t, s, "answer", map[string]data.Value{"evaluation": data.RefValue(evaluation), "note": text("Loket paspor"), "indicator": text("A01")})
	wantFound(t, s, Finding{Text: "paspor", Unit: "Loket 1"})
	write(t, s, data.Create("evaluation", evaluation, "", map[string]data.Value{"unit": text("Loket 1"), "period": text("2026")})...)
	wantFound(t, s, Finding{Text: "paspor", Unit: "Loket 1", Year: 2026}, "answer A01")
}

func TestWhatMayNotBeSeenIsNotFound(t *testing.T) {
	s := device(t, "kbri-singapura")
	meeting := create(t, s, "consultation", map[string]data.Value{"title": text("FKP paspor"), "chair": text("Rahmat Paspor")})
	create(t, s, "participant", map[string]data.Value{"consultation": data.RefValue(meeting), "name": text("Budi Santoso"), "organization": text("Paguyuban Paspor")})
	create(t, s, "complaint", map[string]data.Value{"tracking_id": text("9001"), "title": text("Pungutan rahasia"), "text": text("Rahmat meminta uang"), "reporter": text("Siti Paspor"),
		"secret": data.BoolValue(true)})
	wantFound(t, s, Finding{Text: "budi"}, "participant Budi Santoso | Paguyuban Paspor · \x01Budi\x02 Santoso")
	wantFound(t, s, Finding{Text: "budi", PersonFree: true})
	wantFound(t, s, Finding{Text: "rahmat", PersonFree: true})
	// the text and the reporter of a secret complaint lead nowhere; its number does, and says no more
	wantFound(t, s, Finding{Text: "rahmat"}, "consultation FKP paspor")
	wantFound(t, s, Finding{Text: "pungutan"})
	wantFound(t, s, Finding{Text: "siti"})
	for _, h := range look(t, s, Finding{Text: "9001"}) {
		if h != "complaint  | \x019001\x02" {
			t.Errorf("of a secret complaint %q is shown", h)
		}
	}
	// without names the line of what is found holds none
	for _, h := range look(t, s, Finding{Text: "paspor", PersonFree: true}) {
		if strings.Contains(h, "Rahmat") || strings.Contains(h[strings.Index(h, "|"):], "Budi") {
			t.Errorf("without names %q is shown", h)
		}
	}
	// not even in the list of its own page, which finds its text
	if list, err := s.List(context.Background(), Query{Kind: "complaint", Text: "siti"}); err != nil || len(list) != 0 {
		t.Errorf("by the name of who complained in secret the list finds %d, %v", len(list), err)
	}
	if list, err := s.List(context.Background(), Query{Kind: "complaint", Text: "pungutan"}); err != nil || len(list) != 1 {
		t.Errorf("the complaints' own list finds %d, %v", len(list), err)
	}
}

func TestWhatIsGoneIsNotFound(t *testing.T) {
	s := device(t, "kbri-singapura")
	id := create(t, s, "complaint", map[string]data.Value{"title": text("Antrean paspor"), "received_on": text("2026-02-01")})
	wantFound(t, s, Finding{Text: "paspor", Year: 2026}, "complaint Antrean")
	write(t, s, get(t, s, "complaint", id).Delete())
	wantFound(t, s, Finding{Text: "paspor"})
	wantFound(t, s, Finding{Year: 2026})
	gone := data.Record{Kind: "participant", Fields: map[string]data.Value{"name": {T: data.Erased, S: "paspor"}, "organization": text("Paguyuban")}}
	if text, personal, withheld := searchTexts(gone); text+personal+withheld != "Paguyuban\n" {
		t.Errorf("of an erased name %q is searched", text+personal+withheld)
	}
}

func TestTheTitleComesFirstAndPagesJoin(t *testing.T) {
	s := device(t, "kbri-singapura")
	ctx := context.Background()
	create(t, s, "followup", map[string]data.Value{"action": text("Paspor di depan")})
	var edits []data.Edit
	for i := range 150 {
		edits = append(edits, data.Create("followup", s.NewID(), "", map[string]data.Value{"action": text(fmt.Sprintf("Tindakan %d", i)), "detail": text("tentang paspor")})...)
	}
	write(t, s, edits...)
	last := create(t, s, "followup", map[string]data.Value{"action": text("Pasporan"), "detail": text("x")})
	create(t, s, "followup", map[string]data.Value{"action": text("Biasa"), "detail": text("paspor")})
	found, err := s.Look(ctx, Finding{Text: "paspor", Wait: true})
	if err != nil || found.Total() != 153 {
		t.Fatalf("found %d, %v", found.Total(), err)
	}
	seen := map[data.ID]bool{}
	var first []Hit
	for at := 0; ; at += 25 {
		hits, err := found.Hits(ctx, "followup", at, 25)
		if err != nil {
			t.Fatal(err)
		}
		if at == 0 {
			first = hits
		}
		for _, h := range hits {
			if seen[h.Record.ID] {
				t.Fatalf("%s stands on two pages", h.Record.Text("action"))
			}
			seen[h.Record.ID] = true
		}
		if len(hits) < 25 {
			break
		}
	}
	if len(seen) != 153 || first[0].Record.ID != last || first[1].Record.Text("action") != "Biasa" {
		t.Errorf("%d on all pages, the first %q and %q", len(seen), first[0].Record.Text("action"), first[1].Record.Text("action"))
	}
}

// FuzzLook: no text that somebody types makes the search fail.
func FuzzLook(f *testing.F) {
	for _, seed := range []string{"paspor", `" OR 1`, "a* NEAR b", "é\u0301x", "x\U00016FF0y", "{tags}:", "²", "\u0301", "text:"} {
		f.Add(seed)
	}
	s := device(f, "kbri-singapura")
	create(f, s, "complaint", map[string]data.Value{"title": text("Antrean paspor x²y")})
	f.Fuzz(func(t *testing.T, typed string) {
		if _, err := s.Look(context.Background(), Finding{Text: typed}); err != nil {
			t.Errorf("%q: %v", typed, err)
		}
	})
}

// BenchmarkSearch looks through 100,000 texts for words that stand in nearly
// all of them, and for others (goal: first results under 50 ms).
func BenchmarkSearch(b *testing.B) {
	s := device(b, "kbri-singapura")
	fill(b, s, 100_000)
	ctx := context.Background()
	kinds := []string{"complaint", "followup", "input", "agreement", "outreach"}
	for _, text := range []string{"paspor", "pasp", "a", "p", "paspor antrean", "legalisasi", "paspor 4711", "pelayanan"} {
		for _, f := range []Finding{{Text: text}, {Text: text, Year: 2024, PersonFree: true}} {
			name := strings.ReplaceAll(text, " ", "+")
			if f.Year > 0 {
				name += "/2024"
			}
			b.Run(name, func(b *testing.B) {
				total := 0
				for b.Loop() {
					found, err := s.Look(ctx, f)
					if err != nil {
						b.Fatal(err)
					}
					total = found.Total()
					for _, k := range kinds {
						if _, err := found.Hits(ctx, k, 0, 3); err != nil {
							b.Fatal(err)
						}
					}
				}
				b.ReportMetric(float64(total), "found")
			})
		}
	}
}

// fill writes n records with texts such as staff write.
func fill(t testing.TB, s *Store, n int) {
	vocabulary := strings.Fields("antrean lama petugas loket ramah ruang tunggu sempit standar biaya informasi legalisasi dokumen visa akta lahir nikah paspornya warga negara pekerja migran kapal anak sekolah surat keterangan jalan pengganti hilang rusak perpanjangan daring luring janji temu aplikasi sistem jaringan listrik foto sidik jari atas akan agar aman antara")
	chance := rand.New(rand.NewPCG(1, 2))
	say := func() data.Value {
		var b strings.Builder
		for range 6 + chance.IntN(14) {
			b.WriteString(vocabulary[chance.IntN(len(vocabulary))] + " ")
		}
		if chance.IntN(10) < 9 {
			b.WriteString("paspor ")
		}
		fmt.Fprintf(&b, "pelayanan no%d %d", chance.IntN(20000), chance.IntN(50000))
		return text(b.String())
	}
	day := func() data.Value {
		return text(fmt.Sprintf("%d-%02d-%02d", 2020+chance.IntN(7), 1+chance.IntN(12), 1+chance.IntN(28)))
	}
	for n > 0 {
		var edits []data.Edit
		for range min(n, 500) {
			switch n--; n % 5 {
			case 0:
				edits = append(edits, data.Create("complaint", s.NewID(), "", map[string]data.Value{"title": say(), "text": say(), "received_on": day(), "reporter": text("Budi")})...)
			case 1:
				edits = append(edits, data.Create("followup", s.NewID(), "", map[string]data.Value{"action": say(), "due_on": day()})...)
			case 2:
				edits = append(edits, data.Create("input", s.NewID(), "", map[string]data.Value{"text": say(), "response": say()})...)
			case 3:
				edits = append(edits, data.Create("agreement", s.NewID(), "", map[string]data.Value{"text": say(), "due_on": day()})...)
			case 4:
				edits = append(edits, data.Create("outreach", s.NewID(), "", map[string]data.Value{"title": say(), "held_on": day()})...)
			}
		}
		if _, err := s.Write(context.Background(), data.Action{Label: "bench", Edits: edits}); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.catchUpSearch(context.Background()); err != nil {
		t.Fatal(err)
	}
}

// given a large batch that is not in the search yet: a search does not wait for
// it and says so, and one that waits has everything.
func TestALargeBacklogIsSaidAndNotWaitedFor(t *testing.T) {
	s, err := Open(context.Background(), t.TempDir(), Options{twin: true}) // nothing indexes in the background
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.SetProfile(context.Background(), Profile{Scope: "kbri-singapura", Staff: s.NewID()}); err != nil {
		t.Fatal(err)
	}
	var edits []data.Edit
	for range 3000 {
		edits = append(edits, data.Create("complaint", s.NewID(), "", map[string]data.Value{"title": text("Antrean paspor")})...)
	}
	write(t, s, edits...)
	found, err := s.Look(context.Background(), Finding{Text: "paspor"})
	if err != nil || found.Total() != 0 || found.Behind < 2500 || found.Behind > 3500 {
		t.Errorf("found %d, %d behind, %v; want none and about 3000 behind", found.Total(), found.Behind, err)
	}
	found, err = s.Look(context.Background(), Finding{Text: "paspor", Wait: true})
	if err != nil || found.Total() != 3000 || found.Behind != 0 {
		t.Errorf("having waited: found %d, %d behind, %v", found.Total(), found.Behind, err)
	}
	create(t, s, "complaint", map[string]data.Value{"title": text("Paspor baru")})
	if found, err = s.Look(context.Background(), Finding{Text: "paspor"}); err != nil || found.Total() != 3001 {
		t.Errorf("with one just written: found %d, %v", found.Total(), err)
	}
}
