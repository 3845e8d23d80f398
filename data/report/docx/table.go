package docx

import (
	"fmt"
	"strings"

	"pinisi/data/report/document"
)

func (b *body) table(t document.Table) {
	if t.Caption != "" {
		word, number := b.count.Table()
		b.caption(word, number, t.Caption, true)
	} else if b.turn {
		b.f(`<w:p><w:pPr><w:pStyle w:val="Quiet"/>%s</w:pPr></w:p>`, b.turned())
	}
	if t.Plain || t.Caption == "" {
		b.out.WriteString(`<w:p><w:pPr><w:pStyle w:val="AfterTable"/><w:keepNext/></w:pPr></w:p>`)
	}
	_, _, width := b.doc.Paper()
	shares := t.Shares(width)
	b.f(`<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/>%s<w:tblLayout w:type="fixed"/>%s<w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr><w:tblGrid>`, twips(width), borders(t), margins(t))
	for _, w := range shares {
		b.f(`<w:gridCol w:w="%d"/>`, twips(w))
	}
	b.out.WriteString(`</w:tblGrid>`)
	style := "TableText"
	switch {
	case t.Plain:
		style = "BodyTight"
	case t.Small:
		style = "TableSmall"
	}
	if !t.Plain {
		b.out.WriteString(`<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`)
		for i, c := range t.Columns {
			b.cell(shares[i], 1, `<w:shd w:val="clear" w:color="auto" w:fill="`+document.Shade+`"/><w:vAlign w:val="bottom"/>`, style, c.Align, document.Cell{Runs: document.Bold(c.Head)}, true)
		}
		b.out.WriteString(`</w:tr>`)
	}
	whole := t.Whole()
	for at, r := range t.Rows {
		last := at+1 == len(t.Rows)
		b.row(t, r, shares, style, b.signed && at+2 >= len(t.Rows) || !last && (whole || t.Rows[at+1].Bold && at+2 == len(t.Rows)))
	}
	b.out.WriteString(`</w:tbl>`)
	// Word joins tables that touch; and something has to stand behind the last one.
	if b.ends {
		return // at the foot of a full page it would make one that is empty
	}
	keep := ""
	if b.signed {
		keep = `<w:keepNext/>`
	}
	b.out.WriteString(`<w:p><w:pPr><w:pStyle w:val="AfterTable"/>` + keep + `</w:pPr></w:p>`)
}

func (b *body) row(t document.Table, r document.Row, shares []float64, style string, keep bool) {
	text := 0
	for _, c := range r.Cells {
		text = max(text, len(document.String(c.Runs)))
	}
	props := `<w:cantSplit/>`
	if text > 1800 { // higher than most of a page, perhaps: it may be divided
		props = ""
	}
	if t.RowHeight > 0 && !r.Span {
		props += fmt.Sprintf(`<w:trHeight w:val="%d" w:hRule="atLeast"/>`, twips(t.RowHeight))
	}
	if props != "" {
		props = `<w:trPr>` + props + `</w:trPr>`
	}
	b.out.WriteString(`<w:tr>` + props)
	if r.Span {
		whole := 0.0
		for _, w := range shares {
			whole += w
		}
		c := document.Cell{}
		if len(r.Cells) > 0 {
			c = document.Cell{Runs: bold(r.Cells[0].Runs)}
		}
		b.cell(whole, len(shares), "", style, document.Left, c, true)
		b.out.WriteString(`</w:tr>`)
		return
	}
	for i, w := range shares {
		c := document.Cell{}
		if i < len(r.Cells) {
			c = r.Cells[i]
		}
		edge := ""
		if r.Bold {
			c.Runs = bold(c.Runs)
			if !t.Plain {
				edge = `<w:tcBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="` + document.Sea + `"/></w:tcBorders>`
			}
		}
		b.cell(w, 1, edge, style, t.Columns[i].Align, c, keep)
	}
	b.out.WriteString(`</w:tr>`)
}

func bold(list []document.Run) []document.Run {
	out := make([]document.Run, len(list))
	for i, r := range list {
		r.Bold = true
		out[i] = r
	}
	return out
}

func (b *body) cell(width float64, span int, props, style string, align document.Align, c document.Cell, keep bool) {
	more := ""
	if span > 1 {
		more = fmt.Sprintf(`<w:gridSpan w:val="%d"/>`, span)
	}
	b.f(`<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>%s%s</w:tcPr>`, twips(width), more, props)
	p := `<w:pStyle w:val="` + style + `"/>`
	if keep {
		p += `<w:keepNext/>`
	}
	switch align {
	case document.Right:
		p += `<w:jc w:val="right"/>`
	case document.Centre:
		p += `<w:jc w:val="center"/>`
	}
	if c.Picture != nil {
		fitted := *c.Picture
		if room := width - 2*document.CellSide; fitted.Width > room {
			fitted.Width, fitted.Height = room, fitted.Height*room/fitted.Width
		}
		b.f(`<w:p><w:pPr>%s</w:pPr>%s</w:p>`, p, b.drawing(fitted))
	}
	if c.Picture == nil || len(c.Runs) > 0 {
		b.f(`<w:p><w:pPr>%s</w:pPr>%s</w:p>`, p, runs(c.Runs, ""))
	}
	b.out.WriteString(`</w:tc>`)
}

