package data

import "testing"

func TestWhatOfAComplaintIsShownWhere(t *testing.T) {
	all := []string{"title", "text", "response", "closed_reason", "reporter", "contact", "tracking_id", "received_on"}
	hidden := map[string]map[Audience]string{ // marks → audience → fields withheld
		"":          {OnScreen: "", Outside: "", Named: ""},
		"anonymous": {OnScreen: "reporter contact", Outside: "text response closed_reason reporter contact", Named: "reporter contact"},
		"secret": {
			OnScreen: "title text response closed_reason reporter contact", Outside: "title text response closed_reason reporter contact",
			Named: "title text response closed_reason reporter contact",
		},
	}
	for mark, by := range hidden {
		for to, want := range by {
			r := Record{Kind: "complaint", Fields: map[string]Value{}}
			for _, f := range all {
				r.Fields[f] = TextValue(f)
			}
			if mark != "" {
				r.Fields[mark] = BoolValue(true)
			}
			shown, got := r.Shown(to), ""
			for _, f := range all {
				if _, there := shown.Fields[f]; there == r.Withheld(f, to) {
					t.Errorf("%q to %d: %s is shown %v, withheld %v", mark, to, f, there, r.Withheld(f, to))
				} else if !there {
					got += " " + f
				}
			}
			if got != "" {
				got = got[1:]
			}
			if got != want {
				t.Errorf("%q to %d: withheld are %q, want %q", mark, to, got, want)
			}
			if head := r.Headline(to); (head == "") != (mark == "secret") {
				t.Errorf("%q to %d: headline %q", mark, to, head)
			}
		}
	}
}

// A mark that one person took off beside another who did not still holds.
func TestADisputedMarkHolds(t *testing.T) {
	r := Record{Kind: "complaint", Fields: map[string]Value{"secret": BoolValue(false), "text": TextValue("x")},
		Conflicts: map[string][]Version{"secret": {{Value: BoolValue(false)}, {Value: BoolValue(true)}}, "text": {{Value: TextValue("x")}}}}
	if shown := r.Shown(OnScreen); len(shown.Conflicts["text"]) > 0 || shown.Text("text") != "" {
		t.Errorf("%+v shows the text of a complaint that somebody calls secret", shown)
	}
}

func TestOtherKindsWithholdNothing(t *testing.T) {
	r := Record{Kind: "input", Fields: map[string]Value{"text": TextValue("x"), "secret": BoolValue(true)}}
	if r.Withheld("text", Outside) || r.Headline(OnScreen) == "" && KindOf("input").Title == "text" {
		t.Errorf("%+v is withheld", r)
	}
}
