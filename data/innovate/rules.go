package innovate

import (
	"context"
	"fmt"
	"slices"

	"pinisi/assets"
	"pinisi/data/rules"
	"pinisi/data/store"
)

// RulesCode names the rules among the rules that are data.
const RulesCode = "kipp"

// Rules are the groups, sections and limits of the competition by year.
type Rules struct {
	rules.Info  `json:"-"`
	Competition string    `json:"competition"`
	Criteria    []Named   `json:"criteria"`
	WarnDays    int       `json:"warn_days"` // before closing, from which on a draft is due
	Sections    []Section `json:"sections"`
	Forms       []Form    `json:"forms"`
	Years       []Year    `json:"years"` // oldest first
}

// Named is a thing with a name.
type Named struct {
	ID   string      `json:"id"`
	Name assets.Text `json:"name"`
}

// Section is a part of a proposal.
type Section struct {
	ID    string      `json:"id"`
	Name  assets.Text `json:"name"`
	Ask   assets.Text `json:"ask"`            // what belongs into it
	Words int         `json:"words"`          // the most; 0: no limit is known
	Ours  bool        `json:"ours,omitempty"` // the limit is a proposal of ours
}

// Form is the order of sections of a group.
type Form struct {
	ID       string      `json:"id"`
	Source   assets.Text `json:"source"`
	Sections []string    `json:"sections"`
}

// Year is the competition of one year.
type Year struct {
	Year     string      `json:"year"`
	Source   assets.Text `json:"source"`
	ClosesOn string      `json:"closes_on,omitempty"`
	PassMark int         `json:"pass_mark,omitempty"` // 0: not known
	Video    *Video      `json:"video,omitempty"`     // nil: nothing is asked for
	Groups   []Group     `json:"groups"`
}

// Video is what is asked of the video.
type Video struct {
	MaxSeconds int         `json:"max_seconds"`
	MinLines   int         `json:"min_lines"` // of the picture, 720 for 720p
	Language   assets.Text `json:"language"`
}

// Group is one group (kelompok) of a year.
type Group struct {
	ID   string      `json:"id"`
	Name assets.Text `json:"name"`
	Form string      `json:"form"`
	// MinMonths is the least age, counted back from closing; 0: not known.
	MinMonths int `json:"min_months,omitempty"`
	// RelaxedMonths is enough for the innovations that RelaxedFor names.
	RelaxedMonths int         `json:"relaxed_months,omitempty"`
	RelaxedFor    assets.Text `json:"relaxed_for,omitzero"`
	MaxEntries    int         `json:"max_entries,omitempty"` // of an agency; 0: not known
	Invited       bool        `json:"invited,omitempty"`     // former winners, by invitation
}

func init() { rules.Declare(RulesCode, Rules.check) }

func (r Rules) check() error {
	sections, forms := map[string]bool{}, map[string]bool{}
	for _, s := range r.Sections {
		if s.ID == "" || s.Name.IsZero() || s.Words < 0 || sections[s.ID] {
			return fmt.Errorf("section %q is blank, there twice or has a negative limit", s.ID)
		}
		sections[s.ID] = true
	}
	for _, f := range r.Forms {
		if f.ID == "" || forms[f.ID] || len(f.Sections) == 0 {
			return fmt.Errorf("form %q is blank, empty or there twice", f.ID)
		}
		forms[f.ID] = true
		for _, id := range f.Sections {
			if !sections[id] {
				return fmt.Errorf("form %q names the section %q, which there is not", f.ID, id)
			}
		}
	}
	if len(r.Years) == 0 || r.Competition == "" || r.WarnDays < 0 {
		return fmt.Errorf("there must be a competition with at least one year")
	}
	for i, y := range r.Years {
		if len(y.Year) != 4 || i > 0 && r.Years[i-1].Year >= y.Year || len(y.Groups) == 0 {
			return fmt.Errorf("year %q is no year, out of order or without groups", y.Year)
		}
		for _, g := range y.Groups {
			if g.ID == "" || g.Name.IsZero() || !forms[g.Form] || g.MinMonths < 0 || g.MaxEntries < 0 || g.RelaxedMonths > g.MinMonths {
				return fmt.Errorf("group %q of %s is blank, has no form %q or limits that cannot be", g.ID, y.Year, g.Form)
			}
		}
	}
	return nil
}

