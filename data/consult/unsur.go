package consult

import (
	"slices"

	"pinisi/data"
)

// Presence is who of the public was there.
type Presence struct {
	Heads   map[string]int // participants of each of data.Unsur; no entry for none
	Others  int            // the provider's own side, and those whose unsur is not noted
	Present int            // distinct unsur that count for PEKPPP, 0..5
	// Internal: a meeting of offices only. Present is 0, whoever attended.
	Internal bool
}

// Unsur counts the public elements among the participants who came (domain
// fkp.md §3, [Came]): the number of distinct ones, never the number of people;
// deleted participants, invitees and the provider's side do not count.
// attendance is that of all sessions ([Sessions]).
func Unsur(consultation data.Record, participants, attendance []data.Record) Presence {
	return count(consultation, Attended(participants, attendance))
}

// count counts people who are known to have come.
func count(consultation data.Record, there []data.Record) Presence {
	p := Presence{Heads: map[string]int{}, Internal: consultation.Bool("internal")}
	for _, r := range there {
		if u := r.Text("unsur"); slices.Contains(data.Unsur, u) {
			p.Heads[u]++
		} else {
			p.Others++
		}
	}
	if !p.Internal {
		p.Present = len(p.Heads)
	}
	return p
}

// Missing are the unsur of which nobody was there, in the order of data.Unsur.
func (p Presence) Missing() []string {
	var missing []string
	for _, u := range data.Unsur {
		if p.Heads[u] == 0 {
			missing = append(missing, u)
		}
	}
	return missing
}

// Level is the level that PEKPPP's second indicator would have by the number
// of distinct unsur: 0..5, where 5 is "more than four".
func (p Presence) Level() int { return min(p.Present, 5) }

// Warnings are translation keys of what a reader of the count must know.
func (p Presence) Warnings() []string {
	var w []string
	if p.Internal {
		w = append(w, "consultation.warn.internal")
	}
	return w
}
