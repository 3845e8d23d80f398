package suggest

import (
	"strings"
	"time"

	"pinisi/data"
	"pinisi/data/consult"
	"pinisi/data/store"
)

// forums are the public consultations (FKP) that count.
type forums struct {
	year     int // of the evaluation
	held     []forum
	internal int // meetings of offices only, in the same year: they never count
}

// forum is one consultation with the public elements that were there.
type forum struct {
	record data.Record
	on     string // day in its own zone
	unsur  []string
}

func (g *gathering) forums(f *figures) error {
	f.forums.year = g.year
	all, err := g.list("consultation")
	if err != nil {
		return err
	}
	for _, year := range []int{g.year, g.year - 1} {
		internal := 0
		for _, r := range all {
			on := dayOf(r)
			if !in(year, on) || on > g.asOf {
				continue
			}
			if r.Bool("internal") {
				internal++
				continue
			}
			people, err := g.st.List(g.ctx, store.Query{Kind: "participant", Parent: r.ID, Fields: []string{"unsur", "presence"}})
			if err != nil {
				return err
			}
			_, came, err := consult.Sessions(g.ctx, g.st, r.ID)
			if err != nil {
				return err
			}
			f.forums.held = append(f.forums.held, forum{r, on, present(consult.Unsur(r, people, came))})
		}
		if year == g.year {
			f.forums.internal = internal
		}
		if len(f.forums.held) > 0 {
			return nil
		}
	}
	return nil
}

// dayOf is the day on which a consultation began, in its own zone.
func dayOf(r data.Record) string {
	at := r.Time("starts_at")
	if at.IsZero() {
		return r.Text("signed_on")
	}
	zone, _ := consult.Zone(r.Text("zone"))
	return at.In(zone).Format(time.DateOnly)
}

func present(p consult.Presence) []string {
	var all []string
	for _, u := range data.Unsur {
		if p.Heads[u] > 0 {
			all = append(all, u)
		}
	}
	return all
}

// best is the consultation with the most elements, the later of two.
func (f forums) best() (forum, bool) {
	var best forum
	for _, one := range f.held {
		if best.record.ID == data.NilID || len(one.unsur) > len(best.unsur) || len(one.unsur) == len(best.unsur) && one.on > best.on {
			best = one
		}
	}
	return best, len(f.held) > 0
}

// together are the elements of all consultations.
func (f forums) together() []string {
	var all []string
	for _, u := range data.Unsur {
		for _, one := range f.held {
			if strings.Contains(","+strings.Join(one.unsur, ",")+",", ","+u+",") {
				all = append(all, u)
				break
			}
		}
	}
	return all
}

func (f forums) silent() Said {
	if f.internal > 0 {
		return say("none.forums_internal", "N", f.internal, "Year", Number(text(f.year)))
	}
	return say("none.forums", "Year", Number(text(f.year)))
}

func (f forums) facts() []Fact {
	best, ok := f.best()
	if !ok {
		return []Fact{unknown("fkp_unsur", f.silent()), unknown("fkp_on", f.silent())}
	}
	links := []Link{linkTo(best.record)}
	latest := best
	for _, one := range f.held {
		if one.on > latest.on {
			latest = one
		}
	}
	return []Fact{
		known("fkp_unsur", strings.Join(best.unsur, ","), say("how.fkp_unsur", "N", len(best.unsur), "Title", title(best.record), "On", Day(best.on)),
			say("none.fkp_unsur", "Title", title(best.record)), links),
		known("fkp_on", latest.on, say("how.fkp_on", "Title", title(latest.record)), f.silent(), []Link{linkTo(latest.record)}),
	}
}

func title(r data.Record) string {
	if t := r.Headline(data.OnScreen); t != "" {
		return t
	}
	return "–"
}

// level reads who of the public took part (A02, B02): 0 to 5 distinct unsur
// give 0 to 5, where "more than four" is five.
func (f forums) level() (Suggestion, bool) {
	best, ok := f.best()
	if !ok {
		if f.internal == 0 {
			return Suggestion{}, false
		}
		return Suggestion{Level: 0, Reason: say("why.internal", "N", f.internal, "Year", Number(text(f.year)))}, true
	}
	names := make(Terms, len(best.unsur))
	for i, u := range best.unsur {
		names[i] = "kinds.participant.unsur." + u
	}
	g := Suggestion{Level: min(len(best.unsur), 5), Links: []Link{linkTo(best.record)}}
	if len(names) == 0 {
		g.Reason = say("why.unsur_none", "Title", title(best.record), "On", Day(best.on))
	} else {
		g.Reason = say("why.unsur", "N", len(names), "Title", title(best.record), "On", Day(best.on), "List", names)
	}
	if !in(f.year, best.on) {
		g.Doubts = append(g.Doubts, say("doubt.forum_year", "Year", Number(text(f.year)), "Read", Number(text(data.Year(best.on)))))
	}
	if all := f.together(); len(all) > len(best.unsur) {
		g.Doubts = append(g.Doubts, say("doubt.forums_together", "N", len(f.held), "Unsur", len(all)))
	}
	if best.record.Text("status") == data.ConsultationDraft || best.record.Text("status") == "" {
		g.Doubts = append(g.Doubts, say("doubt.forum_draft"))
	}
	return g, true
}
