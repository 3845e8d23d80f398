package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pinisi/data"
)

// refused opens a folder that must be refused with this error, a message for
// people, and no byte of its database changed.
func refused(t *testing.T, dir string, want *data.Error) {
	t.Helper()
	before, _ := os.ReadFile(filepath.Join(dir, fileDB))
	s, err := Open(context.Background(), dir, Options{})
	if err == nil {
		s.Close()
		t.Fatalf("opened; want %s", want.Code)
	}
	if !errors.Is(err, want) {
		t.Fatalf("got %v; want %s", err, want.Code)
	}
	var e *data.Error
	if !errors.As(err, &e) || e.Args["Path"] == nil {
		t.Fatalf("the error %v does not name the path", err)
	}
	if after, _ := os.ReadFile(filepath.Join(dir, fileDB)); string(after) != string(before) {
		t.Fatalf("the refused file was changed")
	}
}

// raw runs a statement past the store, on its writing connection.
func raw(t *testing.T, s *Store, q string) {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, err := s.w.exec(q); err != nil {
		t.Fatal(err)
	}
}

func TestForeignFileIsRefused(t *testing.T) {
	t.Run("another program's database", func(t *testing.T) {
		dir := t.TempDir()
		db, err := sql.Open("sqlite", filepath.Join(dir, fileDB))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.Exec("CREATE TABLE accounts(n INTEGER)"); err != nil {
			t.Fatal(err)
		}
		db.Close()
		refused(t, dir, ErrNotOurs)
	})
	t.Run("no database at all", func(t *testing.T) {
		dir := t.TempDir()
		os.WriteFile(filepath.Join(dir, fileDB), []byte(strings.Repeat("Laporan kegiatan. ", 500)), 0o600)
		refused(t, dir, ErrNotOurs)
	})
}

func TestDamagedFileIsRefusedOrReported(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	s := open(t, dir)
	var ids []data.ID
	for range 300 {
		id := s.NewID()
		ids = append(ids, id)
		write(t, s, data.Create("input", id, "kbri-singapura", map[string]data.Value{"text": text(strings.Repeat("Ruang tunggu sempit. ", 20))})...)
	}
	s.Close()
	file := filepath.Join(dir, fileDB)
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	t.Run("schema page", func(t *testing.T) {
		b := append([]byte{}, whole...)
		for i := 100; i < 4096; i++ {
			b[i] = 0xAA
		}
		os.WriteFile(file, b, 0o600)
		refused(t, dir, ErrDamaged)
	})
	t.Run("pages in the middle", func(t *testing.T) {
		b := append([]byte{}, whole...)
		for i := len(b) / 2; i < len(b)-4096; i++ {
			b[i] = 0x5A
		}
		os.WriteFile(file, b, 0o600)
		s, err := Open(ctx, dir, Options{})
		if err != nil {
			if !errors.Is(err, ErrDamaged) {
				t.Fatalf("open: %v", err)
			}
			return
		}
		defer s.Close()
		damaged := false
		for _, id := range ids {
			if _, err := s.Get(ctx, "input", id); err != nil && errors.Is(err, ErrDamaged) {
				damaged = true
			}
		}
		rep, err := s.Verify(ctx)
		if !errors.Is(err, ErrDamaged) && len(rep.Problems) == 0 {
			t.Fatalf("verify of a damaged file: %+v %v (reads said damaged: %v)", rep, err, damaged)
		}
	})
}

