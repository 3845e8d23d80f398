package innovate

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"pinisi/data"
	"pinisi/data/store"
)

// Sheet is a proposal with everything that its form shows.
type Sheet struct {
	Proposal   data.Record
	Innovation data.Record
	Awards     []data.Record
	Files      []data.Record // of the proposal itself
	Evidence   []data.Record // of the innovation
	Rules      Rules         // those that it was begun with, or what stands in their place
	Newer      *Rules        // newer ones that hold by now; nil: none
	Year       Year
	Exact      bool // there are rules of the proposal's year
	Group      Group
	Parts      []Part
	Entries    int // proposals of this mission in the group and year, drafts left out
	Today      string
}

// Part is a section as it is written.
type Part struct {
	Section
	Record data.Record // blank while nothing was ever written
	Text   string
	Words  int
	// Most is the limit that holds: the proposal's own where the official form
	// of the year gives another, else that of the rules; 0: none. Own says which.
	Most  int
	Own   bool
	Limit Limit
}

// SectionID is the id of a section of a proposal.
func SectionID(proposal data.ID, section string) data.ID {
	return data.DerivedID("proposal_section", proposal, section)
}

// New says which proposal to begin.
type New struct {
	Innovation data.Record
	Year       string
	Group      string
}

// Begin writes a draft by the rules that hold now, its title that of the
// innovation, and returns its id. It fails with innovation.group_missing.
func Begin(ctx context.Context, st *store.Store, author data.ID, n New) (data.ID, error) {
	r, err := ReadRules(ctx, st)
	if err != nil {
		return data.NilID, err
	}
	year, _ := r.Of(n.Year)
	if _, ok := year.Group(n.Group); !ok || n.Year == "" {
		return data.NilID, data.Fail("innovation.group_missing", nil, "Year", n.Year, "Group", n.Group)
	}
	id := st.NewID()
	fields := map[string]data.Value{
		"innovation": data.RefValue(n.Innovation.ID), "competition": data.TextValue(r.Competition), "year": data.TextValue(n.Year),
		"group": data.TextValue(n.Group), "status": data.TextValue(data.ProposalDraft), "rules_version": data.TextValue(r.Version),
	}
	if title := n.Innovation.Text("title"); title != "" {
		fields["title"] = data.TextValue(title)
	}
	if year.Year == n.Year && year.ClosesOn != "" {
		fields["closes_on"] = data.TextValue(year.ClosesOn)
	}
	if _, err := st.Write(ctx, data.Action{Author: author, Label: "innovation.undo.proposal", Edits: data.Create("proposal", id, n.Innovation.Scope, fields)}); err != nil {
		return data.NilID, fmt.Errorf("begin a proposal: %w", err)
	}
	return id, nil
}

// Load reads a proposal. today is the date at its mission.
func Load(ctx context.Context, st *store.Store, id data.ID, today string) (*Sheet, error) {
	p, err := st.Get(ctx, "proposal", id)
	if err != nil {
		return nil, fmt.Errorf("read proposal %s: %w", id, err)
	}
	s := &Sheet{Proposal: p, Today: today}
	if s.Innovation, err = st.Get(ctx, "innovation", p.Ref("innovation")); err != nil {
		return nil, fmt.Errorf("read the innovation of proposal %s: %w", id, err)
	}
	for _, list := range []struct {
		into  *[]data.Record
		kind  string
		owner data.ID
	}{{&s.Awards, "award", s.Innovation.ID}, {&s.Files, "attachment", p.ID}, {&s.Evidence, "attachment", s.Innovation.ID}} {
		if *list.into, err = st.List(ctx, store.Query{Kind: list.kind, Parent: list.owner, Order: "created"}); err != nil {
			return nil, fmt.Errorf("read every %s of proposal %s: %w", list.kind, id, err)
		}
	}
	if err := s.readRules(ctx, st); err != nil {
		return nil, err
	}
	written, err := st.List(ctx, store.Query{Kind: "proposal_section", Parent: p.ID})
	if err != nil {
		return nil, fmt.Errorf("read the sections of proposal %s: %w", id, err)
	}
	s.parts(written)
	same, err := st.List(ctx, store.Query{Kind: "proposal", Scope: p.Scope, Fields: []string{"year", "group", "status"},
		Where: map[string]data.Value{"year": p.Get("year")}})
	if err != nil {
		return nil, fmt.Errorf("count the proposals of %s: %w", p.Text("year"), err)
	}
	for _, r := range same {
		if r.Text("group") == p.Text("group") && (r.ID == p.ID || Submitted(r)) {
			s.Entries++
		}
	}
	return s, nil
}

