package report

import (
	"fmt"
	"io"

	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/report/workbook"
)

// workbook writes the document as XLSX.
func (m *maker) workbook(w io.Writer) error {
	var raw []byte
	switch m.r.Kind {
	case Evaluation:
		s, err := assess.Load(m.ctx, m.st, m.r.ID)
		if err != nil {
			return err
		}
		if raw, err = workbook.Evaluation(m.ctx, m.st, s, workbook.Options{Lang: m.lang, Personal: m.r.Personal}); err != nil {
			return err
		}
	default:
		return data.Fail("report.no_format", ErrUnsupported, "Kind", m.r.Kind, "Format", m.r.Format, "Formats", list(formats[m.r.Kind]))
	}
	if _, err := w.Write(raw); err != nil {
		return fmt.Errorf("write the workbook: %w", err)
	}
	return nil
}
