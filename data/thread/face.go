package thread

import (
	"cmp"
	"context"
	"strings"
	"time"

	"pinisi/assets"
	"pinisi/assets/words"
	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/instrument"
	"pinisi/data/setup"
	"pinisi/data/store"
)

// Face is how a record looks in the thread, in a language.
type Face struct {
	Title  string // what names it; blank when it has none, or none that may be shown
	Detail string // what else tells it apart, such as the evaluation of an answer
	Date   string // 2026-03-24, a year, or blank
	Status string // stored value, see StatusWord
	// StatusWord is the status in words, with a capital.
	StatusWord string
}

// light are the fields that the thread reads of a kind: no long texts but the
// title, no personal data.
func light(kind string) []string {
	k := data.KindOf(kind)
	if k == nil {
		return nil
	}
	names := []string{}
	for _, f := range k.Fields {
		if !f.Personal && f.Type != data.TypeJSON && (f.Type != data.TypeLongText || f.Name == k.Title) {
			names = append(names, f.Name)
		}
	}
	return names
}

// hidden reports whether no more of a record may be shown than that it is there,
// such as a secret complaint.
func hidden(r data.Record) bool {
	k := data.KindOf(r.Kind)
	return k != nil && r.Withheld(k.Title, data.OnScreen)
}

// dates are the fields that date a record, the most telling first.
var dates = map[string][]string{
	"complaint": {"received_on"}, "consultation": {"starts_at"}, "standard": {"published_on", "decreed_on", "reviewed_on"},
	"followup": {"done_on", "due_on", "start_on"}, "innovation": {"started_on"}, "proposal": {"result_on", "submitted_on", "year"},
	"award": {"awarded_on"}, "outreach": {"held_on"}, "review": {"on"}, "system_note": {"on"}, "survey": {"until_on", "period"},
	"evaluation": {"evaluated_on", "period"}, "pledge": {"signed_on"}, "response": {"taken_on"}, "survey_response": {"taken_on"}, "readiness": {"since_on"},
}

// statuses are the fields that say how a record stands, where that is not "status".
var statuses = map[string]string{"innovation": "stage", "input": "decision", "agreement": "outcome", "review": "result", "system_note": "type"}

// faces makes the faces of one walk.
type faces struct {
	ctx         context.Context
	st          *store.Store
	w           *words.Words
	lang        string
	services    map[string]string
	instruments *instrument.Registry
	records     map[data.ID]data.Record // of the walk: wholes of parts
}

func newFaces(ctx context.Context, st *store.Store, lang string) *faces {
	w := words.New(lang)
	return &faces{ctx: ctx, st: st, w: w, lang: w.Lang()}
}

// prepare reads what titles need beside the records themselves.
func (f *faces) prepare(w *walk) error {
	f.records = w.records
	f.services = map[string]string{}
	catalogue, err := assets.Services()
	if err != nil {
		return err
	}
	for _, s := range catalogue.Services {
		f.services[s.Code] = s.Name.In(f.lang)
	}
	wholes := map[data.ID]string{}
	answers := false
	for id := range w.depth {
		r := w.records[id]
		answers = answers || r.Kind == "answer" || r.Kind == "followup"
		if whole := r.Parent(); whole != data.NilID {
			if _, read := w.records[whole]; !read {
				k := data.KindOf(r.Kind)
				parent, _ := k.Field(k.Parent)
				wholes[whole] = parent.Ref
			}
		}
	}
	if err := w.load(wholes); err != nil {
		return err
	}
	if answers {
		f.instruments, err = assess.Instruments(f.ctx, f.st)
	}
	return err
}

