// Package docx renders a document as an Office Open XML file (DOCX) with real
// headings, lists, captions, repeated heads of tables, a table of contents
// that is filled, pictures with their description, and the language of the
// text. It needs no template. The same document gives the same bytes.
//
// The form follows ECMA-376 transitional, as Word and LibreOffice read it.
package docx

import (
	"archive/zip"
	"fmt"
	"io"
	"strings"
	"time"

	"pinisi/data/report/document"
	"pinisi/data/report/pdf"
)

// made is the time of the parts inside the file; that of the document stands in its properties.
var made = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// Write renders the document.
func Write(w io.Writer, doc *document.Document) error {
	pages, all, err := pdf.Pages(doc)
	if err != nil {
		return fmt.Errorf("count the pages: %w", err)
	}
	b := &body{doc: doc, count: doc.Count(), pages: pages, all: all, have: map[string]int{}}
	b.whole()
	z := zip.NewWriter(w)
	add := func(name string, content []byte, method uint16) {
		if err != nil {
			return
		}
		var part io.Writer
		part, err = z.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: made})
		if err == nil {
			_, err = part.Write(content)
		}
	}
	xml := func(name, content string) {
		add(name, []byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`+"\n"+content), zip.Deflate)
	}
	xml("[Content_Types].xml", contentTypes)
	xml("_rels/.rels", relations)
	xml("docProps/core.xml", core(doc))
	xml("docProps/app.xml", `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Pinisi</Application><Company>`+escape(doc.Issuer)+`</Company></Properties>`)
	xml("word/document.xml", b.document())
	xml("word/styles.xml", styles(doc))
	xml("word/numbering.xml", b.numbering())
	xml("word/settings.xml", settings)
	xml("word/header1.xml", header(doc))
	xml("word/footer1.xml", footer(doc, all))
	xml("word/header2.xml", firstHeader(doc))
	first := `<w:ftr ` + namespaces + `><w:p/></w:ftr>`
	if doc.Cover == nil {
		first = footer(doc, all)
	}
	xml("word/footer2.xml", first)
	xml("word/_rels/document.xml.rels", b.relations())
	for i, p := range b.pictures {
		add(fmt.Sprintf("word/media/image%d.%s", i+1, p.Format), p.Bytes, zip.Store)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		return fmt.Errorf("write a DOCX: %w", err)
	}
	return nil
}

// escape makes text that XML can hold.
func escape(text string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r >= ' ' && r != 0xFFFE && r != 0xFFFF:
			return r
		}
		return -1
	}, strings.ToValidUTF8(text, "\uFFFD")))
}

func twips(mm float64) int { return int(mm*1440/25.4 + 0.5) }
func emu(mm float64) int   { return int(mm*36000 + 0.5) }
func half(points float64) int {
	return int(points*2 + 0.5)
}
