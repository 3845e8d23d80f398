package suggest

import (
	"strings"
	"time"

	"pinisi/assets"
	"pinisi/assets/words"
	"pinisi/data"
)

// Fact is one thing that the records say, or that they are silent about.
type Fact struct {
	Key   string // such as "complaints_in"; questions of an instrument name it
	Known bool   // something is recorded; a fact that is not known has no value
	Value string // in the form in which statements store it, such as "34", "2026-03-24" or "users,media"
	How   Said   // how it was counted, or what is not recorded
	Links []Link // the records that it rests on
}

// Link leads to a record.
type Link struct {
	Kind  string  `json:"kind"`
	ID    data.ID `json:"id"`
	Title string  `json:"title"`
}

func linkTo(r data.Record) Link {
	l := Link{Kind: r.Kind, ID: r.ID, Title: r.Headline(data.OnScreen)}
	switch r.Kind {
	case "standard":
		l.Title = assets.ServiceName(l.Title, "id")
	case "survey":
		if l.Title == "" {
			l.Title = "SKM " + r.Text("period")
		}
	case "complaint":
		if l.Title == "" {
			l.Title = r.Text("tracking_id")
		}
	}
	return l
}

func linksTo(records []data.Record) []Link {
	var links []Link
	for _, r := range records {
		links = append(links, linkTo(r))
	}
	return links
}

// Facts are everything that the records say about one evaluation.
type Facts struct {
	Year int    // of the evaluation
	AsOf string // the last day that counts: today, or the end of Year

	all   []Fact
	found figures
}

// figures are the counts that facts and rules are made of.
type figures struct {
	standards   standards
	forums      forums
	complaints  complaints
	survey      surveyed
	plan        planned
	innovations innovations
}

// All are the facts in the order of the form, unknown ones too.
func (f *Facts) All() []Fact {
	if f == nil {
		return nil
	}
	return f.all
}

// Fact is the fact of a key. One that this version does not know, or that is
// asked of nil facts, is not known.
func (f *Facts) Fact(key string) Fact {
	for _, one := range f.All() {
		if one.Key == key {
			return one
		}
	}
	return Fact{Key: key}
}

// Said is a sentence by its translation key. Its values are written as each
// language writes them.
type Said struct {
	Key  string
	Args map[string]any // int, string, Day, Number, Term or Terms
}

// Values of a sentence.
type (
	Day    string   // a date, 2026-03-24
	Number string   // a number with a decimal point
	Term   string   // a translation key
	Terms  []string // translation keys, listed
)

func say(key string, pairs ...any) Said {
	return Said{Key: "suggest." + key, Args: data.Fail("", nil, pairs...).Args}
}

// IsZero reports whether nothing is said.
func (s Said) IsZero() bool { return s.Key == "" }

// In is the sentence in the language of w.
func (s Said) In(w *words.Words) string {
	if s.IsZero() {
		return ""
	}
	values := map[string]any{}
	for name, v := range s.Args {
		switch v := v.(type) {
		case int:
			values[name] = w.Integer(int64(v))
		case Day:
			values[name] = day(w, string(v))
		case Number:
			values[name] = w.Decimal(string(v))
		case Term:
			values[name] = w.T(string(v))
		case Terms:
			texts := make([]string, len(v))
			for i, key := range v {
				texts[i] = w.T(key)
			}
			values[name] = strings.Join(texts, "; ")
		default:
			values[name] = v
		}
	}
	return w.T(s.Key, values)
}

func day(w *words.Words, iso string) string {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	return w.Date(t)
}
