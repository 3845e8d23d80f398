package docx

import (
	"fmt"
	"strings"

	"pinisi/data/report/document"
)

// body collects the text of the document and what it refers to.
type body struct {
	doc      *document.Document
	count    *document.Counter
	out      strings.Builder
	pages    []int // of the headings in the table of contents
	all      int
	headings int
	numbered int // lists that count, each from 1
	pictures []document.Picture
	have     map[string]int // picture → its place in pictures, from 1
	drawings int
	turn     bool // the next paragraph begins a page
	ends     bool // a new page comes after this block
	signed   bool // the next block is signed: its end stays with the signatures
}

func (b *body) f(format string, args ...any) { fmt.Fprintf(&b.out, format, args...) }

func (b *body) whole() {
	if b.doc.Cover != nil {
		b.cover(b.doc.Cover)
	}
	if b.doc.Contents != "" {
		b.contents()
		b.turn = true
	}
	for i, block := range b.doc.Body {
		b.signed = signedAfter(b.doc.Body, i)
		_, b.ends = next(b.doc.Body, i).(document.Break)
		b.block(block)
	}
}

// signedAfter reports whether signatures come next, or after paragraphs that
// stay with them: nobody signs a page on which nothing else stands.
func signedAfter(blocks []document.Block, i int) bool {
	for ; ; i++ {
		switch b := next(blocks, i).(type) {
		case document.Signatures:
			return true
		case document.Paragraph:
			if !b.Keep {
				return false
			}
		default:
			return false
		}
	}
}

func next(blocks []document.Block, i int) document.Block {
	if i+1 < len(blocks) {
		return blocks[i+1]
	}
	return nil
}

func (b *body) block(block document.Block) {
	switch v := block.(type) {
	case document.Break:
		b.turn = true
	case document.Heading:
		b.heading(v)
	case document.Paragraph:
		b.paragraph(v)
	case document.List:
		b.list(v)
	case document.Table:
		b.table(v)
	case document.Figure:
		b.figure(v)
	case document.Letterhead:
		b.letterhead(v.Lines)
	case document.Title:
		if v.Formal {
			b.formalTitle(v)
			return
		}
		b.f(`<w:p><w:pPr><w:pStyle w:val="Title"/>%s</w:pPr>%s</w:p>`, b.turned(), runs(document.Plain(v.Text), ""))
		if v.Subtitle != "" {
			b.f(`<w:p><w:pPr><w:pStyle w:val="Subtitle"/></w:pPr>%s</w:p>`, runs(document.Plain(v.Subtitle), ""))
		}
	case document.Signatures:
		b.signatures(v)
	}
}

// formalTitle is centred: title, what it is about, and its number.
func (b *body) formalTitle(t document.Title) {
	for _, one := range [][2]string{{"FormalTitle", t.Text}, {"FormalSubtitle", t.Subtitle}, {"FormalNumber", t.Number}} {
		if one[1] != "" {
			b.f(`<w:p><w:pPr><w:pStyle w:val="%s"/>%s</w:pPr>%s</w:p>`, one[0], b.turned(), runs(document.Plain(one[1]), ""))
		}
	}
	b.out.WriteString(`<w:p><w:pPr><w:pStyle w:val="AfterTable"/></w:pPr></w:p>`)
}

// turned is the property that begins a page, once after a Break.
func (b *body) turned() string {
	if !b.turn {
		return ""
	}
	b.turn = false
	return `<w:pageBreakBefore/>`
}

// runs writes runs; more are properties of all of them.
func runs(list []document.Run, more string) string {
	var out strings.Builder
	for _, r := range list {
		props := ""
		if r.Bold {
			props += `<w:b/><w:bCs/>`
		}
		if r.Quiet {
			props += `<w:color w:val="` + document.Faint + `"/>`
		}
		props += more
		if props != "" {
			props = `<w:rPr>` + props + `</w:rPr>`
		}
		for i, part := range strings.Split(r.Text, "\n") {
			if i > 0 {
				out.WriteString(`<w:r>` + props + `<w:br/></w:r>`)
			}
			if part != "" {
				out.WriteString(`<w:r>` + props + `<w:t xml:space="preserve">` + escape(part) + `</w:t></w:r>`)
			}
		}
	}
	return out.String()
}

func (b *body) heading(h document.Heading) {
	mark, end := "", ""
	if h.Level <= 2 {
		b.headings++
		mark = fmt.Sprintf(`<w:bookmarkStart w:id="%d" w:name="%s"/>`, b.headings, anchor(b.headings))
		end = fmt.Sprintf(`<w:bookmarkEnd w:id="%d"/>`, b.headings)
	}
	turned := b.turned()
	if turned != "" {
		turned += `<w:spacing w:before="0"/>` // at the top of a page
	}
	b.f(`<w:p><w:pPr><w:pStyle w:val="Heading%d"/>%s</w:pPr>%s%s%s</w:p>`, h.Level, turned, mark, runs(document.Plain(h.Text), ""), end)
}

func anchor(heading int) string { return fmt.Sprintf("_Toc%06d", heading) }

