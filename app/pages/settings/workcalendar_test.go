package settings

import (
	"context"
	"reflect"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"pinisi/app/look"
	"pinisi/app/session/sessiontest"
	"pinisi/data/workday"
)

func TestTheWorkingCalendarIsKept(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.Theme{Scheme: look.Light})
	s := sessiontest.New(t)
	p := New(s.Session, Options{})
	t.Cleanup(p.Close)
	s.Show(t, p.Content(), fyne.NewSize(1142, 700))
	now := func() workday.Calendar {
		t.Helper()
		s.Settle()
		c, err := workday.Load(context.Background(), s.Store, "kbri-singapura")
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	// given a weekend of its own
	p.work.saveWeekend([]string{"saturday", "friday"})
	if got := now().Weekdays(); !reflect.DeepEqual(got, []string{"friday", "saturday"}) {
		t.Errorf("weekend %v", got)
	}
	// no week without a day off, nor one without work
	p.work.saveWeekend(nil)
	p.work.saveWeekend(weekdays)
	if got := now().Weekdays(); len(got) != 2 || !p.work.problem.Visible() {
		t.Errorf("weekend %v", got)
	}
	// when a holiday is typed, and many are pasted
	p.work.date.SetValue("2026-08-17")
	p.work.name.SetText("Hari Kemerdekaan RI")
	p.work.add()
	p.work.addLines("2026-12-25;Natal\nkapan;Nyepi\n")
	if got := now().Days("2026"); !reflect.DeepEqual(got, []workday.Day{{On: "2026-08-17", Name: "Hari Kemerdekaan RI"}}) {
		t.Errorf("a wrong line stops all: %v", got)
	}
	p.work.addLines("2026-12-25;Natal\n2026-01-01;Tahun Baru\n")
	if got := now().Days("2026"); len(got) != 3 {
		t.Errorf("%v", got)
	}
	// then they are copied and removed
	p.work.copyYear()
	if got := now().Days("2027"); len(got) != 3 || got[2].On != "2027-12-25" {
		t.Errorf("2027: %v", got)
	}
	p.work.remove(workday.Day{On: "2027-08-17", Name: "Hari Kemerdekaan RI"})
	if got := now().Days("2027"); len(got) != 2 {
		t.Errorf("2027 after one was removed: %v", got)
	}
}
