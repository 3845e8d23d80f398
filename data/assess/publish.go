package assess

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"pinisi/data"
	"pinisi/data/instrument"
	"pinisi/data/store"
)

// InstrumentID is the record of a published instrument version: the same on
// every device, so that one published twice meets in one record, and two
// contents of one version meet as a conflict that everyone sees.
func InstrumentID(ref instrument.Reference) data.ID {
	return data.DerivedID("instrument", data.NilID, ref.ID+"\x00"+ref.Version)
}

// Publish checks an instrument file and writes it as a record that every
// mission gets. Evaluations that are begun after that take the newest version
// of their variant; those begun before keep theirs. It returns the id of the
// record, or NilID when the same content is there already and nothing was
// written.
//
// It fails with instrument.headquarters_only on a device of a mission, and with
// one *instrument.InvalidError for each fault of the file (see
// instrument.Faults), among them instrument.version_reused when there is other
// content of this version: then nothing is written.
func Publish(ctx context.Context, st *store.Store, author data.ID, definition []byte) (data.ID, error) {
	if st.Profile().Scope != store.Headquarters {
		return data.NilID, data.Fail("instrument.headquarters_only", nil)
	}
	ins, value, err := CheckInstrument(definition)
	if err != nil {
		return data.NilID, err
	}
	c, err := ReadCatalogue(ctx, st)
	if err != nil {
		return data.NilID, err
	}
	there, err := c.Admit(ins)
	if err != nil {
		return data.NilID, err
	}
	var edits []data.Edit
	switch {
	case there != nil && !there.Withdrawn:
		return data.NilID, nil
	case there != nil:
		rec, err := st.Get(ctx, "instrument", there.Record)
		if err != nil {
			return data.NilID, fmt.Errorf("read the withdrawn instrument %s: %w", ins.Reference, err)
		}
		edits = []data.Edit{rec.Set(data.FieldDeleted, data.BoolValue(false))}
	default:
		edits = data.Create("instrument", InstrumentID(ins.Reference), data.SharedScope, map[string]data.Value{
			"code": data.TextValue(ins.ID), "version": data.TextValue(ins.Version), "definition": value,
		})
		for i := range edits {
			edits[i].Seen = data.Seen{} // other content that arrives meanwhile stays beside it
		}
	}
	if _, err := st.Write(ctx, data.Action{Author: author, Label: "instrument.undo.publish", Edits: edits}); err != nil {
		return data.NilID, fmt.Errorf("publish instrument %s: %w", ins.Reference, err)
	}
	return edits[0].Record, nil
}

// CheckInstrument parses an instrument file, in UTF-8 or in UTF-16 with its
// mark, and holds it to what evaluations can store. The value is its one form
// in a record. What is wrong comes as *instrument.InvalidError, all at once.
func CheckInstrument(definition []byte) (*instrument.Instrument, data.Value, error) {
	text, _, err := transform.Bytes(unicode.BOMOverride(transform.Nop), definition)
	if err != nil {
		return nil, data.Value{}, instrument.Invalid("not_utf8", "")
	}
	if _, err := instrument.Parse(bytes.NewReader(text)); err != nil {
		return nil, data.Value{}, err
	}
	value, err := data.ParseJSON(text)
	if err != nil {
		return nil, data.Value{}, instrument.Invalid("bad_value", "", "Detail", err.Error())
	}
	ins, err := parse(value.S) // what every device will read
	if err != nil {
		return nil, data.Value{}, err
	}
	if err := stored(ins, len(value.S)); err != nil {
		return nil, data.Value{}, err
	}
	return ins, value, nil
}

// stored says what of an instrument evaluations and answers could not hold.
func stored(ins *instrument.Instrument, size int) error {
	var faults []error
	if data.Evaluation.Check("variant", data.TextValue(ins.Variant)) != nil {
		f, _ := data.Evaluation.Field("variant")
		faults = append(faults, instrument.Invalid("variant_unknown", "variant", "Found", ins.Variant, "Known", strings.Join(f.Choices, ", ")))
	}
	if f, _ := data.Answer.Field("score"); int64(ins.Scale.Min) < f.Min || int64(ins.Scale.Max) > f.Max {
		faults = append(faults, instrument.Invalid("scale_stored", "scale", "Min", ins.Scale.Min, "Max", ins.Scale.Max, "StoredMin", f.Min, "StoredMax", f.Max))
	}
	if size > data.MaxValue {
		faults = append(faults, instrument.Invalid("too_long", "", "Found", size, "Limit", data.MaxValue))
	}
	return errors.Join(faults...)
}

// Admit says whether a version may be published beside what is there. The
// version itself is returned if the same content is there already, nil if it is
// new. Other content is refused.
func (c *Catalogue) Admit(ins *instrument.Instrument) (*Version, error) {
	reused := instrument.Invalid("version_reused", "version", "ID", ins.ID, "Version", ins.Version)
	for _, left := range c.LeftOut {
		if left.Code != ins.ID || left.Version != ins.Version {
			continue
		}
		if left.Conflict {
			return nil, left.Faults[0]
		}
		return nil, reused
	}
	if _, err := c.Clone().Include(ins); err != nil {
		return nil, err
	}
	for i := range c.Versions {
		if c.Versions[i].Reference == ins.Reference {
			return &c.Versions[i], nil
		}
	}
	return nil, nil
}