// ReadRules are the rules that hold now.
func ReadRules(ctx context.Context, st *store.Store) (Rules, error) {
	var r Rules
	info, err := rules.Read(ctx, st, RulesCode, &r)
	r.Info = info
	return r, err
}

// Version are the rules of a version, the newest where it is not here.
func Version(ctx context.Context, st *store.Store, version string) (Rules, error) {
	if version == "" {
		return ReadRules(ctx, st)
	}
	var r Rules
	info, err := rules.ReadVersion(ctx, st, RulesCode, version, &r)
	r.Info = info
	return r, err
}

// Of are the rules of a year. Where there are none of that year, those of the
// nearest one before, else the first, stand in its place and exact is false.
func (r *Rules) Of(year string) (y Year, exact bool) {
	best := r.Years[0]
	for _, one := range r.Years {
		if one.Year <= year {
			best = one
		}
	}
	return best, best.Year == year
}

// Group finds a group of the year.
func (y Year) Group(id string) (Group, bool) {
	i := slices.IndexFunc(y.Groups, func(g Group) bool { return g.ID == id })
	if i < 0 {
		return Group{}, false
	}
	return y.Groups[i], true
}

// SectionsOf are the sections of a form, in order.
func (r *Rules) SectionsOf(form string) []Section {
	var all []Section
	for _, f := range r.Forms {
		if f.ID != form {
			continue
		}
		for _, id := range f.Sections {
			if i := slices.IndexFunc(r.Sections, func(s Section) bool { return s.ID == id }); i >= 0 {
				all = append(all, r.Sections[i])
			}
		}
	}
	return all
}

// Source is where the order of sections comes from.
func (r *Rules) Source(form string) assets.Text {
	for _, f := range r.Forms {
		if f.ID == form {
			return f.Source
		}
	}
	return assets.Text{}
}

// Change is one thing that newer rules say otherwise about a group of a year.
type Change struct {
	Key      string // of the translation: innovation.rules.<Key>
	What     string // which section, group or value it is about; may be blank
	Old, New string
}

// Changes say what newer rules change for a group of a year, in the language.
func (r *Rules) Changes(newer *Rules, year, group, lang string) []Change {
	var all []Change
	add := func(key, what, before, after string) {
		if before != after {
			all = append(all, Change{key, what, before, after})
		}
	}
	oldYear, _ := r.Of(year)
	newYear, _ := newer.Of(year)
	add("year", "", oldYear.Year, newYear.Year)
	add("closes_on", "", oldYear.ClosesOn, newYear.ClosesOn)
	add("pass_mark", "", number(oldYear.PassMark), number(newYear.PassMark))
	add("video", "", seconds(oldYear.Video), seconds(newYear.Video))
	oldGroup, _ := oldYear.Group(group)
	newGroup, there := newYear.Group(group)
	if !there {
		return append(all, Change{Key: "group_gone", What: oldGroup.Name.In(lang)})
	}
	add("min_months", "", number(oldGroup.MinMonths), number(newGroup.MinMonths))
	add("max_entries", "", number(oldGroup.MaxEntries), number(newGroup.MaxEntries))
	before, after := r.SectionsOf(oldGroup.Form), newer.SectionsOf(newGroup.Form)
	index := func(in []Section, id string) int {
		return slices.IndexFunc(in, func(s Section) bool { return s.ID == id })
	}
	for _, s := range before {
		i := index(after, s.ID)
		if i < 0 {
			all = append(all, Change{Key: "section_gone", What: s.Name.In(lang)})
			continue
		}
		add("words", s.Name.In(lang), number(s.Words), number(after[i].Words))
	}
	for _, s := range after {
		if index(before, s.ID) < 0 {
			all = append(all, Change{Key: "section_new", What: s.Name.In(lang), New: number(s.Words)})
		}
	}
	return all
}

func number(n int) string {
	if n == 0 {
		return "–"
	}
	return fmt.Sprint(n)
}

func seconds(v *Video) string {
	if v == nil {
		return "–"
	}
	return fmt.Sprint(v.MaxSeconds)
}
