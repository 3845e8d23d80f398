package docx

import (
	"fmt"
	"strings"
	"time"

	"pinisi/data/report/document"
)

const namespaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ` +
	`xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ` +
	`xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w10="urn:schemas-microsoft-com:office:word"`

const contentTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
	`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
	`<Default Extension="png" ContentType="image/png"/><Default Extension="jpeg" ContentType="image/jpeg"/>` +
	`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
	`<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>` +
	`<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>` +
	`<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>` +
	`<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>` +
	`<Override PartName="/word/header2.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>` +
	`<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>` +
	`<Override PartName="/word/footer2.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>` +
	`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>` +
	`<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>`

const relations = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
	`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>` +
	`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
	`<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties" Target="docProps/app.xml"/></Relationships>`

const settings = `<w:settings ` + namespaces + `><w:zoom w:percent="100"/><w:defaultTabStop w:val="708"/><w:characterSpacingControl w:val="doNotCompress"/>` +
	`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`

func core(doc *document.Document) string {
	when := doc.When.UTC().Format(time.RFC3339)
	return `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		`<dc:title>` + escape(doc.Title) + `</dc:title><dc:subject>` + escape(doc.Subject) + `</dc:subject><dc:creator>` + escape(doc.Issuer) + `</dc:creator><cp:keywords>` + escape(doc.Keywords) + `</cp:keywords>` +
		`<dc:language>` + tag(doc.Lang) + `</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">` + when + `</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">` + when + `</dcterms:modified></cp:coreProperties>`
}

// tag is the language tag of the text.
func tag(lang string) string {
	if lang == "en" {
		return "en-GB"
	}
	return "id-ID"
}

func (b *body) document() string {
	width, height, _ := b.doc.Paper()
	orient, first := "", ""
	if b.doc.Wide {
		orient = ` w:orient="landscape"`
	}
	if b.doc.Cover != nil || b.doc.Mark != "" {
		first = `<w:titlePg/>`
	}
	return `<w:document ` + namespaces + `><w:body>` + b.out.String() +
		`<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader1"/><w:headerReference w:type="first" r:id="rIdHeader2"/><w:footerReference w:type="default" r:id="rIdFooter1"/><w:footerReference w:type="first" r:id="rIdFooter2"/>` +
		fmt.Sprintf(`<w:pgSz w:w="%d" w:h="%d"%s/><w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="%d" w:footer="%d" w:gutter="0"/>%s</w:sectPr>`,
			twips(width), twips(height), orient, twips(document.MarginTop), twips(document.MarginRight), twips(document.MarginBottom), twips(document.MarginLeft), twips(11), twips(9), first) +
		`</w:body></w:document>`
}

func (b *body) relations() string {
	const base = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
	var out strings.Builder
	out.WriteString(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for _, r := range [][3]string{{"rIdStyles", "styles", "styles.xml"}, {"rIdNumbering", "numbering", "numbering.xml"}, {"rIdSettings", "settings", "settings.xml"},
		{"rIdHeader1", "header", "header1.xml"}, {"rIdHeader2", "header", "header2.xml"}, {"rIdFooter1", "footer", "footer1.xml"}, {"rIdFooter2", "footer", "footer2.xml"}} {
		fmt.Fprintf(&out, `<Relationship Id="%s" Type="%s%s" Target="%s"/>`, r[0], base, r[1], r[2])
	}
	for i, p := range b.pictures {
		fmt.Fprintf(&out, `<Relationship Id="rIdImage%d" Type="%simage" Target="media/image%d.%s"/>`, i+1, base, i+1, p.Format)
	}
	out.WriteString(`</Relationships>`)
	return out.String()
}

func (b *body) numbering() string {
	var out strings.Builder
	out.WriteString(`<w:numbering ` + namespaces + `>`)
	level := func(format, text string) string {
		return `<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="` + format + `"/><w:lvlText w:val="` + text + `"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="340" w:hanging="340"/></w:pPr></w:lvl>`
	}
	out.WriteString(`<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>` + level("bullet", "•") + `</w:abstractNum>`)
	out.WriteString(`<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="singleLevel"/>` + level("decimal", "%1.") + `</w:abstractNum>`)
	out.WriteString(`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`)
	for i := range b.numbered {
		fmt.Fprintf(&out, `<w:num w:numId="%d"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`, i+2)
	}
	out.WriteString(`</w:numbering>`)
	return out.String()
}

// edge is a paragraph of the header or footer: text at the left, and after a
// tab at the right edge.
func edge(doc *document.Document, style, left, right string) string {
	_, _, width := doc.Paper()
	return fmt.Sprintf(`<w:p><w:pPr><w:pStyle w:val="%s"/><w:tabs><w:tab w:val="right" w:pos="%d"/></w:tabs></w:pPr>%s<w:r><w:tab/></w:r>%s</w:p>`, style, twips(width), runs(document.Plain(clip(left, doc.Wide)), ""), right)
}

// clip cuts what would run into the right end.
func clip(text string, wide bool) string {
	most := 95
	if wide {
		most = 150
	}
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}

func header(doc *document.Document) string {
	return `<w:hdr ` + namespaces + `>` + headLine(doc) + `</w:hdr>`
}

func headLine(doc *document.Document) string {
	mark := ""
	if doc.Mark != "" {
		mark = runs(document.Bold(doc.Mark), `<w:color w:val="`+document.Bad+`"/>`)
	}
	return edge(doc, "Header", doc.Head, mark)
}

// footer has the page numbers as fields.
func footer(doc *document.Document, all int) string {
	var right strings.Builder
	rest := doc.Page
	for rest != "" {
		at := strings.Index(rest, "{page")
		if at < 0 {
			right.WriteString(runs(document.Plain(rest), ""))
			break
		}
		right.WriteString(runs(document.Plain(rest[:at]), ""))
		rest = rest[at:]
		if strings.HasPrefix(rest, "{pages}") {
			right.WriteString(field("NUMPAGES", fmt.Sprint(all), ""))
			rest = rest[len("{pages}"):]
		} else {
			right.WriteString(field("PAGE", "1", ""))
			rest = strings.TrimPrefix(rest, "{page}")
		}
	}
	return `<w:ftr ` + namespaces + `>` + edge(doc, "Footer", doc.Foot, right.String()) + `</w:ftr>`
}

// firstHeader has the mark across the page, as Word's own watermarks have it,
// and without a cover what stands at the top of every page.
func firstHeader(doc *document.Document) string {
	rest := ""
	if doc.Cover == nil {
		rest = headLine(doc)
	}
	if doc.Mark == "" {
		return `<w:hdr ` + namespaces + `>` + rest + `<w:p/></w:hdr>`
	}
	return `<w:hdr ` + namespaces + `>` + rest + `<w:p><w:pPr><w:pStyle w:val="AfterTable"/></w:pPr><w:r><w:rPr><w:noProof/></w:rPr><w:pict>` +
		`<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/></v:shapetype>` +
		`<v:shape id="PinisiMark" o:spid="_x0000_s2049" type="#_x0000_t136" alt="` + escape(doc.Mark) + `" style="position:absolute;margin-left:0;margin-top:0;width:420pt;height:140pt;rotation:308;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="#F1DAD8" stroked="f"><v:textpath style="font-family:&quot;Arial&quot;;font-size:1pt;font-weight:bold" string="` + escape(doc.Mark) + `"/><w10:wrap anchorx="margin" anchory="margin"/></v:shape></w:pict></w:r></w:p></w:hdr>`
}