func borders(t document.Table) string {
	if t.Plain {
		return ""
	}
	if t.Grid {
		line := func(side string) string {
			return `<w:` + side + ` w:val="single" w:sz="4" w:space="0" w:color="` + document.Faint + `"/>`
		}
		return `<w:tblBorders>` + line("top") + line("left") + line("bottom") + line("right") + line("insideH") + line("insideV") + `</w:tblBorders>`
	}
	return `<w:tblBorders><w:top w:val="single" w:sz="12" w:space="0" w:color="` + document.Sea + `"/><w:bottom w:val="single" w:sz="8" w:space="0" w:color="` + document.Sea +
		`"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="` + document.Rule + `"/></w:tblBorders>`
}

func margins(t document.Table) string {
	top := document.CellTop
	if t.Plain {
		top = 0.5
	}
	return fmt.Sprintf(`<w:tblCellMar><w:top w:w="%d" w:type="dxa"/><w:left w:w="%d" w:type="dxa"/><w:bottom w:w="%d" w:type="dxa"/><w:right w:w="%d" w:type="dxa"/></w:tblCellMar>`,
		twips(top), twips(document.CellSide), twips(top), twips(document.CellSide))
}

// signatures stand side by side, two in a row; one alone stands at the right.
func (b *body) signatures(s document.Signatures) {
	_, _, width := b.doc.Paper()
	shares := []float64{0.44, 0.12, 0.44}
	b.f(`<w:p><w:pPr><w:pStyle w:val="BodyText"/><w:keepNext/>%s</w:pPr></w:p><w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>`, b.turned(), twips(width))
	for _, share := range shares {
		b.f(`<w:gridCol w:w="%d"/>`, twips(width*share))
	}
	b.out.WriteString(`</w:tblGrid>`)
	for from := 0; from < len(s.Sign); from += 2 {
		columns := []*document.Signature{nil, nil, nil}
		for i := from; i < min(from+2, len(s.Sign)); i++ {
			at := 2
			if len(s.Sign) > 1 && i == from {
				at = 0
			}
			columns[at] = &s.Sign[i]
		}
		above := 0.0
		if from > 0 {
			above = 10
		}
		b.signaturePair(columns, shares, width, above, from+2 >= len(s.Sign))
	}
	b.out.WriteString(`</w:tbl><w:p><w:pPr><w:pStyle w:val="AfterTable"/></w:pPr></w:p>`)
}

// signaturePair has a row each for places, roles and names, so that both sign
// on one line however long the roles are.
func (b *body) signaturePair(columns []*document.Signature, shares []float64, width, above float64, last bool) {
	row := func(before float64, end bool, text func(document.Signature) []document.Run) {
		b.out.WriteString(`<w:tr><w:trPr><w:cantSplit/></w:trPr>`)
		keep := `<w:keepNext/>`
		if end {
			keep = ""
		}
		for i, one := range columns {
			list := []document.Run{{}}
			if one != nil {
				list = text(*one)
			}
			b.f(`<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="BodyTight"/>%s<w:spacing w:before="%d"/></w:pPr>%s</w:p></w:tc>`,
				twips(width*shares[i]), keep, twips(before), runs(list, ""))
		}
		b.out.WriteString(`</w:tr>`)
	}
	row(above, false, func(s document.Signature) []document.Run { return document.Plain(s.Place) })
	row(0, false, func(s document.Signature) []document.Run { return document.Plain(s.Role) })
	row(20, last, func(s document.Signature) []document.Run {
		name := document.Run{Text: s.Name, Bold: true}
		if s.Name == "" {
			name = document.Run{Text: document.Dots}
		}
		list := []document.Run{name}
		if s.Note != "" {
			list = append(list, document.Run{Text: "\n" + s.Note})
		}
		return list
	})
}

func (b *body) letterhead(lines []document.Line) {
	for i, l := range lines {
		style := "LetterheadSmall"
		if l.Bold {
			style = "Letterhead"
		}
		edge := ""
		if i == len(lines)-1 {
			edge = `<w:pBdr><w:bottom w:val="thickThinSmallGap" w:sz="18" w:space="4" w:color="` + document.Ink + `"/></w:pBdr><w:spacing w:after="240"/>`
		}
		b.f(`<w:p><w:pPr><w:pStyle w:val="%s"/>%s</w:pPr>%s</w:p>`, style, edge, runs(document.Plain(l.Text), ""))
	}
}

func (b *body) cover(c *document.Cover) {
	b.letterhead(c.Letterhead)
	b.f(`<w:p><w:pPr><w:pStyle w:val="CoverTitle"/></w:pPr>%s</w:p>`, runs(document.Plain(c.Title), ""))
	b.f(`<w:p><w:pPr><w:pStyle w:val="CoverSubtitle"/></w:pPr>%s</w:p>`, runs(document.Plain(c.Subtitle), ""))
	facts := document.Facts(c.Facts...)
	facts.Columns[0].Width, facts.Columns[1].Width = 25, 75
	b.table(facts)
	if strings.TrimSpace(c.Note) != "" {
		b.f(`<w:p><w:pPr><w:pStyle w:val="CoverNote"/></w:pPr>%s</w:p>`, runs(document.Plain(c.Note), ""))
	}
	b.turn = true
}
