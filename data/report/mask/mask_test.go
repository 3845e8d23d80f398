package mask_test

import (
	"context"
	"strings"
	"testing"

	"pinisi/data"
	"pinisi/data/report/mask"
	"pinisi/data/store"
)

// loaded is the mask of a mission with these people.
func loaded(t testing.TB, names ...string) *mask.Mask {
	t.Helper()
	ctx := context.Background()
	st, err := store.Open(ctx, t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := st.SetProfile(ctx, store.Profile{Scope: "kbri-singapura", Language: "id"}); err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		who := st.NewID()
		if _, err := st.Write(ctx, data.Action{Author: who, Label: "test", Edits: data.Create("staff", who, "kbri-singapura", map[string]data.Value{"name": data.TextValue(n)})}); err != nil {
			t.Fatal(err)
		}
	}
	m, err := mask.Load(ctx, st, "kbri-singapura", "id")
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestText(t *testing.T) {
	m := loaded(t, "Dr. Budi Santoso, M.Si.", "Siti Aminah binti Rahman", "Indah", "Nguyễn Văn An")
	for _, test := range []struct{ in, want string }{
		{"", ""},
		{"Standar pelayanan ditinjau setiap dua tahun.", "Standar pelayanan ditinjau setiap dua tahun."},
		{"menurut Budi Santoso dan SITI AMINAH.", "menurut [nama] dan [nama]."},
		{"Siti Aminah Binti Rahman hadir", "[nama] hadir"},
		{"Budi pekerti petugas baik", "Budi pekerti petugas baik"},
		{"tempatnya indah, kata Indah", "tempatnya indah, kata [nama]"},
		{"Nguyễn Văn An menunggu", "[nama] menunggu"},
		{"surel ke siti.a@kbri.example.sg, ya", "surel ke [surel], ya"},
		{"telepon +65 8123-4567 atau (021) 555 1234 atau 0812 3456 7890", "telepon [nomor] atau [nomor] atau [nomor]"},
		{"WA 6581234567", "WA [nomor]"},
		{"NIK 3174012345678901, paspor C1234567 dan X 123456", "NIK [nomor], paspor [nomor] dan [nomor]"},
		{"rapat 2026-03-24 dan 24-03-2026, 2025-2026, pukul 09.00-11.00", "rapat 2026-03-24 dan 24-03-2026, 2025-2026, pukul 09.00-11.00"},
		{"Rp1.250.000 untuk 12.345 orang, Permenlu 5/2018, UU 25/2009", "Rp1.250.000 untuk 12.345 orang, Permenlu 5/2018, UU 25/2009"},
		{"6737 7422", "[nomor]"},
	} {
		if got := m.Text(test.in); got != test.want {
			t.Errorf("%q becomes %q, want %q", test.in, got, test.want)
		}
	}
}

func TestPerson(t *testing.T) {
	for _, test := range []struct{ line, name, rest string }{
		{"Budi Santoso, Ketua", "Budi Santoso", "Ketua"},
		{"1. Budi Santoso (PPI)", "Budi Santoso", "PPI"},
		{"Ketua: Budi Santoso", "Budi Santoso", "Ketua"},
		{"- Budi Santoso - Harian Kabar", "Budi Santoso", "Harian Kabar"},
		{"• Budi Santoso; anggota", "Budi Santoso", "anggota"},
		{"Dr. Budi Santoso, M.Si., Ketua", "Dr. Budi Santoso", "M.Si., Ketua"},
		{"Budi Santoso", "Budi Santoso", ""},
		{"  ", "", ""},
	} {
		if name, rest := mask.Person(test.line); name != test.name || rest != test.rest {
			t.Errorf("%q is read as %q and %q, want %q and %q", test.line, name, rest, test.name, test.rest)
		}
	}
}

// Each person of a field that names several is known.
func TestTeamsAndSignatoriesAreKnownOneByOne(t *testing.T) {
	ctx := context.Background()
	st, err := store.Open(ctx, t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	if err := st.SetProfile(ctx, store.Profile{Scope: "kbri-singapura", Language: "id"}); err != nil {
		t.Fatal(err)
	}
	text := data.TextValue
	if _, err := st.Write(ctx, data.Action{Author: st.NewID(), Label: "test", Edits: data.Create("consultation", st.NewID(), "kbri-singapura", map[string]data.Value{
		"chair": text("Rahmat Hidayat"), "moderator": text("Sri Mulyono"), "note_taker": text("Tono Suharto"), "team": text("1. Umar Faruq, Ketua\nSekretaris: Vina Melati\n"), "signatories": text("Yusuf Kalam, PPI\nZainab Putri - IPMI")})}); err != nil {
		t.Fatal(err)
	}
	m, err := mask.Load(ctx, st, "kbri-singapura", "id")
	if err != nil {
		t.Fatal(err)
	}
	const said = "Rahmat Hidayat, Sri Mulyono, Tono Suharto, Umar Faruq, Vina Melati, Yusuf Kalam dan Zainab Putri dari PPI; Ketua dan Sekretaris hadir."
	if got, want := m.Text(said), "[nama], [nama], [nama], [nama], [nama], [nama] dan [nama] dari PPI; Ketua dan Sekretaris hadir."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestOpenLeavesTextAsItIs(t *testing.T) {
	const text = "Budi Santoso, +65 8123 4567"
	if got := mask.Open().Text(text); got != text {
		t.Errorf("got %q", got)
	}
}

// FuzzText: whatever stands around it, a name and a mail do not come through.
func FuzzText(f *testing.F) {
	for _, s := range []string{"", "Siti", "a@b.c", "+62 812 ", "\x00\xff", "0\x000", "2026-03-24\x00"} {
		f.Add(s, s)
	}
	m := loaded(f, "Budi Santoso")
	f.Fuzz(func(t *testing.T, before, after string) {
		got := m.Text(before + " Budi Santoso, budi@example.org " + after)
		for _, secret := range []string{"Budi Santoso", "budi@example.org"} {
			if strings.Count(got, secret) > strings.Count(m.Text(before), secret)+strings.Count(m.Text(after), secret) {
				t.Errorf("%q and %q: %q", before, after, got)
			}
		}
	})
}
