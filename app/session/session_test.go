package session_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pinisi/app/session"
	"pinisi/app/session/sessiontest"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/store"
)

func TestAStaleAnswerIsDropped(t *testing.T) {
	s := sessiontest.New(t)
	var slot session.Slot
	var shown []int
	ask := func(n int) {
		session.Load(s.Session, &slot, func(context.Context) (int, error) { return n, nil }, func(n int) { shown = append(shown, n) })
	}
	// when a second question is asked before the first is answered
	ask(1)
	ask(2)
	s.Settle()
	// then only the second answer is shown
	if !slices.Equal(shown, []int{2}) {
		t.Errorf("shown %v, want [2]", shown)
	}
	// and none when the question was dropped
	ask(3)
	slot.Drop()
	s.Settle()
	if !slices.Equal(shown, []int{2}) {
		t.Errorf("shown after dropping %v, want [2]", shown)
	}
}

func TestAFailedReadIsSaidAndCanBeAskedAgain(t *testing.T) {
	s := sessiontest.New(t)
	var again func()
	s.Session.Banner = func(text string, retry func()) { s.Banners, again = append(s.Banners, text), retry }
	fail := true
	var shown int
	var slot session.Slot
	session.Load(s.Session, &slot, func(context.Context) (int, error) {
		if fail {
			return 0, fmt.Errorf("read: %w", data.Fail("errors.not_found", nil))
		}
		return 7, nil
	}, func(n int) { shown = n })
	s.Settle()
	if len(s.Banners) != 1 || s.Banners[0] != words.T("errors.not_found") || again == nil {
		t.Fatalf("banners %q", s.Banners)
	}
	fail = false
	again()
	s.Settle()
	if shown != 7 {
		t.Errorf("shown %d after asking again, want 7", shown)
	}
}

func name(t *testing.T, s *sessiontest.Session) data.Record {
	t.Helper()
	r, err := s.Store.Get(context.Background(), "staff", s.Author)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestWritesKeepTheOrderInWhichTheyWereAskedFor(t *testing.T) {
	s := sessiontest.New(t)
	r := name(t, s)
	var done []int
	for i := range 20 {
		s.Write("t", []data.Edit{r.Set("name", data.TextValue(fmt.Sprint("Siti ", i)))}, func() { done = append(done, i) })
	}
	s.Settle()
	if got := name(t, s).Text("name"); got != "Siti 19" {
		t.Errorf("the last name is %q", got)
	}
	if !slices.IsSorted(done) || len(done) != 20 {
		t.Errorf("done in the order %v", done)
	}
}

func TestAFailedWriteIsSaidAndWrittenAgain(t *testing.T) {
	s := sessiontest.New(t)
	var again func()
	s.Session.Banner = func(text string, retry func()) { s.Banners, again = append(s.Banners, text), retry }
	full, stored := true, false
	s.Change(func(context.Context) error {
		if full {
			return data.Fail(store.ErrDiskFull.Code, nil, "Path", "/data")
		}
		return nil
	}, func() { stored = true })
	s.Settle()
	if len(s.Banners) != 1 || !strings.Contains(s.Banners[0], "/data") || stored {
		t.Fatalf("banners %q, stored %v", s.Banners, stored)
	}
	full = false
	again()
	s.Settle()
	if !stored {
		t.Error("not written when tried again")
	}
}

func TestEventsThatFollowCloselyComeAsOne(t *testing.T) {
	s := sessiontest.New(t)
	s.Settle()
	var events []store.Event
	cancel := s.Watch(func(e store.Event) { events = append(events, e) })
	r := name(t, s)
	for _, n := range []string{"a", "b", "c"} {
		if _, err := s.Store.Write(context.Background(), data.Action{Author: s.Author, Label: "t", Edits: []data.Edit{r.Set("name", data.TextValue(n))}}); err != nil {
			t.Fatal(err)
		}
	}
	s.Settle()
	if len(events) != 1 || !events[0].Kinds["staff"] || events[0].Records[s.Author] != "staff" {
		t.Fatalf("events %+v, want one of staff", events)
	}
	// and none after cancelling
	cancel()
	if _, err := s.Store.Write(context.Background(), data.Action{Author: s.Author, Label: "t", Edits: []data.Edit{r.Set("name", data.TextValue("d"))}}); err != nil {
		t.Fatal(err)
	}
	s.Settle()
	if len(events) != 1 {
		t.Errorf("%d events after cancelling", len(events))
	}
}

func TestUndoComesBehindWhatIsBeingStored(t *testing.T) {
	s := sessiontest.New(t)
	var undone []string
	s.Session.Undone = func(label string) { undone = append(undone, label) }
	r := name(t, s)
	s.Write("first", []data.Edit{r.Set("name", data.TextValue("Budi"))}, nil)
	s.Undo()
	s.Settle()
	if got := name(t, s).Text("name"); got != "Siti Aminah" || !slices.Equal(undone, []string{"first"}) {
		t.Errorf("name %q, undone %q", got, undone)
	}
	// and with nothing left it says so, without an error
	for range 5 {
		s.Undo()
	}
	s.Settle()
	if undone[len(undone)-1] != "" || len(s.Banners) > 0 {
		t.Errorf("undone %q, banners %q", undone, s.Banners)
	}
}

func TestErrorsAreSaidInWords(t *testing.T) {
	sessiontest.New(t)
	for _, test := range []struct {
		err  error
		want string
	}{
		{data.Fail("errors.file_too_large", nil, "Path", "C:/video.mp4", "Size", int64(3<<30), "Max", int64(2<<30)), "Berkas C:/video.mp4 sebesar 3,2 GB, sedangkan batasnya 2,1 GB."},
		{fmt.Errorf("write: %w", data.Fail("errors.nothing_to_undo", nil)), "Tidak ada tindakan yang dapat diurungkan."},
		{errors.New("sql: something"), "Terjadi kesalahan yang tidak terduga."},
		{data.Fail("no.such.code", nil), "Terjadi kesalahan yang tidak terduga."},
	} {
		if got := session.ErrorText(test.err); !strings.HasPrefix(got, test.want) || strings.Contains(got, "{{") {
			t.Errorf("%v: %q, want it to begin with %q", test.err, got, test.want)
		}
	}
}

func TestAnotherDayIsReadAnew(t *testing.T) {
	// given a page that watches, and the window's queue
	var queue []func()
	s := &session.Session{Do: func(f func()) { queue = append(queue, f) }}
	s.Start(context.Background())
	defer s.Close()
	var got []store.Event
	defer s.Watch(func(e store.Event) { got = append(got, e) })()
	// when the day changes, twice before the window has time
	s.Refresh()
	s.Refresh()
	for _, f := range queue {
		f()
	}
	// then the page hears once that anything may be other
	if len(got) != 1 || !session.Touches(got[0], "followup") || !session.Touches(got[0], "complaint") || got[0].Records != nil || !got[0].Remote {
		t.Errorf("heard %+v", got)
	}
}