func TestSecondProgramOnTheSameFolder(t *testing.T) {
	dir := t.TempDir()
	open(t, dir)
	refused(t, dir, ErrInUse)
	// But reading beside it is allowed
	s, err := Open(context.Background(), dir, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Write(context.Background(), data.Action{Edits: data.Create("answer", data.ID{1}, "", map[string]data.Value{"note": text("x")})}); !errors.Is(err, ErrReadOnly) {
		t.Fatalf("write into a read-only store: %v", err)
	}
}

func TestFolderThatCannotBe(t *testing.T) {
	file := filepath.Join(t.TempDir(), "berkas")
	os.WriteFile(file, nil, 0o600)
	refused(t, filepath.Join(file, "data"), ErrNoFolder)
}

func TestFullDiskHarmsNothing(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	s := open(t, dir)
	kept := s.NewID()
	write(t, s, data.Create("input", kept, "kbri-singapura", map[string]data.Value{"text": text("Tersimpan")})...)
	// Given a disk that takes no further page
	raw(t, s, "PRAGMA max_page_count=1")
	var err error
	for n := 0; n < 2000 && err == nil; n++ {
		_, err = s.Write(ctx, data.Action{Edits: data.Create("input", s.NewID(), "kbri-singapura", map[string]data.Value{"text": text(strings.Repeat("Panjang. ", 900))})})
	}
	if !errors.Is(err, ErrDiskFull) {
		t.Fatalf("write on a full disk: %v", err)
	}
	if got := get(t, s, "input", kept).Text("text"); got != "Tersimpan" {
		t.Fatalf("after it: %q", got)
	}
	// When there is room again, work goes on
	raw(t, s, "PRAGMA max_page_count=1000000")
	write(t, s, get(t, s, "input", kept).Set("response", text("Dijawab")))
	s.Close()
	s = open(t, dir)
	if got := get(t, s, "input", kept).Text("response"); got != "Dijawab" {
		t.Fatalf("after reopening: %q", got)
	}
	verified(t, s)
}

func TestAttachmentTroubles(t *testing.T) {
	ctx := context.Background()
	s := device(t, "kbri-singapura")
	dir := t.TempDir()
	gone := filepath.Join(dir, "foto papan.jpg")
	if _, _, err := s.AddFile(ctx, gone, nil); !errors.Is(err, ErrFileGone) {
		t.Fatalf("a file that vanished: %v", err)
	}
	huge := filepath.Join(dir, "video.mp4")
	f, err := os.Create(huge)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Truncate(3 << 30); err != nil { // sparse
		t.Fatal(err)
	}
	f.Close()
	if _, _, err := s.AddFile(ctx, huge, nil); !errors.Is(err, ErrFileTooLarge) {
		t.Fatalf("3 GB: %v", err)
	}
	if _, _, err := s.AddFile(ctx, dir, nil); err == nil {
		t.Fatal("a folder was taken as a file")
	}
	left, _ := filepath.Glob(filepath.Join(s.Dir(), dirAttached, "*", "*"))
	if len(left) != 0 {
		t.Fatalf("refused files left %q behind", left)
	}
	// And a good one is there, once, under its hash
	body := []byte("isi berkas bukti")
	os.WriteFile(gone, body, 0o600)
	sum := sha256.Sum256(body)
	for range 2 {
		sha, size, err := s.AddFile(ctx, gone, nil)
		if err != nil || sha != hex.EncodeToString(sum[:]) || size != int64(len(body)) || !s.HasFile(sha) {
			t.Fatalf("add: %s %d %v", sha, size, err)
		}
	}
}

func TestReceiveResumesAndRefusesWrongBytes(t *testing.T) {
	ctx := context.Background()
	s := device(t, "kbri-singapura")
	body := strings.Repeat("Foto papan informasi. ", 1000)
	sum := sha256.Sum256([]byte(body))
	sha := hex.EncodeToString(sum[:])
	if err := s.Receive(ctx, sha, 0, int64(len(body)), strings.NewReader(body[:5000]), nil); err == nil || s.Partial(sha) != 5000 {
		t.Fatalf("a cut download: %v, %d kept", err, s.Partial(sha))
	}
	if err := s.Receive(ctx, sha, 5000, int64(len(body)), strings.NewReader(body[5000:]), nil); err != nil || !s.HasFile(sha) {
		t.Fatalf("the rest: %v", err)
	}
	wrong := strings.Repeat("0", 64)
	if err := s.Receive(ctx, wrong, 0, 5, strings.NewReader("bukan"), nil); !errors.Is(err, ErrFileDamaged) || s.HasFile(wrong) || s.Partial(wrong) != 0 {
		t.Fatalf("wrong bytes: %v", err)
	}
}

func TestNewerFileIsReadOnly(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	id := s.NewID()
	write(t, s, data.Create("answer", id, "kbri-singapura", map[string]data.Value{"note": text("Ada")})...)
	raw(t, s, "ALTER TABLE r_answer ADD COLUMN from_the_future TEXT")
	s.Close()
	s = open(t, dir)
	if !s.Newer() || !s.ReadOnly() {
		t.Fatal("a newer file was opened for writing")
	}
	if got := get(t, s, "answer", id).Text("note"); got != "Ada" {
		t.Fatalf("got %q", got)
	}
	if _, err := s.Write(context.Background(), data.Action{Edits: []data.Edit{get(t, s, "answer", id).Set("note", text("Lain"))}}); !errors.Is(err, ErrReadOnly) {
		t.Fatalf("write: %v", err)
	}
}

func TestUnknownKindIsKeptForwardedAndReplayedAfterAnUpgrade(t *testing.T) {
	dir := t.TempDir()
	a, c := open(t, dir), device(t, Headquarters)
	id := a.NewID()
	kind := "test_later_" + id.String()[24:] // kinds are for ever: each run needs another
	write(t, a, data.Create(kind, id, "kbri-singapura", map[string]data.Value{"title": text("Dari versi baru"), "count": data.IntValue(3), "odd": data.FloatValue(1.5)})...)
	exchange(t, a, c)
	if got := get(t, c, kind, id); got.Text("title") != "Dari versi baru" || got.Fields["odd"] != data.FloatValue(1.5) {
		t.Fatalf("forwarded: %+v", got)
	}
	a.Close()
	// When the next version knows the kind
	data.AddKind(data.Kind{Name: kind, Title: "title", Fields: []data.Field{{Num: 1, Name: "title"}, {Num: 2, Name: "count", Type: data.TypeInt}}})
	a = open(t, dir)
	list, err := a.List(context.Background(), Query{Kind: kind, Where: map[string]data.Value{"count": data.IntValue(3)}})
	if err != nil || len(list) != 1 || list[0].Text("title") != "Dari versi baru" || list[0].Fields["odd"] != data.FloatValue(1.5) {
		t.Fatalf("after the upgrade: %+v %v", list, err)
	}
	verified(t, a)
	backups, _ := filepath.Glob(filepath.Join(dir, dirBackup, "*.db"))
	if len(backups) != 1 {
		t.Fatalf("backups before the upgrade: %q", backups)
	}
}
