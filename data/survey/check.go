package survey

import (
	"fmt"
	"math/big"
	"regexp"
	"strings"

	"pinisi/assets"
	"pinisi/data/instrument"
)

var (
	nameForm    = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9-]{0,63}$`)
	versionForm = regexp.MustCompile(`^\d{1,9}(\.\d{1,9}){0,3}$`)
)

// check finds everything that is wrong with a definition.
func (d *Definition) check() (faults []error) {
	add := func(key, place string, values ...any) {
		faults = append(faults, instrument.Invalid(key, place, values...))
	}
	text := func(place string, t assets.Text) {
		if strings.TrimSpace(t.ID) == "" {
			add("blank", place)
		}
	}
	if d.Format != formatRead {
		add("format", "format", "Found", d.Format, "Want", formatRead)
	}
	if !nameForm.MatchString(d.ID) {
		add("bad_id", "id", "Found", d.ID)
	}
	if !versionForm.MatchString(d.Version) {
		add("bad_version", "version", "Found", d.Version)
	}
	text("title", d.Title)
	if d.Scale.Min < 1 || d.Scale.Max > 9 || d.Scale.Min >= d.Scale.Max {
		add("scale", "scale", "Min", d.Scale.Min, "Max", d.Scale.Max)
		return faults // nothing below means anything then
	}
	if len(d.Unsur) == 0 {
		add("blank", "unsur")
	}
	seen := map[string]bool{}
	for i, u := range d.Unsur {
		place := "unsur[" + u.ID + "]"
		if !nameForm.MatchString(u.ID) {
			add("bad_id", fmt.Sprintf("unsur[%d].id", i), "Found", u.ID)
		}
		if seen[u.ID] {
			add("duplicate", place, "Found", u.ID)
		}
		seen[u.ID] = true
		text(place+".name", u.Name)
		text(place+".question", u.Question)
		if want := d.Scale.Max - d.Scale.Min + 1; len(u.Labels) != want {
			add("count", place+".labels", "Found", len(u.Labels), "Want", want)
		}
		for n, label := range u.Labels {
			text(fmt.Sprintf("%s.labels[%d]", place, n), label)
		}
	}
	if d.Rounding != halfUp {
		add("rounding", "rounding", "Found", d.Rounding, "Known", halfUp)
	}
	if d.Sample.Method != krejcieMorgan {
		add("method_unknown", "sample.method", "Found", d.Sample.Method, "Known", krejcieMorgan)
	}
	if d.Decimals < 0 || d.Decimals > highestDecimals {
		add("decimals", "decimals", "Found", d.Decimals, "Max", highestDecimals)
		return faults
	}
	return append(faults, d.checkQualities()...)
}

// checkQualities wants qualities that rise from one end of IKM to the other,
// so that every rounded IKM falls into exactly one.
func (d *Definition) checkQualities() (faults []error) {
	add := func(key, place string, values ...any) {
		faults = append(faults, instrument.Invalid(key, place, values...))
	}
	if len(d.Qualities) == 0 {
		add("blank", "qualities")
		return faults
	}
	step := big.NewRat(1, 1)
	for range d.Decimals {
		step.Quo(step, big.NewRat(10, 1))
	}
	seen := map[string]bool{}
	for i, q := range d.Qualities {
		place := "qualities[" + q.Code + "]"
		if strings.TrimSpace(q.Code) == "" || strings.TrimSpace(q.Name.ID) == "" {
			add("blank", place)
		}
		if seen[q.Code] {
			add("duplicate", place, "Found", q.Code)
		}
		seen[q.Code] = true
		if q.Min.Rat().Cmp(q.Max.Rat()) > 0 {
			add("category_reversed", place, "Min", q.Min.String(), "Max", q.Max.String())
		}
		if i == 0 {
			continue
		}
		before := d.Qualities[i-1]
		next := new(big.Rat).Add(before.Max.Rat(), step)
		switch q.Min.Rat().Cmp(next) {
		case -1:
			add("category_overlap", place, "Other", before.Code, "OtherMax", before.Max.String(), "Min", q.Min.String())
		case 1:
			add("category_gap", place, "Other", before.Code, "OtherMax", before.Max.String(), "Min", q.Min.String(), "Want", next.FloatString(d.Decimals))
		}
	}
	low := big.NewRat(int64(100*d.Scale.Min), int64(d.Scale.Max))
	first, last := d.Qualities[0], d.Qualities[len(d.Qualities)-1]
	if first.Min.Rat().Cmp(low) != 0 || last.Max.Rat().Cmp(big.NewRat(100, 1)) != 0 {
		add("category_ends", "qualities", "Min", first.Min.String(), "Max", last.Max.String(), "WantMin", low.FloatString(d.Decimals), "WantMax", "100")
	}
	return faults
}
