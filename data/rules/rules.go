// Package rules reads rules that are data: deadlines, limits, groups and
// checklists that a regulation or headquarters sets and may change (aturan).
// Each is a file with a version and a source; the program ships one of each,
// and headquarters publishes later ones as records that reach every mission.
//
// A package that uses a rule declares its code and how its values are checked
// with [Declare], and reads it with [Read]. All functions are safe for
// concurrent use.
package rules

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"pinisi/assets"
	"pinisi/data"
	"pinisi/data/store"
)

// Info says which rules they are.
type Info struct {
	Code    string      `json:"code"`
	Version string      `json:"version"` // numbers with points between: "1.0", "2026.2"
	Title   assets.Text `json:"title"`
	// Ours marks values that the program proposes and no regulation sets; a
	// screen that shows them says so.
	Ours   bool        `json:"ours"`
	Source assets.Text `json:"source"`
	// Record is the record that headquarters published; data.NilID: it ships with the program.
	Record data.ID `json:"-"`
}

// file is the whole of one file.
type file struct {
	Info
	Values json.RawMessage `json:"values"`
}

var checks = map[string]func(values json.RawMessage) error{}

// Declare registers a code with the type of its values, at program start only.
// The check says what is wrong with values, so that nothing unusable is
// published; keys that the type does not have are refused before it.
func Declare[Values any](code string, check func(Values) error) {
	if checks[code] != nil {
		panic("rules: " + code + " declared twice")
	}
	checks[code] = func(raw json.RawMessage) error {
		var values Values
		if err := strict(raw, &values); err != nil {
			return err
		}
		return check(values)
	}
}

// strict decodes values into a type and refuses keys that it does not have.
func strict(values json.RawMessage, into any) error {
	d := json.NewDecoder(bytes.NewReader(values))
	d.DisallowUnknownFields()
	return d.Decode(into)
}

// Codes are the declared rules, sorted.
func Codes() []string {
	var all []string
	for code := range checks {
		all = append(all, code)
	}
	slices.Sort(all)
	return all
}

// Read decodes the values of the rules that hold now.
func Read(ctx context.Context, st *store.Store, code string, into any) (Info, error) {
	all, err := versions(ctx, st, code)
	if err != nil {
		return Info{}, err
	}
	return decode(all[len(all)-1], into)
}

// ReadVersion decodes those of one version, which a record was begun with. When
// it is not here, the newest stands in its place: compare Info.Version.
func ReadVersion(ctx context.Context, st *store.Store, code, version string, into any) (Info, error) {
	all, err := versions(ctx, st, code)
	if err != nil {
		return Info{}, err
	}
	if i := slices.IndexFunc(all, func(f file) bool { return f.Version == version }); i >= 0 {
		return decode(all[i], into)
	}
	return decode(all[len(all)-1], into)
}

func decode(f file, into any) (Info, error) {
	if err := json.Unmarshal(f.Values, into); err != nil {
		return f.Info, fmt.Errorf("read the rules %s %s: %w", f.Code, f.Version, err)
	}
	return f.Info, nil
}

// List is every version of every declared rule that is here, by code, oldest first.
func List(ctx context.Context, st *store.Store) ([]Info, error) {
	var all []Info
	for _, code := range Codes() {
		files, err := versions(ctx, st, code)
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			all = append(all, f.Info)
		}
	}
	return all, nil
}

// Export is the file of the rules that hold now, to be changed and published.
func Export(ctx context.Context, st *store.Store, code string) ([]byte, error) {
	if checks[code] == nil {
		return nil, data.Fail("rules.unknown", nil, "Code", code, "Codes", strings.Join(Codes(), ", "))
	}
	all, err := versions(ctx, st, code)
	if err != nil {
		return nil, err
	}
	b, err := json.MarshalIndent(all[len(all)-1], "", "  ")
	return append(b, '\n'), err
}

// Check reads a file and says what it is, or what is wrong with it:
// rules.unreadable, rules.unknown, rules.bad_version, rules.bad_values.
func Check(raw []byte) (Info, error) {
	f, err := parse(raw)
	return f.Info, err
}

