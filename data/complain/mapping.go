package complain

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"pinisi/data/store"
	"pinisi/data/tabular"
)

// Mapping says which column of a table holds what, and what the words in it mean.
type Mapping struct {
	Columns map[string]int               // by field; a field that is not there has no column
	Values  map[string]map[string]string // by field and plain word: a choice, a service's code, yes, no, or [Blank]
	Channel string                       // of all complaints when no column says it; blank: not said
	Zone    string                       // IANA: the clock of the times in the file; blank: the mission's own
}

// Column is the column of a field, -1 for none.
func (m Mapping) Column(field string) int {
	if at, ok := m.Columns[field]; ok {
		return at
	}
	return -1
}

// Set gives a field a column; -1 takes it away.
func (m *Mapping) Set(field string, column int) {
	if m.Columns == nil {
		m.Columns = map[string]int{}
	}
	if column < 0 {
		delete(m.Columns, field)
		return
	}
	m.Columns[field] = column
}

// SetValue says what a word means for a field; "" forgets it.
func (m *Mapping) SetValue(field, word, means string) {
	if m.Values == nil {
		m.Values = map[string]map[string]string{}
	}
	if m.Values[field] == nil {
		m.Values[field] = map[string]string{}
	}
	if means == "" {
		delete(m.Values[field], tabular.Plain(word))
		return
	}
	m.Values[field][tabular.Plain(word)] = means
}

// Secret reports whether a row says that its complaint is secret, or says it in
// words that nobody knows.
func (m Mapping) Secret(r tabular.Row) bool {
	cell := r.Cell(m.Column("secret"))
	if blank(cell) {
		return false
	}
	means, ok := m.Values["secret"][tabular.Plain(cell)]
	if !ok {
		means, ok = meaning("secret", cell)
	}
	return !ok || means == yes
}

// Clone is a mapping of its own.
func (m Mapping) Clone() Mapping {
	m.Columns = maps.Clone(m.Columns)
	values := map[string]map[string]string{}
	for field, by := range m.Values {
		values[field] = maps.Clone(by)
	}
	m.Values = values
	return m
}

// sp4nZone is the clock of SP4N-LAPOR!.
const sp4nZone = "Asia/Jakarta"

// Propose guesses the mapping from the headings: whatever their order, their
// case and their language. A file that looks like one of SP4N-LAPOR! is taken
// for one: its channel, and the clock of Jakarta.
func Propose(t *tabular.Table) Mapping {
	m := Mapping{}
	taken := make([]bool, len(t.Header))
	heads := make([]tabular.Head, len(t.Header))
	for i, title := range t.Header {
		heads[i] = tabular.HeadOf(title)
	}
	// Exact names of every field first, so that "status" is not taken for a part
	// of another heading; then headings that hold a name.
	for _, exact := range []bool{true, false} {
		for _, target := range targets {
			if m.Column(target.Field) >= 0 {
				continue
			}
			at := -1
			if exact {
				at = called(heads, taken, target.names)
			} else if target.Field != "reporter" {
				at = tabular.Pick(heads, taken, target.names, "nama", "name")
			}
			if at >= 0 {
				m.Set(target.Field, at)
				taken[at] = true
			}
		}
	}
	// One column often holds both marks.
	if at := m.Column("anonymous"); at >= 0 && m.Column("secret") < 0 && holds(t, at, "secret") {
		m.Set("secret", at)
	}
	if at := m.Column("secret"); at >= 0 && m.Column("anonymous") < 0 && holds(t, at, "anonymous") {
		m.Set("anonymous", at)
	}
	if sp4n(heads) {
		m.Zone = sp4nZone
		if m.Column("channel") < 0 || !allMean(t, m.Column("channel"), "channel") {
			m.Set("channel", -1) // there it names the way into SP4N-LAPOR! (web, SMS), not another channel
			m.Channel = "sp4n"
		}
	}
	return m
}

// called finds the column that is called exactly one of the names.
func called(heads []tabular.Head, taken []bool, names []string) int {
	for _, name := range names {
		for i, h := range heads {
			if !taken[i] && h.Any(func(s string) bool { return s == name }) {
				return i
			}
		}
	}
	return -1
}

// sp4n reports whether the headings are those of SP4N-LAPOR!.
func sp4n(heads []tabular.Head) bool {
	return slices.ContainsFunc(heads, func(h tabular.Head) bool {
		return h.Any(func(s string) bool {
			return s == "tracking id" || s == "terdisposisi ke" || s == "opd terkait" || strings.Contains(s, "sp4n") || strings.Contains(s, "instansi terdisposisi")
		})
	})
}

// holds reports whether a column says yes for a field anywhere.
func holds(t *tabular.Table, column int, field string) bool {
	return slices.ContainsFunc(t.Rows, func(r tabular.Row) bool {
		v, ok := meanings[field][tabular.Plain(r.Cell(column))]
		return ok && v == yes
	})
}

// allMean reports whether every word of a column means something for a field.
func allMean(t *tabular.Table, column int, field string) bool {
	return !slices.ContainsFunc(t.Rows, func(r tabular.Row) bool {
		cell := r.Cell(column)
		if blank(cell) {
			return false
		}
		_, ok := meaning(field, cell)
		return !ok
	})
}

// remembered is how a mapping is kept: by headings, so that the order of the
// columns does not matter.
type remembered struct {
	Columns map[string]string            `json:"columns"`
	Values  map[string]map[string]string `json:"values,omitempty"`
	Channel string                       `json:"channel,omitempty"`
	Zone    string                       `json:"zone,omitempty"`
}

// settingOf is the key of the device's setting for files with the table's headings.
func settingOf(t *tabular.Table) string {
	heads := make([]string, len(t.Header))
	for i, h := range t.Header {
		heads[i] = tabular.Plain(h)
	}
	slices.Sort(heads)
	sum := sha256.Sum256([]byte(strings.Join(heads, "\x1f")))
	return "complain.mapping." + hex.EncodeToString(sum[:8])
}

// Remember keeps the mapping on this device for files with the same headings.
func Remember(ctx context.Context, st *store.Store, t *tabular.Table, m Mapping) error {
	r := remembered{Columns: map[string]string{}, Values: m.Values, Channel: m.Channel, Zone: m.Zone}
	for field, at := range m.Columns {
		r.Columns[field] = t.Title(at)
	}
	b, err := json.Marshal(r)
	if err != nil {
		return err
	}
	if err := st.SetSetting(ctx, settingOf(t), string(b)); err != nil {
		return fmt.Errorf("remember the columns of an import: %w", err)
	}
	return nil
}

// Recall is the mapping that was remembered for files with these headings, or
// else the proposed one; before says which.
func Recall(ctx context.Context, st *store.Store, t *tabular.Table) (m Mapping, before bool, err error) {
	text, err := st.Setting(ctx, settingOf(t))
	if err != nil {
		return m, false, fmt.Errorf("recall the columns of an import: %w", err)
	}
	var r remembered
	if text == "" || json.Unmarshal([]byte(text), &r) != nil {
		return Propose(t), false, nil
	}
	m = Mapping{Values: r.Values, Channel: r.Channel, Zone: r.Zone}
	for field, title := range r.Columns {
		for at := range t.Header {
			if t.Title(at) == title {
				m.Set(field, at)
				break
			}
		}
	}
	return m, true, nil
}
