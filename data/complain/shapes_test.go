package complain_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"pinisi/data"
	"pinisi/data/complain"
	"pinisi/data/store"
	"pinisi/data/tabular"
)

const singapore = "kbri-singapura"

func table(t testing.TB, content []byte, name string) *tabular.Table {
	t.Helper()
	got, err := tabular.ReadSheet(context.Background(), bytes.NewReader(content), name, "")
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return got
}

func options(scope, zone string) complain.Options {
	return complain.Options{Scope: scope, Zone: zone, Today: "2026-06-01"}
}

func workbook(t testing.TB, fill func(f *excelize.File) error) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	if err := fill(f); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func sheetRows(f *excelize.File, rows ...[]any) error {
	for i, row := range rows {
		if err := f.SetSheetRow("Sheet1", fmt.Sprint("A", i+1), &row); err != nil {
			return err
		}
	}
	return nil
}

func serialDay(day int, clock float64) float64 { return 46105 + float64(day-24) + clock } // of March 2026

// The same three complaints, and four rows that cannot be taken, as six programs
// write them. The clock of the files is Jakarta's, the mission is in Tokyo.
func shapes(t testing.TB) map[string][]byte {
	return map[string][]byte{
		"commas, ISO, SP4N's order.csv": []byte(`Tracking ID,Tanggal Laporan,Klasifikasi,Judul,Isi Laporan,Terdisposisi ke,Tanggal Disposisi,Tanggal Tindak Lanjut Pertama,Status,Anonim,Rahasia,Nama Pelapor
9001,2026-03-24 23:30,Pengaduan,Paspor lama,"Sudah dua minggu, belum jadi",KBRI Tokyo,2026-03-25,2026-03-27,Selesai,Tidak,Tidak,Ahmad
9002,2026-03-24 10:00,Aspirasi,Jam loket,Café loket,KBRI Tokyo,2026-03-25,,Proses,Ya,Tidak,Budi
9003,2026-03-20,Permintaan Informasi,Syarat visa,Apa syaratnya?,KBRI Tokyo,,,Belum Terverifikasi,Tidak,Ya,Citra
9004,kemarin,Pengaduan,X,Y,,,,Selesai,,,
9005,,Pengaduan,X,Y,,,,Selesai,,,
9001,2026-03-24 23:30,Pengaduan,Paspor lain,lain,KBRI Tokyo,,,Selesai,,,
9006,2027-01-01,Pengaduan,X,Y,,,,Selesai,,,
`),
		"semicolons, BOM, other order.csv": []byte("\xef\xbb\xbf" + `Pelapor;Sifat;Status Laporan;Isi;Judul;Jenis Laporan;Tgl Tindak Lanjut;Tgl Disposisi;OPD Terkait;Tgl Laporan;ID Laporan
Ahmad;Publik;selesai;"Sudah dua minggu, belum jadi";Paspor lama;pengaduan;27/03/2026;25/03/2026;KBRI Tokyo;24/03/2026 23.30;#9001
Budi;Anonim;diproses;Café loket;Jam loket;aspirasi;;25/03/2026;KBRI Tokyo;24/03/2026 10.00;#9002
Citra;Rahasia;belum diverifikasi;Apa syaratnya?;Syarat visa;informasi;;;KBRI Tokyo;20/03/2026;#9003
;;selesai;Y;X;pengaduan;;;;kemarin;#9004
;;selesai;Y;X;pengaduan;;;;;#9005
;;selesai;lain;Paspor lain;pengaduan;;;KBRI Tokyo;24/03/2026 23.30;#9001
;;selesai;Y;X;pengaduan;;;;01/01/2027;#9006
`),
		"Windows-1252, day month name.csv": encoded(t, charmap.Windows1252.NewEncoder().Bytes, `Nomor Laporan;Diterima;Perihal;Uraian;Klasifikasi;Instansi Terdisposisi;Disposisi;Tindak Lanjut Pertama;Keadaan;Anonim;Rahasia;Nama
9001;24 Mar 2026 23:30;Paspor lama;Sudah dua minggu, belum jadi;Aduan;KBRI Tokyo;25 Mar 2026;27 Maret 2026;Tuntas;0;0;Ahmad
9002;24 Maret 2026 10:00;Jam loket;Café loket;Saran;KBRI Tokyo;25 Maret 2026;;Dalam proses;1;0;Budi
9003;20 Maret 2026;Syarat visa;Apa syaratnya?;Pertanyaan;KBRI Tokyo;;;Baru;0;1;Citra
9004;kemarin;X;Y;Aduan;;;;Tuntas;;;
9005;;X;Y;Aduan;;;;Tuntas;;;
9001;24 Mar 2026 23:30;Paspor lain;lain;Aduan;KBRI Tokyo;;;Tuntas;;;
9006;1 Januari 2027;X;Y;Aduan;;;;Tuntas;;;
`),
		"UTF-16, tabs, English.txt": encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes, strings.ReplaceAll(`Ticket|Received on|Subject|Description|Type|Agency|Forwarded on|First response|State|Anonymous|Confidential|Reporter
9001|2026-03-24T23:30:00+07:00|Paspor lama|Sudah dua minggu, belum jadi|complaint|KBRI Tokyo|2026-03-25|2026-03-27|closed|no|no|Ahmad
9002|2026-03-24T10:00:00+07:00|Jam loket|Café loket|suggestion|KBRI Tokyo|2026-03-25||in progress|yes|no|Budi
9003|2026-03-20|Syarat visa|Apa syaratnya?|question|KBRI Tokyo|||new|no|yes|Citra
9004|kemarin|X|Y|complaint||||closed|||
9005||X|Y|complaint||||closed|||
9001|2026-03-24T23:30:00+07:00|Paspor lain|lain|complaint|KBRI Tokyo|||closed|||
9006|2027-01-01|X|Y|complaint||||closed|||
`, "|", "\t")),
		"joined headings below titles.xlsx": workbook(t, func(f *excelize.File) error {
			err := sheetRows(f,
				[]any{"REKAPITULASI PENGADUAN SP4N-LAPOR! TAHUN 2026"}, nil,
				[]any{"Tracking ID", "Laporan", nil, nil, nil, "Penanganan", nil, nil, nil, nil, "Pelapor", nil},
				[]any{nil, "Tanggal", "Klasifikasi", "Judul", "Isi", "Terdisposisi ke", "Tanggal Disposisi", "Tanggal Tindak Lanjut Pertama", "Status", "Rahasia", "Anonim", "Nama Pelapor"},
				[]any{9001, serialDay(24, 23.5/24), "Pengaduan", "Paspor lama", "Sudah dua minggu, belum jadi", "KBRI Tokyo", serialDay(25, 0), serialDay(27, 0), "Selesai", "Tidak", "Tidak", "Ahmad"},
				[]any{9002, serialDay(24, 10.0/24), "Aspirasi", "Jam loket", "Café loket", "KBRI Tokyo", serialDay(25, 0), nil, "Proses", "Tidak", "Ya", "Budi"},
				[]any{9003, serialDay(20, 0), "Permintaan Informasi", "Syarat visa", "Apa syaratnya?", "KBRI Tokyo", nil, nil, "Belum terverifikasi", "Ya", "Tidak", "Citra"},
				[]any{9004, "kemarin", "Pengaduan", "X", "Y", nil, nil, nil, "Selesai"},
				[]any{9005, nil, "Pengaduan", "X", "Y", nil, nil, nil, "Selesai"},
				[]any{9001, serialDay(24, 23.5/24), "Pengaduan", "Paspor lain", "lain", "KBRI Tokyo", nil, nil, "Selesai"},
				[]any{9006, "01/01/2027", "Pengaduan", "X", "Y", nil, nil, nil, "Selesai"})
			for _, r := range [][2]string{{"A1", "L1"}, {"A3", "A4"}, {"B3", "E3"}, {"F3", "J3"}, {"K3", "L3"}} {
				err = errors.Join(err, f.MergeCell("Sheet1", r[0], r[1]))
			}
			for col, format := range map[string]string{"B": "dd/mm/yyyy hh:mm", "G": "d mmm yyyy", "H": "yyyy-mm-dd"} {
				style, serr := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
				err = errors.Join(err, serr, f.SetCellStyle("Sheet1", col+"5", col+"7", style))
			}
			return err
		}),
		"day numbers of a spreadsheet.xlsx": workbook(t, func(f *excelize.File) error {
			return sheetRows(f,
				[]any{"Status", "Tracking ID", "Isi Laporan", "Judul Laporan", "Tanggal Laporan", "Klasifikasi", "Sifat Laporan", "Pelapor", "Terdisposisi Ke", "Tanggal Disposisi", "Tanggal Tindak Lanjut"},
				[]any{"Selesai", "9001", "Sudah dua minggu, belum jadi", "Paspor lama", serialDay(24, 23.5/24), "Pengaduan", "Normal", "Ahmad", "KBRI Tokyo", serialDay(25, 0), serialDay(27, 0)},
				[]any{"Proses", "9002", "Café loket", "Jam loket", serialDay(24, 10.0/24), "Aspirasi", "Anonim", "Budi", "KBRI Tokyo", serialDay(25, 0)},
				[]any{"Belum Terverifikasi", "9003", "Apa syaratnya?", "Syarat visa", serialDay(20, 0), "Permintaan Informasi", "Rahasia", "Citra", "KBRI Tokyo"},
				[]any{"Selesai", "9004", "Y", "X", "kemarin", "Pengaduan"},
				[]any{"Selesai", "9005", "Y", "X", nil, "Pengaduan"},
				[]any{"Selesai", "9001", "lain", "Paspor lain", serialDay(24, 23.5/24), "Pengaduan", nil, nil, "KBRI Tokyo"},
				[]any{"Selesai", "9006", "Y", "X", "01/01/2027", "Pengaduan"})
		}),
	}
}