func (s *Sheet) readRules(ctx context.Context, st *store.Store) (err error) {
	p := s.Proposal
	if s.Rules, err = Version(ctx, st, p.Text("rules_version")); err != nil {
		return err
	}
	now, err := ReadRules(ctx, st)
	if err != nil {
		return err
	}
	if now.Version != s.Rules.Version {
		s.Newer = &now
	}
	s.Year, s.Exact = s.Rules.Of(p.Text("year"))
	var ok bool
	if s.Group, ok = s.Year.Group(p.Text("group")); !ok { // a group that these rules do not have
		s.Group = Group{ID: p.Text("group"), Form: s.Year.Groups[0].Form}
		s.Group.Name.ID = p.Text("group")
	}
	return nil
}

// parts puts what was written into the order of the form. Sections that the
// form no longer has stand behind it: nothing that was written is hidden.
func (s *Sheet) parts(written []data.Record) {
	by := map[string]data.Record{}
	for _, r := range written {
		by[r.Text("section")] = r
	}
	add := func(sec Section) {
		r := by[sec.ID]
		delete(by, sec.ID)
		p := Part{Section: sec, Record: r, Text: r.Text("text"), Most: sec.Words}
		if own, ok := r.Int("word_limit"); ok {
			p.Most, p.Own = int(own), true
		}
		p.Words = Words(p.Text)
		p.Limit = Against(p.Words, p.Most)
		s.Parts = append(s.Parts, p)
	}
	for _, sec := range s.Rules.SectionsOf(s.Group.Form) {
		add(sec)
	}
	for _, r := range written {
		id := r.Text("section")
		if _, left := by[id]; !left || blank(r.Text("text")) {
			continue
		}
		sec := Section{ID: id}
		sec.Name.ID = id
		if i := slices.IndexFunc(s.Rules.Sections, func(x Section) bool { return x.ID == id }); i >= 0 {
			sec = s.Rules.Sections[i]
		}
		add(sec)
	}
}

// Words is how many words all sections have.
func (s *Sheet) Words() int {
	n := 0
	for _, p := range s.Parts {
		n += p.Words
	}
	return n
}

// ClosesOn is the closing date: the proposal's own, else that of the rules of
// its very year; "" when neither knows it.
func (s *Sheet) ClosesOn() string {
	if on := s.Proposal.Text("closes_on"); on != "" {
		return on
	}
	if s.Exact {
		return s.Year.ClosesOn
	}
	return ""
}

// Age is the innovation's age as the rules count it.
func (s *Sheet) Age() Age { return AgeAt(s.Innovation.Text("started_on"), s.ClosesOn(), s.Today) }

// Outcome is how a check came out.
type Outcome int

// Outcomes. Unknown: what the rules or the records must say is not there.
const (
	Passed Outcome = iota
	Unknown
	Warned
	Failed
)

// Check is one thing that the rules ask for beside the sections.
type Check struct {
	Key     string // of the translation: innovation.check.<Key>
	Args    map[string]any
	Outcome Outcome
}

