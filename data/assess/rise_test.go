package assess_test

import (
	"context"
	"testing"

	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/followup"
	"pinisi/data/rise"
)

func TestEffortsArePlannedOnAFinalEvaluationToo(t *testing.T) {
	st, who := device(t, "kbri-singapura")
	id := filled(t, st, who, consular, 3, 2, 4)
	if err := assess.Finalise(context.Background(), st, who, id, now); err != nil {
		t.Fatal(err)
	}
	s := load(t, st, id)
	if s.Effort("A04") != 1 || len(s.SetEffort("A04", 1)) != 0 || len(s.SetEffort("A04", 10)) != 0 {
		t.Errorf("effort %d of an indicator that names none", s.Effort("A04"))
	}
	// when an effort is set
	write(t, st, who, s.SetEffort("A04", 7))
	// then it is there, and the plan counts with it
	s = load(t, st, id)
	if got := s.Rise("B").Effort["A04"]; s.Effort("A04") != 7 || got != 7 {
		t.Errorf("effort %d, in the question %d", s.Effort("A04"), got)
	}
	if got := s.Above(); len(got) != 3 || got[0].Code != "B" {
		t.Errorf("above B-: %+v", got)
	}
}

func TestASetBecomesFollowUpsInOneAction(t *testing.T) {
	ctx := context.Background()
	st, who := device(t, "kbri-singapura")
	id := filled(t, st, who, consular, 3, 2, 4)
	s := load(t, st, id)
	plan, err := rise.Compute(ctx, s.Rise("B"))
	if err != nil || len(plan.Sets) == 0 {
		t.Fatalf("plan %+v, %v", plan, err)
	}
	if plan.Now.IPP.Cmp(s.Result.IPP) != 0 {
		t.Fatalf("the plan starts at %s, the evaluation is at %s", plan.Now.IPP, s.Result.IPP)
	}
	raises := plan.Sets[0].Raises
	// when follow-ups are made of it
	done, err := s.FollowUps(ctx, st, who, raises, "id")
	if err != nil || len(done.Made) != len(raises) || len(done.Skipped) != 0 {
		t.Fatalf("made %+v, %v", done, err)
	}
	// then each says what was found, and what to do
	for i, made := range done.Made {
		f, err := st.Get(ctx, "followup", made)
		if err != nil {
			t.Fatal(err)
		}
		r := raises[i]
		if f.Ref("source") != assess.AnswerID(id, r.Indicator) || f.Text("source_kind") != "answer" || f.Text("source_part") != r.Indicator ||
			f.Text("period") != "2026" || f.Text("unit") != "Seksi Konsuler" || followup.Status(f) != followup.Planned {
			t.Errorf("%+v", f.Fields)
		}
		if got, want := f.Text("finding"), assess.LevelText(s.Instrument, r.Indicator, r.From, "id"); got != want || got == "" {
			t.Errorf("finding %q, want %q", got, want)
		}
		if got, want := f.Text("action"), "Naikkan "+r.Indicator+" dari 3 ke "+string(rune('0'+r.To))+": "+assess.LevelText(s.Instrument, r.Indicator, r.To, "id"); got != want {
			t.Errorf("action %q, want %q", got, want)
		}
	}
	// and a second time none is made twice
	again, err := s.FollowUps(ctx, st, who, raises, "id")
	if err != nil || len(again.Made) != 0 || len(again.Skipped) != len(raises) {
		t.Errorf("again: %+v, %v", again, err)
	}
	// but a cancelled one is no obstacle
	f, err := st.Get(ctx, "followup", done.Made[0])
	if err != nil {
		t.Fatal(err)
	}
	write(t, st, who, []data.Edit{f.Set("status", data.TextValue(followup.Cancelled))})
	if again, err = s.FollowUps(ctx, st, who, raises, "id"); err != nil || len(again.Made) != 1 || len(again.Skipped) != len(raises)-1 {
		t.Errorf("after cancelling: %+v, %v", again, err)
	}
	// and undo takes all of one action back
	if _, err := st.Undo(ctx, who); err != nil {
		t.Fatal(err)
	}
	if f, err := st.Get(ctx, "followup", again.Made[0]); err != nil || !f.Deleted {
		t.Errorf("after undo: %+v, %v", f, err)
	}
}
