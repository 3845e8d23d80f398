package assess_test

import (
	"strings"
	"testing"

	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/respond"
)

// Too few respondents are said in words wherever a result is told: never a
// silent zero, and what there is counts.
func TestFewRespondentsAreSaid(t *testing.T) {
	st, who := device(t, "kbri-singapura")
	id := begin(t, st, who, consular)
	for indicator, level := range vector(t) {
		write(t, st, who, data.Create("answer", assess.AnswerID(id, indicator), "kbri-singapura", map[string]data.Value{
			"evaluation": data.RefValue(id), "indicator": data.TextValue(indicator), "score": data.IntValue(int64(level)),
		}))
	}
	for _, test := range []struct {
		complete, incomplete int // in all
		f03                  string
		says                 []string
	}{
		{0, 0, "", []string{"Belum ada responden F-03"}},
		{0, 2, "", []string{"2 belum lengkap"}},
		{3, 2, "4", []string{"3 responden, di bawah minimum 10", "2 lembar"}},
		{10, 2, "4", []string{"2 lembar"}},
	} {
		s := load(t, st, id)
		complete, incomplete := s.Responses.Counts()
		for n := complete + incomplete; n < test.complete+test.incomplete; n++ {
			e := respond.Entry{Channel: "counter"}
			for i := range s.Responses.Questions {
				if incomplete < test.incomplete && i == 13 {
					break
				}
				e.Answers = append(e.Answers, 4)
			}
			if len(e.Answers) == 13 {
				incomplete++
			}
			write(t, st, who, s.Responses.Add(st.NewID(), e))
		}
		r := load(t, st, id).Result
		if r.Respondents != test.complete || r.IncompleteResponses != test.incomplete || r.F03.Fraction() != test.f03 || r.IPP.Known() != (test.complete > 0) {
			t.Errorf("%+v: %d counted, %d not, F-03 %q, IPP %s", test, r.Respondents, r.IncompleteResponses, r.F03, r.IPP)
		}
		for _, want := range test.says {
			if text := r.Text("id"); !strings.Contains(text, want) {
				t.Errorf("%+v: the result does not say %q:\n%s", test, want, text)
			}
		}
	}
}
