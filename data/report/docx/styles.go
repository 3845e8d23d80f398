package docx

import (
	"fmt"
	"strings"

	"pinisi/data/report/document"
)

// face is as wide as the letters of the PDF, and on every office computer.
const face = "Arial"

// spacing is the distance of lines that gives the lines of the PDF: Arial's own is 1.149 of its size.
const spacing = 276

// style is a paragraph style.
type style struct {
	id, name      string
	next          string
	size          float64
	bold          bool
	color         string
	before, after float64 // mm
	more          string  // paragraph properties before spacing
	jc            string
	left          float64
	outline       int  // level + 1
	exact         bool // a line as high as its letters: it is not to be seen
}

func styles(doc *document.Document) string {
	var out strings.Builder
	_, _, width := doc.Paper()
	fmt.Fprintf(&out, `<w:styles %s><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="%s" w:hAnsi="%s" w:cs="%s"/><w:color w:val="%s"/><w:sz w:val="%d"/><w:szCs w:val="%d"/><w:lang w:val="%s" w:eastAsia="ja-JP" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>`+
		`<w:pPrDefault><w:pPr><w:spacing w:line="%d" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>`, namespaces, face, face, face, document.Ink, half(document.BodySize), half(document.BodySize), tag(doc.Lang), spacing)
	out.WriteString(`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:widowControl/></w:pPr></w:style>`)
	out.WriteString(`<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>`)
	out.WriteString(`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>`)
	dotted := fmt.Sprintf(`<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="%d"/></w:tabs>`, twips(width))
	const keep = `<w:keepNext/><w:keepLines/>`
	for _, s := range []style{
		{id: "BodyText", name: "Body Text", before: document.SpaceBody},
		{id: "BodyTight", name: "Body Tight"},
		{id: "Lead", name: "Lead", size: document.LeadSize, before: document.SpaceBody},
		{id: "Quiet", name: "Quiet", size: document.SmallSize, color: document.Faint, before: 1.4},
		{id: "Quote", name: "Quote", before: document.SpaceBody, left: 5},
		{id: "Notice", name: "Notice", before: 5, after: 2, left: 4, more: `<w:keepLines/><w:pBdr><w:top w:val="single" w:sz="4" w:space="4" w:color="` + document.Shade + `"/><w:left w:val="single" w:sz="24" w:space="8" w:color="` + document.Bad + `"/><w:bottom w:val="single" w:sz="4" w:space="4" w:color="` + document.Shade + `"/></w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="` + document.Shade + `"/>`},
		{id: "FormalTitle", name: "Formal Title", size: 14, bold: true, before: 2, jc: "center", more: keep},
		{id: "FormalSubtitle", name: "Formal Subtitle", size: 12, bold: true, before: 0.6, jc: "center", more: keep},
		{id: "FormalNumber", name: "Formal Number", before: 1, jc: "center", more: keep},
		{id: "Heading1", name: "heading 1", next: "BodyText", size: doc.HeadingSize(1), bold: true, color: doc.HeadingColor(1), before: 9, after: 2, more: keep, outline: 1},
		{id: "Heading2", name: "heading 2", next: "BodyText", size: doc.HeadingSize(2), bold: true, color: doc.HeadingColor(2), before: document.SpaceHeading1, after: 1.2, more: keep, outline: 2},
		{id: "Heading3", name: "heading 3", next: "BodyText", size: doc.HeadingSize(3), bold: true, before: 4.5, after: 0.4, more: keep, outline: 3},
		{id: "Title", name: "Title", size: 16, bold: true, color: document.Sea, before: 2, more: keep},
		{id: "Subtitle", name: "Subtitle", color: document.Faint, before: 0.8, after: 3},
		{id: "CoverTitle", name: "Cover Title", size: 26, bold: true, color: document.Sea, before: 48},
		{id: "CoverSubtitle", name: "Cover Subtitle", size: 14, before: 2, after: 14},
		{id: "CoverNote", name: "Cover Note", size: document.SmallSize, color: document.Faint, before: 10},
		{id: "Letterhead", name: "Letterhead", size: 12, bold: true, jc: "center"},
		{id: "LetterheadSmall", name: "Letterhead Small", size: document.SmallSize, jc: "center"},
		{id: "TOCHeading", name: "TOC Heading", size: 16, bold: true, color: document.Sea, after: 4, more: keep},
		{id: "TOC1", name: "toc 1", bold: true, before: 2.6, more: dotted},
		{id: "TOC2", name: "toc 2", before: 0.6, left: 6, more: dotted},
		{id: "Caption", name: "caption", size: document.SmallSize, before: 1.6, after: 1},
		{id: "Figure", name: "Figure", before: 3, jc: "center"},
		{id: "TableText", name: "Table Text", size: document.SmallSize},
		{id: "TableSmall", name: "Table Small", size: document.TinySize},
		{id: "AfterTable", name: "After Table", size: 1, after: 2.3, exact: true},
		{id: "ListBullet", name: "List Bullet", before: 1.2},
		{id: "ListNumber", name: "List Number", before: 1.2},
		{id: "Header", name: "header", size: document.TinySize, color: document.Faint, more: `<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="3" w:color="` + document.Rule + `"/></w:pBdr>`},
		{id: "Footer", name: "footer", size: document.TinySize, color: document.Faint, more: `<w:pBdr><w:top w:val="single" w:sz="4" w:space="3" w:color="` + document.Rule + `"/></w:pBdr>`},
	} {
		s.write(&out)
	}
	out.WriteString(`</w:styles>`)
	return out.String()
}

func (s style) write(out *strings.Builder) {
	fmt.Fprintf(out, `<w:style w:type="paragraph" w:styleId="%s"><w:name w:val="%s"/><w:basedOn w:val="Normal"/>`, s.id, s.name)
	if s.next != "" {
		fmt.Fprintf(out, `<w:next w:val="%s"/>`, s.next)
	}
	out.WriteString(`<w:qFormat/><w:pPr>` + s.more)
	line := ""
	if s.exact {
		line = fmt.Sprintf(` w:line="%d" w:lineRule="exact"`, half(s.size)*10)
	}
	fmt.Fprintf(out, `<w:spacing w:before="%d" w:after="%d"%s/>`, twips(s.before), twips(s.after), line)
	if s.left > 0 {
		fmt.Fprintf(out, `<w:ind w:left="%d"/>`, twips(s.left))
	}
	if s.jc != "" {
		fmt.Fprintf(out, `<w:jc w:val="%s"/>`, s.jc)
	}
	if s.outline > 0 {
		fmt.Fprintf(out, `<w:outlineLvl w:val="%d"/>`, s.outline-1)
	}
	out.WriteString(`</w:pPr><w:rPr>`)
	if s.bold {
		out.WriteString(`<w:b/><w:bCs/>`)
	}
	if s.color != "" {
		fmt.Fprintf(out, `<w:color w:val="%s"/>`, s.color)
	}
	if s.size > 0 {
		fmt.Fprintf(out, `<w:sz w:val="%d"/><w:szCs w:val="%d"/>`, half(s.size), half(s.size))
	}
	out.WriteString(`</w:rPr></w:style>`)
}
