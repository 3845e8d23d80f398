package spreadsheet

import (
	"archive/zip"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"

	"github.com/xuri/excelize/v2"
)

// Book is a workbook that is being written.
type Book struct {
	file   *excelize.File
	styles map[Style]int
	sheets []*Sheet
	footer string
	err    error // the first that happened; Bytes tells it
}

// born is the moment that every file says it was made: the content decides the bytes.
const born = "2000-01-01T00:00:00Z"

// New begins a workbook. footer stands left under every printed page; page is
// what stands right of it, "Halaman %s dari %s".
func New(title, footer, page string) *Book {
	b := &Book{file: excelize.NewFile(), styles: map[Style]int{}}
	b.note(b.file.SetDefaultFont("Calibri"))
	b.note(b.file.SetDocProps(&excelize.DocProperties{Title: title, Creator: "Pinisi", LastModifiedBy: "Pinisi", Created: born, Modified: born}))
	full := true
	b.note(b.file.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &full}))
	b.footer = "&L&8" + ampersands(footer) + "&R&8" + fmt.Sprintf(ampersands(page), "&P", "&N")
	return b
}

func ampersands(text string) string {
	return string(bytes.ReplaceAll([]byte(text), []byte("&"), []byte("&&")))
}

// note keeps the first error.
func (b *Book) note(err error) {
	if b.err == nil {
		b.err = err
	}
}

// Sheet adds a sheet at the end. Names are at most 31 letters long.
func (b *Book) Sheet(name string) *Sheet {
	if len(b.sheets) == 0 {
		b.note(b.file.SetSheetName("Sheet1", name))
	} else {
		_, err := b.file.NewSheet(name)
		b.note(err)
	}
	s := &Sheet{book: b, name: name, cells: map[int]map[int]cell{}, merged: map[place]int{}}
	b.sheets = append(b.sheets, s)
	return s
}

// Bytes is the finished file.
func (b *Book) Bytes() ([]byte, error) {
	defer func() { _ = b.file.Close() }() // what it holds on disk is its own
	for _, s := range b.sheets {
		if b.err == nil {
			b.note(s.write())
		}
	}
	if b.err != nil {
		return nil, fmt.Errorf("write the workbook: %w", b.err)
	}
	buffer, err := b.file.WriteToBuffer()
	if err != nil {
		return nil, fmt.Errorf("write the workbook: %w", err)
	}
	return Repack(buffer.Bytes())
}

// Repack writes a zip file anew in a fixed order and without times, so that
// the same parts are the same bytes.
func Repack(packed []byte) ([]byte, error) {
	from, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		return nil, fmt.Errorf("read the workbook just written: %w", err)
	}
	parts := slices.Clone(from.File)
	first := func(f *zip.File) int { // readers look for it at the front
		if f.Name == "[Content_Types].xml" {
			return 0
		}
		return 1
	}
	slices.SortFunc(parts, func(a, b *zip.File) int { return cmp.Or(first(a)-first(b), cmp.Compare(a.Name, b.Name)) })
	var out bytes.Buffer
	to := zip.NewWriter(&out)
	for _, part := range parts {
		w, err := to.CreateHeader(&zip.FileHeader{Name: part.Name, Method: zip.Deflate})
		if err != nil {
			return nil, fmt.Errorf("write %s: %w", part.Name, err)
		}
		r, err := part.Open()
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", part.Name, err)
		}
		_, err = io.Copy(w, r)
		_ = r.Close()
		if err != nil {
			return nil, fmt.Errorf("copy %s: %w", part.Name, err)
		}
	}
	if err := to.Close(); err != nil {
		return nil, fmt.Errorf("finish the workbook: %w", err)
	}
	return out.Bytes(), nil
}
