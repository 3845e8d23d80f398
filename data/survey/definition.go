package survey

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"pinisi/assets"
	"pinisi/data/instrument"
)

// Definition is one version of the form and its rules. It comes from [Parse],
// is valid, and must not be changed; so it may be shared by goroutines.
type Definition struct {
	Format int `json:"format"`
	instrument.Reference
	Edition    int                     `json:"edition"` // year of the regulation that it restates
	Title      assets.Text             `json:"title"`
	Notice     string                  `json:"notice,omitempty"` // what a reader must know about the wording
	LegalBasis []instrument.LegalBasis `json:"legal_basis,omitempty"`
	Sources    []instrument.Source     `json:"sources,omitempty"`

	Scale             instrument.Scale        `json:"scale"`
	Unsur             []Unsur                 `json:"unsur"`
	UnsurVerification instrument.Verification `json:"unsur_verification"`
	Weights           Weights                 `json:"weights"`

	Decimals             int                     `json:"decimals"` // of IKM
	Rounding             string                  `json:"rounding"` // "half_up"
	RoundingVerification instrument.Verification `json:"rounding_verification"`
	// Qualities rise without a gap at Decimals places, from 100 × min/max of the scale to 100.
	Qualities             []Quality               `json:"qualities"`
	QualitiesVerification instrument.Verification `json:"qualities_verification"`
	Sample                SampleRule              `json:"sample"`
}

// Unsur is one element of the service that users judge. Sources give U8 and U9
// in either order, so it is always told by code and name.
type Unsur struct {
	ID       string        `json:"id"` // "U1"
	Name     assets.Text   `json:"name"`
	Short    assets.Text   `json:"short,omitzero"` // for narrow places; none: Name
	Question assets.Text   `json:"question"`
	Labels   []assets.Text `json:"labels"` // what the answers mean, from the scale's least
}

// ShortName is the name for narrow places.
func (u Unsur) ShortName() assets.Text {
	if u.Short.IsZero() {
		return u.Name
	}
	return u.Short
}

// Weights says how unsur weigh.
type Weights struct {
	Text         assets.Text             `json:"text"`
	Verification instrument.Verification `json:"verification"`
}

// Quality (mutu pelayanan) is a named range of the rounded IKM.
type Quality struct {
	Code string             `json:"code"` // "A"
	Name assets.Text        `json:"name"`
	Min  instrument.Decimal `json:"min"` // of IKM
	Max  instrument.Decimal `json:"max"`
}

// SampleRule says how the least sample follows from the population.
type SampleRule struct {
	Method       string                  `json:"method"` // "krejcie_morgan"
	Name         assets.Text             `json:"name"`
	Verification instrument.Verification `json:"verification"`
}

const (
	formatRead      = 1
	maxSize         = 1 << 20
	halfUp          = "half_up"
	krejcieMorgan   = "krejcie_morgan"
	highestDecimals = 4
)

// Parse reads and checks a definition. What is wrong with it comes as one or
// more *instrument.InvalidError (see instrument.Faults).
func Parse(r io.Reader) (*Definition, error) {
	raw, err := io.ReadAll(io.LimitReader(r, maxSize+1))
	if err != nil {
		return nil, fmt.Errorf("read the survey's definition: %w", err)
	}
	if len(raw) > maxSize {
		return nil, instrument.Invalid("too_large", "", "Limit", maxSize>>20)
	}
	d := &Definition{}
	if err := json.Unmarshal(raw, d); err != nil {
		line := 1
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			line += bytes.Count(raw[:min(int(syntax.Offset), len(raw))], []byte("\n"))
		}
		return nil, instrument.Invalid("syntax", "", "Line", line, "Detail", err.Error())
	}
	if faults := d.check(); len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	return d, nil
}

// Find is the unsur with that code.
func (d *Definition) Find(id string) (Unsur, bool) {
	if i := slices.IndexFunc(d.Unsur, func(u Unsur) bool { return u.ID == id }); i >= 0 {
		return d.Unsur[i], true
	}
	return Unsur{}, false
}

// QualityOf is the quality of an IKM, which is rounded for it first.
func (d *Definition) QualityOf(ikm instrument.Number) (Quality, bool) {
	if !ikm.Known() {
		return Quality{}, false
	}
	rounded := ikm.Round(d.Decimals)
	for _, q := range d.Qualities {
		if rounded.Cmp(instrument.Exactly(q.Min.Rat())) >= 0 && rounded.Cmp(instrument.Exactly(q.Max.Rat())) <= 0 {
			return q, true
		}
	}
	return Quality{}, false
}
