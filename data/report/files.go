package report

import (
	"time"

	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/report/document"
)

// file is a piece of evidence where it belongs.
type file struct {
	code, title string // of the indicator, or of the question of F-01
	form        string // "F-01" or "F-02"
	name        string // masked
	sha         string
	size        int64
	date        string // when it was taken, else when its record was changed last
	caption     string // masked
	here        bool   // its bytes are on this computer
}

// files are the evidence of an evaluation in the order of the forms: F-02, then F-01.
func (m *maker) files(s *assess.Sheet) ([]file, error) {
	var all []file
	add := func(form, code, title string, records []data.Record) {
		for _, r := range records {
			m.saw(r)
			f := file{code: code, title: title, form: form, name: m.mask.Text(r.Text("name")), sha: r.Text("sha256"), date: r.Text("taken_on"), caption: m.mask.Text(r.Text("caption"))}
			f.size, _ = r.Int("size")
			if f.date == "" {
				f.date = r.Changed.Time().Format(time.DateOnly)
			}
			f.here = m.st.HasFile(f.sha)
			all = append(all, f)
		}
	}
	for _, ind := range s.Instrument.Indicators() {
		add("F-02", ind.ID, ind.Title.In(m.lang), s.Attachments[ind.ID])
	}
	stated, err := s.StatementFiles(m.ctx, m.st)
	if err != nil {
		return nil, err
	}
	for _, q := range s.Instrument.F01.Questions {
		add("F-01", q.ID, q.Text.In(m.lang), stated[q.ID])
	}
	return all, nil
}

// evidenceList is section 7: the files by indicator, pictures in small.
func (m *maker) evidenceList(files []file) error {
	m.h1("evidence")
	if len(files) == 0 {
		m.text("evidence.none")
		return nil
	}
	thumbs, err := m.thumbnails(files, thumb)
	if err != nil {
		return err
	}
	away := 0
	t := document.Table{Caption: m.T("evidence.table"), Columns: []document.Column{{Head: m.T("evidence.picture"), Width: 22}, {Head: m.T("evidence.file"), Width: 46}, {Head: m.T("evidence.date"), Width: 15}, {Head: "SHA-256", Width: 17}}}
	for i, f := range files {
		if i == 0 || files[i-1].code != f.code || files[i-1].form != f.form {
			t.Rows = append(t.Rows, document.Row{Span: true, Cells: []document.Cell{document.T(f.code + "  " + f.title)}})
		}
		cell := document.Cell{Runs: []document.Run{{Text: f.name}, {Text: "\n" + m.w.Bytes(f.size), Quiet: true}}}
		if f.caption != "" {
			cell.Runs = append(cell.Runs, document.Run{Text: "\n" + f.caption, Quiet: true})
		}
		if !f.here {
			away++
			cell.Runs = append(cell.Runs, document.Run{Text: "\n" + m.T("evidence.away"), Bold: true})
		}
		t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{{Picture: thumbs[i]}, cell, document.T(m.short(f.date)), document.T(shortHash(f.sha))}})
	}
	m.text("evidence.lead", "N", len(files))
	if away > 0 {
		m.hint("evidence.away_count", "N", away)
	}
	m.add(t)
	return nil
}

func shortHash(sha string) string { return sha[:min(len(sha), 12)] }

// hashAnnex has the whole hashes, by which a file is proved to be the same.
func (m *maker) hashAnnex(files []file) {
	if len(files) == 0 {
		return
	}
	m.appendix("hashes")
	m.text("hashes.lead")
	t := document.Table{Small: true, Columns: []document.Column{{Head: m.T("finding.code"), Width: 9}, {Head: m.T("evidence.file"), Width: 26}, {Head: "SHA-256", Width: 65}}}
	for _, f := range files {
		t.Rows = append(t.Rows, document.Cells(f.code, f.name, f.sha))
	}
	m.add(t)
}
