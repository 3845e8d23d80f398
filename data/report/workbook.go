package report

import (
	"fmt"
	"io"
	"strings"

	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/report/workbook"
	"pinisi/data/survey"
)

// workbook writes the document as XLSX.
func (m *maker) workbook(w io.Writer) error {
	raw, err := m.workbookBytes()
	if err != nil {
		return err
	}
	m.r.tell(0.9)
	if _, err := w.Write(raw); err != nil {
		return fmt.Errorf("write the workbook: %w", err)
	}
	return nil
}

func (m *maker) workbookBytes() ([]byte, error) {
	opt := workbook.Options{Lang: m.lang, Personal: m.r.Personal}
	switch m.r.Kind {
	case Evaluation, Respondents:
		s, err := assess.Load(m.ctx, m.st, m.r.ID)
		if err != nil {
			return nil, err
		}
		if m.r.Kind == Respondents {
			return workbook.Respondents(m.ctx, m.st, s, opt)
		}
		return workbook.Evaluation(m.ctx, m.st, s, opt)
	case Survey:
		s, err := survey.Load(m.ctx, m.st, m.r.ID)
		if err != nil {
			return nil, err
		}
		return workbook.Survey(m.ctx, m.st, s, opt)
	}
	return nil, data.Fail("report.no_format", ErrUnsupported, "Kind", m.r.Kind, "Format", m.r.Format, "Formats", strings.Join(Formats(m.r.Kind), ", "))
}