// of is the face of a record that is here.
func (f *faces) of(r data.Record) Face {
	face := Face{Date: f.date(r)}
	field := cmp.Or(statuses[r.Kind], "status")
	face.Status = r.Text(field)
	if r.Kind == "agreement" && face.Status == "" { // blank is agreed
		face.Status = data.Agreed
	}
	if face.Status != "" {
		face.StatusWord = words.Capital(f.word("kinds."+r.Kind+"."+field+"."+face.Status, face.Status))
	}
	if hidden(r) {
		face.Title = r.Text("tracking_id")
		return face
	}
	whole := f.records[r.Parent()]
	switch r.Kind {
	case "complaint":
		face.Title = cmp.Or(flat(r.Headline(data.OnScreen)), flat(r.Text("category")), r.Text("tracking_id"))
		face.Detail = f.service(r.Text("service"))
	case "standard":
		face.Title = f.service(r.Text("service"))
		if v, ok := r.Int("version"); ok {
			face.Detail = f.w.T("thread.version", map[string]any{"N": v})
		}
	case "evaluation":
		face.Title = flat(r.Text("period") + " " + r.Text("unit"))
		face.Detail = f.word("kinds.evaluation.variant."+r.Text("variant"), r.Text("variant"))
	case "answer":
		face.Title = f.indicator(whole, r.Text("indicator"))
		if n, ok := r.Int("score"); ok {
			face.StatusWord = f.w.T("thread.score", map[string]any{"N": n})
		} else {
			face.StatusWord = f.w.T("thread.no_score")
		}
		face.Detail = flat(whole.Text("period") + " " + whole.Text("unit"))
		face.Date = f.date(whole)
	case "survey":
		face.Title = cmp.Or(flat(r.Text("title")), flat(r.Text("period")+" "+r.Text("unit")))
		face.Detail = r.Text("period")
	case "statement":
		face.Title, face.Detail = r.Text("question"), flat(whole.Text("period")+" "+whole.Text("unit"))
	case "response", "survey_response":
		face.Title = f.w.T("thread.sheet", map[string]any{"N": r.Text("number")})
		face.Detail = flat(whole.Text("period") + " " + whole.Text("unit"))
	case "input", "agreement":
		face.Title = flat(r.Text("text"))
		face.Detail = flat(cmp.Or(whole.Text("title"), f.service(r.Text("service"))))
		if face.Date == "" {
			face.Date = cmp.Or(whole.Text("signed_on"), f.date(whole))
		}
	case "followup":
		face.Title = flat(r.Text("action"))
		face.Detail = flat(r.Text("office"))
	default:
		if k := data.KindOf(r.Kind); k != nil && k.Title != "" {
			if def, ok := k.Field(k.Title); ok && !def.Personal {
				face.Title = flat(r.Text(k.Title))
			}
		}
		if r.Kind == "consultation" {
			face.Detail = flat(r.Text("place"))
		}
	}
	face.Title = words.Short(face.Title, 240)
	return face
}

// date is the day of a record at its mission.
func (f *faces) date(r data.Record) string {
	for _, name := range dates[r.Kind] {
		text := r.Text(name)
		if t, err := time.Parse(time.RFC3339, text); err == nil {
			zone, err := time.LoadLocation(cmp.Or(r.Text("zone"), setup.Zone(r.Scope)))
			if err != nil {
				zone = time.UTC
			}
			return t.In(zone).Format(time.DateOnly)
		}
		if text != "" {
			return text
		}
	}
	return ""
}

func (f *faces) service(code string) string { return cmp.Or(f.services[code], code) }

// indicator is the code and title of an indicator in its evaluation's instrument.
func (f *faces) indicator(evaluation data.Record, code string) string {
	if f.instruments == nil || evaluation.ID == data.NilID {
		return code
	}
	ins, err := assess.Of(f.instruments, evaluation)
	if err != nil { // a version that is not here has no titles
		return code
	}
	if found, ok := ins.Indicator(code); ok {
		return code + " " + found.Title.In(f.lang)
	}
	return code
}

func (f *faces) word(key, otherwise string) string {
	if text, ok := f.w.Lookup(key); ok {
		return text
	}
	return otherwise
}

// flat is a text in one line.
func flat(text string) string { return strings.Join(strings.Fields(text), " ") }
