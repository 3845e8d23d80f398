package report

import (
	"fmt"

	"pinisi/data"
)

// signedAt is when the berita acara was signed by the records: the change that
// took the consultation from draft to signed. Zero when it is not signed, or
// when that change is not here, as with records from a file.
func (m *maker) signedAt(c data.Record) (data.HLC, error) {
	history, err := m.st.History(m.ctx, c.Kind, c.ID)
	if err != nil {
		return 0, fmt.Errorf("read when the berita acara was signed: %w", err)
	}
	var at data.HLC
	drafted := false
	for i := len(history) - 1; i >= 0; i-- { // the oldest first
		if h := history[i]; h.Field == "status" {
			switch {
			case h.Value.S == data.ConsultationDraft || h.Value.IsNull():
				drafted, at = true, 0
			case drafted && at == 0:
				at = h.HLC
			}
		}
	}
	return at, nil
}

// asSigned are records as they were at a moment; those that came later are left
// out. With no moment they are as they are now.
func (m *maker) asSigned(records []data.Record, at data.HLC) ([]data.Record, error) {
	if at == 0 {
		return records, nil
	}
	var out []data.Record
	for _, r := range records {
		if r.Changed <= at {
			out = append(out, r)
			continue
		}
		history, err := m.st.History(m.ctx, r.Kind, r.ID)
		if err != nil {
			return nil, fmt.Errorf("read what a record was when it was signed: %w", err)
		}
		fields := map[string]data.Value{}
		for i := len(history) - 1; i >= 0; i-- {
			if h := history[i]; h.HLC <= at {
				fields[h.Field] = h.Value
			}
		}
		if len(fields) == 0 {
			continue
		}
		if d := fields[data.FieldDeleted]; d.T == data.Bool && d.I != 0 {
			continue
		}
		r.Fields = fields
		out = append(out, r)
	}
	return out, nil
}