// Checks look at age, group, number of entries and video.
func (s *Sheet) Checks() []Check {
	var all []Check
	add := func(o Outcome, key string, args ...any) {
		all = append(all, Check{key, data.Fail("", nil, args...).Args, o})
	}
	if !s.Exact {
		add(Warned, "year", "Year", s.Proposal.Text("year"), "Like", s.Year.Year)
	}
	s.checkAge(add)
	s.checkGroup(add)
	s.checkVideo(add)
	return all
}

func (s *Sheet) checkAge(add func(Outcome, string, ...any)) {
	g, age := s.Group, s.Age()
	args := []any{"Months", age.Months, "Least", g.MinMonths, "At", age.At, "Relaxed", g.RelaxedMonths, "For", g.RelaxedFor}
	switch {
	case s.Innovation.Text("started_on") == "":
		add(Failed, "age_no_start")
	case !age.Known:
		add(Failed, "age_later", args...)
	case g.MinMonths == 0:
		add(Unknown, "age_unknown", args...)
	case age.Months >= g.MinMonths && age.Closing:
		add(Passed, "age_enough", args...)
	case age.Months >= g.MinMonths:
		add(Passed, "age_enough_today", args...)
	case g.RelaxedMonths > 0 && age.Months >= g.RelaxedMonths:
		add(Warned, "age_relaxed", args...)
	case age.Closing:
		add(Failed, "age_young", args...)
	default: // it grows until closing, which is not known
		add(Warned, "age_young_today", args...)
	}
}

func (s *Sheet) checkGroup(add func(Outcome, string, ...any)) {
	g := s.Group
	if g.Invited {
		won := len(s.Awards) > 0 || !blank(s.Innovation.Text("award"))
		if won {
			add(Passed, "group_invited")
		} else {
			add(Warned, "group_no_award")
		}
	}
	switch {
	case g.MaxEntries == 0:
		add(Unknown, "entries_unknown")
	case s.Entries > g.MaxEntries:
		add(Failed, "entries_over", "N", s.Entries, "Max", g.MaxEntries)
	default: // the limit is an agency's, and other missions are not here
		add(Unknown, "entries", "N", s.Entries, "Max", g.MaxEntries)
	}
}

func (s *Sheet) checkVideo(add func(Outcome, string, ...any)) {
	v, p := s.Year.Video, s.Proposal
	if v == nil {
		return
	}
	args := []any{"Minutes", v.MaxSeconds / 60, "Lines", v.MinLines, "Language", v.Language}
	if blank(p.Text("video")) && !s.videoFile() {
		add(Failed, "video_missing", args...)
		return
	}
	switch n, ok := p.Int("video_seconds"); {
	case !ok:
		add(Unknown, "video_length_unknown", args...)
	case int(n) > v.MaxSeconds:
		add(Failed, "video_long", args...)
	default:
		add(Passed, "video_length", args...)
	}
	for _, what := range VideoChecks {
		if slices.Contains(p.List("video_checks"), what) {
			add(Passed, "video_"+what, args...)
		} else {
			add(Unknown, "video_"+what+"_open", args...)
		}
	}
}

// VideoChecks are what of a video somebody must look at.
var VideoChecks = []string{"picture", "language"}

func (s *Sheet) videoFile() bool {
	return slices.ContainsFunc(s.Files, func(f data.Record) bool { return strings.HasPrefix(f.Text("media_type"), "video/") })
}

// Missing are the sections in which nothing is written, and Over those with too
// many words.
func (s *Sheet) Missing() []Part { return s.with(Empty) }

// Over are the sections with more words than their limit.
func (s *Sheet) Over() []Part { return s.with(Over) }

func (s *Sheet) with(l Limit) []Part {
	var all []Part
	for _, p := range s.Parts {
		if p.Limit == l {
			all = append(all, p)
		}
	}
	return all
}

// Submitted reports whether a proposal was handed in, whatever came of it.
func Submitted(p data.Record) bool {
	s := p.Text("status")
	return s != "" && s != data.ProposalDraft
}