func encoded(t testing.TB, encode func([]byte) ([]byte, error), text string) []byte {
	t.Helper()
	b, err := encode([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestSixShapes(t *testing.T) {
	ctx := context.Background()
	want := map[string]string{
		"9001": "2026-03-25 complaint Paspor lama|Sudah dua minggu, belum jadi|KBRI Tokyo 2026-03-25 2026-03-27 done false false Ahmad sp4n",
		"9002": "2026-03-24 aspiration Jam loket|Café loket|KBRI Tokyo 2026-03-25  processing true false  sp4n",
		"9003": "2026-03-20 information Syarat visa|Apa syaratnya?|KBRI Tokyo   unverified false true Citra sp4n",
	}
	problems := []string{"complaint.row.bad_date", "complaint.row.no_date", "complaint.row.number_twice", "complaint.row.future_date"}
	var ids map[string]data.ID
	for name, content := range shapes(t) {
		t.Run(name, func(t *testing.T) {
			st := device(t, "kbri-tokyo")
			file := table(t, content, name)
			m := complain.Propose(file)
			m.Channel, m.Zone = "sp4n", "Asia/Jakarta" // as a person says it of the two files that do not name SP4N
			d, err := complain.DryRun(ctx, st, file, m, options("kbri-tokyo", "Asia/Tokyo"))
			if err != nil {
				t.Fatal(err)
			}
			var keys []string
			first := file.Rows[0].Number
			for i, p := range d.Problems {
				keys = append(keys, p.Key)
				if p.Row != first+3+i || p.Column == "" || !p.Stops {
					t.Errorf("problem %+v, want row %d with its column", p, first+3+i)
				}
				for _, lang := range []string{"id", "en"} {
					if text := p.Text(lang); strings.Contains(text, "{{") || text == p.Key {
						t.Errorf("%s in %s is %q", p.Key, lang, text)
					}
				}
			}
			if !reflect.DeepEqual(keys, problems) || len(d.Bad) != 4 || d.New != 3 || d.NamesLeft != 1 {
				t.Errorf("problems %v, bad %v, new %d, names left out %d; unknown %v", keys, d.Bad, d.New, d.NamesLeft, d.Unknown)
			}
			// nothing is half done
			if _, err := complain.Import(ctx, st, data.NilID, d.Reading, name, nil); !errors.Is(err, &data.Error{Code: "complaint.import_refused"}) {
				t.Errorf("with bad rows: %v", err)
			}
			if n, err := st.Count(ctx, store.Query{Kind: "complaint"}); n != 0 || err != nil {
				t.Errorf("%d complaints after a refused import, %v", n, err)
			}
			done, err := complain.Import(ctx, st, data.NilID, d.SkipBad(true), name, nil)
			if err != nil || done.Added != 3 || done.Skipped != 4 {
				t.Fatalf("%+v, %v", done, err)
			}
			all, err := st.List(ctx, store.Query{Kind: "complaint"})
			if err != nil {
				t.Fatal(err)
			}
			got, mine := map[string]string{}, map[string]data.ID{}
			for _, r := range all {
				number := complain.TrackingKey(r.Text("tracking_id"))
				got[number] = fmt.Sprint(r.Text("received_on"), " ", r.Text("class"), " ", r.Text("title"), "|", r.Text("text"), "|", r.Text("agency"), " ", r.Text("passed_on"), " ", r.Text("answered_on"), " ",
					r.Text("status"), " ", r.Bool("anonymous"), " ", r.Bool("secret"), " ", r.Text("reporter"), " ", r.Text("channel"))
				mine[number] = r.ID
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("got %v\nwant %v", got, want)
			}
			if ids == nil {
				ids = mine
			}
			if !reflect.DeepEqual(ids, mine) {
				t.Errorf("ids %v differ from those of another file with the same complaints: %v", mine, ids)
			}
			// the same again: nothing is taken twice, and one undo takes all back
			again, err := complain.Import(ctx, st, data.NilID, d.SkipBad(true), name, nil)
			if err != nil || again.Added != 0 || again.Changed != 0 || again.Known != 3 {
				t.Errorf("again: %+v, %v", again, err)
			}
			if _, err := st.Undo(ctx, data.NilID); err != nil {
				t.Fatal(err)
			}
			if n, err := st.Count(ctx, store.Query{Kind: "complaint"}); n != 0 || err != nil {
				t.Errorf("%d complaints after undo, %v", n, err)
			}
			if back, err := complain.Import(ctx, st, data.NilID, d.SkipBad(true), name, nil); err != nil || back.Added != 3 {
				t.Errorf("after undo: %+v, %v", back, err)
			}
		})
	}
}

func BenchmarkImport(b *testing.B) {
	ctx := context.Background()
	var f strings.Builder
	f.WriteString("Tracking ID;Tanggal Laporan;Klasifikasi;Judul;Isi Laporan;Status;Tanggal Disposisi;Tanggal Tindak Lanjut Pertama;Anonim;Rahasia;Kategori;Terdisposisi ke\n")
	start := time.Date(2024, 1, 1, 9, 0, 0, 0, time.UTC)
	for i := range 10_000 {
		at := start.Add(time.Duration(i) * 2 * time.Hour)
		fmt.Fprintf(&f, "%d;%s;Pengaduan;Antrean loket nomor %d;%s %d;Selesai;%s;%s;%s;Tidak;Paspor;KBRI Singapura\n", 700000+i, at.Format("02/01/2006 15:04"), i,
			strings.Repeat("Saya menunggu di loket sejak pagi dan belum dilayani. ", 4), i, at.AddDate(0, 0, 1).Format("02/01/2006"), at.AddDate(0, 0, 3).Format("02/01/2006"), []string{"Ya", "Tidak"}[i%2])
	}
	content := []byte(f.String())
	b.ResetTimer()
	for range b.N {
		b.StopTimer()
		st := device(b, singapore)
		b.StartTimer()
		t := table(b, content, "besar.csv")
		d, err := complain.DryRun(ctx, st, t, complain.Propose(t), complain.Options{Scope: singapore, Zone: "Asia/Singapore", Today: "2027-01-01"})
		if err != nil {
			b.Fatal(err)
		}
		done, err := complain.Import(ctx, st, data.NilID, d.Reading, "besar.csv", nil)
		if err != nil || done.Added != 10_000 {
			b.Fatalf("%+v, %v", done, err)
		}
	}
}
