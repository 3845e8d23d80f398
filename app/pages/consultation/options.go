package consultation

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/assets"
	"pinisi/data"
)

// choices are the choices of a kind's field under a prefix of their texts.
func choices(prefix string, ids ...string) []widgets.Option {
	var options []widgets.Option
	for _, id := range ids {
		options = append(options, widgets.Option{ID: id, Text: words.T(prefix + id)})
	}
	return options
}

// said is the text of a stored choice; one of a newer version is said as it is.
func said(prefix, id string) string {
	if id == "" {
		return ""
	}
	if words.Has(prefix + id) {
		return words.T(prefix + id)
	}
	return id
}

func forms() []widgets.Option {
	return choices("consultation.form.", "fkp", "fgd", "dialog", "lokakarya")
}

func modes() []widgets.Option {
	return choices("consultation.mode.", "luring", "daring", "hibrida")
}

func unsurOptions(provider bool) []widgets.Option {
	ids := slices.Clone(data.Unsur)
	if provider {
		ids = append(ids, "provider")
	}
	return choices("consultation.unsur.", ids...)
}

// components are the 14 components of a service standard.
func components() []widgets.Option {
	var options []widgets.Option
	for n := 1; n <= 14; n++ {
		options = append(options, widgets.Option{ID: strconv.Itoa(n), Text: words.T(fmt.Sprintf("consultation.component.%d", n))})
	}
	return options
}

// zones are the zones of all missions and of Indonesia, by name, with what
// their clocks show against UTC at the moment.
func zones(at time.Time) []widgets.Option {
	cities := map[string]string{"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
	if missions, err := assets.Missions(); err == nil {
		for _, m := range missions {
			if cities[m.Zone] == "" {
				cities[m.Zone] = m.City
			}
		}
	}
	var options []widgets.Option
	for zone, city := range cities {
		detail := city
		if loc, err := time.LoadLocation(zone); err == nil {
			_, seconds := at.In(loc).Zone()
			detail += fmt.Sprintf(" · UTC%+d", seconds/3600)
			if rest := seconds % 3600 / 60; rest != 0 {
				detail += fmt.Sprintf(":%02d", max(rest, -rest))
			}
		}
		options = append(options, widgets.Option{ID: zone, Text: zone, Detail: detail})
	}
	slices.SortFunc(options, func(a, b widgets.Option) int {
		if a.ID < b.ID {
			return -1
		}
		return 1
	})
	return options
}

// personName names a participant: name, organisation, or element.
func personName(r data.Record) string {
	name, org := r.Text("name"), r.Text("organization")
	switch {
	case name != "" && org != "":
		return name + ", " + org
	case name != "":
		return name
	case org != "":
		return org
	}
	if u := said("consultation.unsur.short.", r.Text("unsur")); u != "" {
		return words.T("consultation.participants.nameless") + ", " + u
	}
	return words.T("consultation.participants.nameless")
}

// people are the participants as they are offered as speakers.
func people(participants []data.Record) []widgets.Option {
	var options []widgets.Option
	for _, r := range participants {
		options = append(options, widgets.Option{ID: r.ID.String(), Text: personName(r), Detail: said("consultation.unsur.short.", r.Text("unsur"))})
	}
	return options
}
