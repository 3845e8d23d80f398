package instance

import (
	"context"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// folder is a data folder whose name is held in a place of the test's own.
func folder(t *testing.T) string {
	t.Helper()
	place, err := os.MkdirTemp("", "") // a socket's path is to be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(place) })
	t.Setenv("XDG_RUNTIME_DIR", place)
	return t.TempDir()
}

func start(t *testing.T, dir string, files ...string) *Instance {
	t.Helper()
	i, err := Start(context.Background(), dir, Request{Open: files})
	if err != nil {
		t.Fatalf("start for %s: %v", dir, err)
	}
	t.Cleanup(func() {
		if err := i.Close(); err != nil {
			t.Error(err)
		}
	})
	return i
}

func absolute(t *testing.T, name string) string {
	t.Helper()
	path, err := filepath.Abs(name)
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func TestASecondStartHandsItsFileToTheFirst(t *testing.T) {
	dir := folder(t)
	first := start(t, dir)
	var got []Request
	first.Serve(func(r Request, done func(bool)) { got = append(got, r); done(true) })
	file := absolute(t, "dengan spasi é.pinisi")
	for _, files := range [][]string{nil, {file}} {
		if second := start(t, dir, files...); first.Role() != First || second.Role() != Second {
			t.Fatalf("given %q: the roles are %v and %v", files, first.Role(), second.Role())
		}
	}
	if len(got) != 2 || len(got[0].Open) != 0 || !slices.Equal(got[1].Open, []string{file}) {
		t.Errorf("the first was asked for %+v", got)
	}
}

func TestARequestWaitsUntilTheFirstIsReady(t *testing.T) {
	dir := folder(t)
	first := start(t, dir)
	asked := make(chan Role)
	go func() {
		second, err := Start(context.Background(), dir, Request{})
		if err != nil {
			t.Error(err)
		}
		asked <- second.Role()
	}()
	first.Serve(func(_ Request, done func(bool)) { done(true) })
	if r := <-asked; r != Second {
		t.Errorf("the second is %v", r)
	}
}

func TestEachFolderHasItsOwn(t *testing.T) {
	dir := folder(t)
	if a, b := start(t, filepath.Join(dir, "satu")), start(t, filepath.Join(dir, "dua")); a.Role() != First || b.Role() != First {
		t.Errorf("the roles are %v and %v", a.Role(), b.Role())
	}
}

func TestOneFolderHasOneNameHoweverItIsWritten(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("links need rights there")
	}
	dir := t.TempDir()
	other := filepath.Join(t.TempDir(), "tautan")
	if err := os.Symlink(dir, other); err != nil {
		t.Fatal(err)
	}
	want := nameOf(filepath.Join(dir, "data"))
	for _, spelling := range []string{filepath.Join(dir, "x", "..", "data"), dir + string(filepath.Separator) + "data" + string(filepath.Separator), filepath.Join(other, "data")} {
		if got := nameOf(spelling); got != want {
			t.Errorf("%s is %s, want %s", spelling, got, want)
		}
	}
	if nameOf(filepath.Join(dir, "data")) == nameOf(filepath.Join(dir, "data2")) {
		t.Error("two folders have one name")
	}
}

// An officer closes the window and opens it again while the first still stores
// what was typed.
func TestAStartDuringTheEndOfTheFirstTakesItsPlace(t *testing.T) {
	dir := folder(t)
	first := start(t, dir)
	refused := make(chan bool, 100)
	first.Serve(func(_ Request, done func(bool)) { done(false); refused <- true })
	roles := make(chan *Instance)
	go func() {
		second, err := Start(context.Background(), dir, Request{})
		if err != nil {
			t.Error(err)
		}
		roles <- second
	}()
	<-refused
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	second := <-roles
	defer second.Close()
	if second.Role() != First {
		t.Errorf("the second is %v", second.Role())
	}
}

func TestAFirstThatHangsIsSaid(t *testing.T) {
	dir := folder(t)
	first := start(t, dir)
	first.Serve(func(Request, func(bool)) {}) // its window never answers
	if second := start(t, dir); second.Role() != Unanswered {
		t.Fatalf("the second is %v", second.Role())
	} else {
		// and when it was ended, another try takes its place
		if err := first.Close(); err != nil {
			t.Fatal(err)
		}
		if r, err := second.Try(context.Background()); r != First || err != nil {
			t.Errorf("after its end: %v, %v", r, err)
		}
	}
}

func TestWhatIsNoRequestIsNotTaken(t *testing.T) {
	file := absolute(t, "a.pinisi")
	quoted := strings.ReplaceAll(file, `\`, `\\`)
	for _, bad := range []string{
		"", "halo", "[]", `{"open":["a.pinisi"]}`, `{"open":["` + quoted + `\u0000"]}`, `{"run":"calc"}`, `{"open":[1]}`, `{}{}`,
		`{"open":["` + strings.Repeat(quoted+`","`, 20) + quoted + `"]}`, `{"open":["` + quoted + strings.Repeat("a", mostPath) + `"]}`, "{\"open\":[\"\xff\"]}",
		strings.Repeat(" ", mostMessage+1),
	} {
		if r, err := decode([]byte(bad)); err == nil {
			t.Errorf("%.60q was taken as %+v", bad, r)
		}
	}
	if r, err := decode([]byte(`{"open":["` + quoted + `"]}`)); err != nil || !slices.Equal(r.Open, []string{file}) {
		t.Errorf("a file: %+v, %v", r, err)
	}
}

// Who connects and talks nonsense, or says nothing, keeps nobody else out.
func TestNonsenseKeepsNobodyOut(t *testing.T) {
	dir := folder(t)
	first := start(t, dir)
	asked := 0
	first.Serve(func(_ Request, done func(bool)) { asked++; done(true) })
	var open []conn
	for _, said := range []string{"", "x", strings.Repeat("a", 2*mostMessage), "{\"open\":[\"a\"]}\n"} {
		c, err := dial(context.Background(), first.name)
		if err != nil {
			t.Fatal(err)
		}
		open = append(open, c)
		if err := c.SetDeadline(time.Now().Add(time.Second)); err != nil {
			t.Fatal(err)
		}
		_, _ = c.Write([]byte(said)) // cut off by the first, perhaps
	}
	if second := start(t, dir); second.Role() != Second || asked != 1 {
		t.Errorf("the second is %v, asked %d times", second.Role(), asked)
	}
	for _, c := range open {
		c.Close()
	}
}

func TestASocketThatWasLeftBehindIsNoProgram(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a pipe ends with its program")
	}
	dir := folder(t)
	// given a program that was killed: its socket is there, its lock is not
	first := start(t, dir)
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	place, err := filepath.Glob(filepath.Join(os.Getenv("XDG_RUNTIME_DIR"), nameOf(dir)+".lock"))
	if err != nil || len(place) != 1 {
		t.Fatalf("the lock of the first: %q, %v", place, err)
	}
	l, err := net.Listen("unix", strings.TrimSuffix(place[0], ".lock")+".sock")
	if err != nil {
		t.Fatal(err)
	}
	l.(*net.UnixListener).SetUnlinkOnClose(false)
	l.Close()
	if i := start(t, dir); i.Role() != First {
		t.Errorf("the role is %v", i.Role())
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(`{"open":["/a.pinisi","C:\\a.pinisi"]}`))
	f.Add([]byte("{}\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := decode(b)
		if err != nil && len(r.Open) > 0 {
			t.Fatalf("%q: refused, and %+v", b, r)
		}
		for _, path := range r.Open {
			if !filepath.IsAbs(path) || len(path) > mostPath {
				t.Fatalf("%q was taken as %q", b, path)
			}
		}
	})
}