func (b *body) paragraph(p document.Paragraph) {
	style := map[document.Style]string{document.Body: "BodyText", document.Lead: "Lead", document.Quiet: "Quiet", document.Quote: "Quote", document.Notice: "Notice"}[p.Style]
	keep := ""
	if p.Keep || b.signed {
		keep = `<w:keepNext/>`
	}
	b.f(`<w:p><w:pPr><w:pStyle w:val="%s"/>%s%s</w:pPr>%s</w:p>`, style, keep, b.turned(), runs(p.Runs, ""))
}

func (b *body) list(l document.List) {
	num, style := 1, "ListBullet"
	if l.Numbered {
		b.numbered++
		num, style = 1+b.numbered, "ListNumber"
	}
	for i, item := range l.Items {
		keep := ""
		if b.signed && i >= len(l.Items)-2 {
			keep = `<w:keepNext/>`
		}
		b.f(`<w:p><w:pPr><w:pStyle w:val="%s"/>%s%s<w:numPr><w:ilvl w:val="0"/><w:numId w:val="%d"/></w:numPr></w:pPr>%s</w:p>`, style, keep, b.turned(), num, runs(item, ""))
	}
}

// caption counts by a field, so that Word can make a list of tables or figures.
func (b *body) caption(word, number, text string, above bool) {
	keep, jc, before, after := "", `<w:jc w:val="center"/>`, 1.5, 2.0
	if above {
		keep, jc, before, after = `<w:keepNext/>`, "", 3.5, 1
	}
	b.f(`<w:p><w:pPr><w:pStyle w:val="Caption"/>%s%s<w:spacing w:before="%d" w:after="%d"/>%s</w:pPr>`, keep, b.turned(), twips(before), twips(after), jc)
	b.out.WriteString(runs(document.Bold(word+" "), ""))
	b.out.WriteString(field(`SEQ `+word+` \* ARABIC`, number, `<w:b/>`))
	b.out.WriteString(runs([]document.Run{{Text: ". ", Bold: true}, {Text: text}}, ""))
	b.out.WriteString(`</w:p>`)
}

// field is a field with its result.
func field(code, result, props string) string {
	if props != "" {
		props = `<w:rPr>` + props + `</w:rPr>`
	}
	return `<w:r>` + props + `<w:fldChar w:fldCharType="begin"/></w:r><w:r>` + props + `<w:instrText xml:space="preserve"> ` + escape(code) + ` </w:instrText></w:r>` +
		`<w:r>` + props + `<w:fldChar w:fldCharType="separate"/></w:r><w:r>` + props + `<w:t>` + escape(result) + `</w:t></w:r><w:r>` + props + `<w:fldChar w:fldCharType="end"/></w:r>`
}

// contents is the table of contents as it will be, in a field that Word can renew.
func (b *body) contents() {
	b.f(`<w:p><w:pPr><w:pStyle w:val="TOCHeading"/>%s</w:pPr>%s</w:p>`, b.turned(), runs(document.Plain(b.doc.Contents), ""))
	list := b.doc.Headings()
	for i, h := range list {
		b.f(`<w:p><w:pPr><w:pStyle w:val="TOC%d"/></w:pPr>`, h.Level)
		if i == 0 {
			b.out.WriteString(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \o "1-2" \h \z \u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`)
		}
		page := 0
		if i < len(b.pages) {
			page = b.pages[i]
		}
		b.f(`<w:hyperlink w:anchor="%s" w:history="1">%s<w:r><w:tab/></w:r>%s</w:hyperlink>`, anchor(i+1), runs(document.Plain(h.Text), ""), field("PAGEREF "+anchor(i+1)+` \h`, fmt.Sprint(page), ""))
		if i == len(list)-1 {
			b.out.WriteString(`<w:r><w:fldChar w:fldCharType="end"/></w:r>`)
		}
		b.out.WriteString(`</w:p>`)
	}
}

func (b *body) figure(f document.Figure) {
	keep := ""
	if f.Caption != "" {
		keep = `<w:keepNext/>`
	}
	b.f(`<w:p><w:pPr><w:pStyle w:val="Figure"/>%s%s</w:pPr>%s</w:p>`, keep, b.turned(), b.drawing(f.Picture))
	if f.Caption != "" {
		word, number := b.count.Figure()
		b.caption(word, number, f.Caption, false)
	}
}

// drawing is a run with a picture.
func (b *body) drawing(p document.Picture) string {
	at, ok := b.have[p.Name]
	if !ok {
		b.pictures = append(b.pictures, p)
		at = len(b.pictures)
		b.have[p.Name] = at
	}
	b.drawings++
	w, h := emu(p.Width), emu(p.Height)
	return fmt.Sprintf(`<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="%d" cy="%d"/><wp:docPr id="%d" name="%s" descr="%s"/>`+
		`<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">`+
		`<pic:pic><pic:nvPicPr><pic:cNvPr id="%d" name="%s"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdImage%d"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`+
		`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%d" cy="%d"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`,
		w, h, b.drawings, fmt.Sprintf("Picture %d", b.drawings), escape(p.Alt), b.drawings, fmt.Sprintf("image%d.%s", at, p.Format), at, w, h)
}
