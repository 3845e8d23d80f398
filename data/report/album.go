package report

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"pinisi/data/report/document"
)

// meetingFiles are the files of a consultation in the order in which they were added.
func (m *maker) meetingFiles(g *meeting) []file {
	var all []file
	for _, r := range g.Evidence {
		f := file{code: r.Text("role"), name: m.mask.Text(r.Text("name")), sha: r.Text("sha256"), date: r.Text("taken_on"), caption: m.mask.Text(r.Text("caption"))}
		f.size, _ = r.Int("size")
		if f.date == "" {
			f.date = r.Changed.Time().Format(time.DateOnly)
		}
		f.here = m.st.HasFile(f.sha)
		all = append(all, f)
	}
	return all
}

// publication says where the result was told, and by what that is proved.
func (m *maker) publication(g *meeting, files []file) {
	m.h1("meet.part.publication")
	if g.c.Text("published_on") == "" && g.c.Text("published_at") == "" {
		m.text("meet.unpublished")
		return
	}
	var proofs []string
	for _, f := range files {
		if f.code == "publication" {
			text := f.name
			if f.caption != "" {
				text += " (" + f.caption + ")"
			}
			proofs = append(proofs, text)
		}
	}
	m.add(document.Facts([2]string{m.T("meet.published_on"), m.date(g.c.Text("published_on"))}, [2]string{m.T("meet.published_at"), m.mask.Text(g.c.Text("published_at"))},
		[2]string{m.T("meet.published_note"), m.mask.Text(g.c.Text("published_note"))}, [2]string{m.T("meet.proof"), strings.Join(proofs, "\n")}))
	if len(proofs) == 0 {
		m.hint("meet.no_proof")
	}
}

// album is an annex with the photographs, two in a row, with their captions.
func (m *maker) album(files []file) error {
	pictures, err := m.thumbnails(files, photo)
	if err != nil {
		return err
	}
	t := document.Table{Plain: true, Columns: []document.Column{{Width: 50}, {Width: 50}}}
	var row document.Row
	shown := 0
	for i, f := range files {
		// What has a role of its own, such as a scanned letter, is no photograph.
		if pictures[i] == nil || !slices.Contains([]string{"", "photo", "publication"}, f.code) {
			continue
		}
		p := *pictures[i]
		p.Alt = cmp.Or(f.caption, f.name)
		caption := []document.Run{{Text: p.Alt}, {Text: "\n" + m.short(f.date), Quiet: true}}
		row.Cells = append(row.Cells, document.Cell{Picture: &p, Runs: caption})
		shown++
		if len(row.Cells) == 2 {
			t.Rows = append(t.Rows, row)
			row = document.Row{}
		}
	}
	if len(row.Cells) > 0 {
		row.Cells = append(row.Cells, document.T(""))
		t.Rows = append(t.Rows, row)
	}
	if shown > 0 {
		m.appendix("meet.part.photos")
		m.add(t)
	}
	return nil
}

// fileAnnex lists every file with what proves it to be the same.
func (m *maker) fileAnnex(files []file) {
	if len(files) == 0 {
		return
	}
	m.appendix("meet.files")
	t := document.Table{Small: true, Columns: []document.Column{{Head: m.T("meet.file_role"), Width: 16}, {Head: m.T("evidence.file"), Width: 28}, {Head: m.T("evidence.date"), Width: 10}, {Head: "SHA-256", Width: 46}}}
	for _, f := range files {
		role := "–"
		if f.code != "" {
			role = m.choice("attachment", "role", f.code)
		}
		name := document.T(f.name)
		quietly(&name, f.caption)
		if !f.here {
			quietly(&name, m.T("evidence.away"))
		}
		t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{document.T(role), name, document.T(m.short(f.date)), document.T(f.sha)}})
	}
	m.add(t)
}
