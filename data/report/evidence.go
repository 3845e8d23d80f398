package report

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"time"

	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/filename"
)

// Longest names in the folder: Windows opens paths of 260 letters, and the
// folder itself is unpacked somewhere.
const (
	mostFolder = 60
	mostFile   = 90
)

// evidence writes the files in folders by indicator, with a list. A file that
// is not here, or not whole, is in the list and told there: nothing is left
// out silently. Files go through a small buffer, however large they are.
func (m *maker) evidence(w io.Writer) error {
	s, err := assess.Load(m.ctx, m.st, m.r.ID)
	if err != nil {
		return err
	}
	files, err := m.files(s)
	if err != nil {
		return err
	}
	m.sawSheet(s)
	total, done := int64(1), int64(0)
	for _, f := range files {
		total += f.size
	}
	z := zip.NewWriter(w)
	when := m.latest.Time().Truncate(2 * time.Second) // as exact as a zip has it
	list := [][]string{{m.T("csv.form"), m.T("csv.code"), m.T("csv.title"), m.T("csv.path"), m.T("csv.name"), m.T("csv.size"), m.T("csv.date"), "SHA-256", m.T("csv.state"), m.T("csv.caption")}}
	folder, number, used := "", 0, map[string]bool{}
	for _, f := range files {
		if dir := filename.Safe(f.form+" "+f.code+" "+f.title, mostFolder); dir != folder {
			folder, number = dir, 0
		}
		number++
		name := fmt.Sprintf("%s/%02d-%s", folder, number, filename.WithEnding(f.name, mostFile))
		for used[strings.ToLower(name)] { // on Windows A and a are one name
			number++
			name = fmt.Sprintf("%s/%02d-%s", folder, number, filename.WithEnding(f.name, mostFile))
		}
		used[strings.ToLower(name)] = true
		state := m.T("csv.here")
		err := m.pack(z, name, f, when, func(n int64) { m.r.tell(0.05 + 0.9*float64(done+n)/float64(total)) })
		switch {
		case errors.Is(err, errAway):
			name, state = "", m.T("csv.away")
		case errors.Is(err, errDamaged):
			state = m.T("csv.damaged")
		case err != nil:
			return err
		}
		done += f.size
		list = append(list, []string{f.form, f.code, plainCell(f.title), name, plainCell(f.name), fmt.Sprint(f.size), f.date, f.sha, state, plainCell(f.caption)})
	}
	part, err := z.CreateHeader(&zip.FileHeader{Name: m.T("csv.file"), Method: zip.Deflate, Modified: when})
	if err != nil {
		return fmt.Errorf("write the list of evidence: %w", err)
	}
	if _, err := io.WriteString(part, "\ufeff"); err != nil { // so that spreadsheets take it for UTF-8
		return fmt.Errorf("write the list of evidence: %w", err)
	}
	c := csv.NewWriter(part)
	if m.lang == "id" {
		c.Comma = ';' // what a spreadsheet expects where the comma is the decimal mark
	}
	c.UseCRLF = true
	if err := c.WriteAll(list); err != nil {
		return fmt.Errorf("write the list of evidence: %w", err)
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("finish the folder of evidence: %w", err)
	}
	return nil
}

// plainCell is a text that no spreadsheet takes for a formula.
func plainCell(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}

var (
	errAway    = errors.New("the file is not on this computer")
	errDamaged = errors.New("the file is not what its hash says")
)

// packed are endings of files that are compressed already.
var packed = map[string]bool{".jpg": true, ".jpeg": true, ".png": true, ".webp": true, ".pdf": true, ".zip": true, ".docx": true, ".xlsx": true, ".pptx": true, ".mp4": true, ".mov": true, ".heic": true, ".gz": true, ".7z": true, ".rar": true, ".mp3": true}

// pack writes one file. Its content is checked on the way.
func (m *maker) pack(z *zip.Writer, name string, f file, when time.Time, progress func(int64)) error {
	from, err := m.st.OpenFile(f.sha)
	if errors.Is(err, data.ErrNotFound) || errors.Is(err, fs.ErrNotExist) {
		return errAway
	}
	if err != nil {
		return fmt.Errorf("open the evidence %s: %w", f.name, err)
	}
	defer from.Close()
	method := zip.Deflate
	if packed[strings.ToLower(path.Ext(name))] {
		method = zip.Store
	}
	part, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: when})
	if err != nil {
		return fmt.Errorf("write the evidence %s: %w", f.name, err)
	}
	h := sha256.New()
	if _, err := io.Copy(io.MultiWriter(part, h), &counting{ctx: m.ctx, r: from, tell: progress}); err != nil {
		return fmt.Errorf("write the evidence %s: %w", f.name, err)
	}
	if hex.EncodeToString(h.Sum(nil)) != f.sha {
		return errDamaged
	}
	return nil
}

// counting tells how much was read, and stops with its context.
type counting struct {
	ctx  context.Context
	r    io.Reader
	done int64
	tell func(int64)
}

func (c *counting) Read(b []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := c.r.Read(b)
	c.done += int64(n)
	c.tell(c.done)
	return n, err
}