// Publish stores a new version for every mission. It fails as [Check] does,
// with rules.headquarters on a mission's device, and with rules.old when the
// version is not greater than those that are here.
func Publish(ctx context.Context, st *store.Store, author data.ID, raw []byte) (Info, error) {
	f, err := parse(raw)
	if err != nil {
		return f.Info, err
	}
	if st.Profile().Scope != store.Headquarters {
		return f.Info, data.Fail("rules.headquarters", nil, "Code", f.Code)
	}
	all, err := versions(ctx, st, f.Code)
	if err != nil {
		return f.Info, err
	}
	if newest := all[len(all)-1]; compare(f.Version, newest.Version) <= 0 {
		return f.Info, data.Fail("rules.old", nil, "Code", f.Code, "Version", f.Version, "Newest", newest.Version)
	}
	definition, err := data.ParseJSON(raw)
	if err != nil {
		return f.Info, data.Fail("rules.unreadable", err)
	}
	f.Record = data.RulesetID(f.Code, f.Version)
	_, err = st.Write(ctx, data.Action{Author: author, Label: "rules.undo.publish", Edits: data.Create("ruleset", f.Record, data.SharedScope, map[string]data.Value{
		"code": data.TextValue(f.Code), "version": data.TextValue(f.Version), "definition": definition,
	})})
	if err != nil {
		return f.Info, fmt.Errorf("publish the rules %s %s: %w", f.Code, f.Version, err)
	}
	return f.Info, nil
}

func parse(raw []byte) (file, error) {
	var f file
	if err := strict(raw, &f); err != nil {
		return f, data.Fail("rules.unreadable", err, "Why", err.Error())
	}
	check := checks[f.Code]
	if check == nil {
		return f, data.Fail("rules.unknown", nil, "Code", f.Code, "Codes", strings.Join(Codes(), ", "))
	}
	if _, ok := numbers(f.Version); !ok {
		return f, data.Fail("rules.bad_version", nil, "Code", f.Code, "Version", f.Version)
	}
	if f.Title.IsZero() || f.Source.IsZero() {
		return f, data.Fail("rules.no_source", nil, "Code", f.Code)
	}
	if err := check(f.Values); err != nil {
		return f, data.Fail("rules.bad_values", err, "Code", f.Code, "Why", err.Error())
	}
	return f, nil
}

// versions are those of a code, oldest first; there is always one. A published
// record that cannot be used stands in nobody's way: it is passed over.
func versions(ctx context.Context, st *store.Store, code string) ([]file, error) {
	raw, err := fs.ReadFile(assets.Rules(), code+".json")
	if err != nil {
		return nil, fmt.Errorf("read the shipped rules %s: %w", code, err)
	}
	ships, err := parse(raw)
	if err != nil {
		return nil, fmt.Errorf("read the shipped rules %s: %w", code, err)
	}
	all := []file{ships}
	records, err := st.List(ctx, store.Query{Kind: "ruleset", Where: map[string]data.Value{"code": data.TextValue(code)}})
	if err != nil {
		return nil, fmt.Errorf("list the published rules %s: %w", code, err)
	}
	for _, r := range records {
		f, err := parse([]byte(r.Text("definition")))
		if err != nil || f.Code != code || len(r.Conflicts) > 0 {
			continue
		}
		f.Record = r.ID
		all = append(all, f)
	}
	slices.SortStableFunc(all, func(a, b file) int { return compare(a.Version, b.Version) })
	return all, nil
}

// compare orders versions by their numbers.
func compare(a, b string) int {
	x, _ := numbers(a)
	y, _ := numbers(b)
	return slices.CompareFunc(x, y, func(i, j int) int { return cmp.Compare(i, j) })
}

func numbers(version string) ([]int, bool) {
	var all []int
	for part := range strings.SplitSeq(version, ".") {
		n, err := strconv.Atoi(part)
		if err != nil || n < 0 {
			return nil, false
		}
		all = append(all, n)
	}
	return all, true
}
