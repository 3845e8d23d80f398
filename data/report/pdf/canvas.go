package pdf

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"strconv"

	"github.com/go-pdf/fpdf"

	"pinisi/data/report/document"
)

// canvas draws on the pages of a file.
type canvas struct {
	pdf  *fpdf.Fpdf
	l    *layout
	have map[string]bool // pictures in the file
}

func itoa(n int) string { return strconv.Itoa(n) }

func rgb(hex string) (r, g, b int) {
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil {
		return 0, 0, 0
	}
	return int(n >> 16), int(n >> 8 & 255), int(n & 255)
}

func (c *canvas) font(size float64, bold bool) {
	style := ""
	if bold {
		style = "B"
	}
	c.pdf.SetFont(family, style, size)
}

// line draws a line of text in a strip of height h with its top at y.
func (c *canvas) line(ln line, x, y, size, h float64, color string) {
	for _, s := range ln.spans {
		if s.text != "" {
			ink := color
			if s.quiet {
				ink = document.Faint
			}
			c.put(s.text, x, y, size, h, s.bold, ink)
		}
		x += s.width
	}
}

// text draws a text of one look; letters without glyph are replaced.
func (c *canvas) text(text string, x, y, size, h float64, bold bool, color string) {
	f := c.l.faces[0]
	if bold {
		f = c.l.faces[1]
	}
	clean, lost := f.clean(text)
	c.l.lost = c.l.lost || lost
	c.put(clean, x, y, size, h, bold, color)
}

func (c *canvas) put(text string, x, y, size, h float64, bold bool, color string) {
	c.font(size, bold)
	c.pdf.SetTextColor(rgb(color))
	// The baseline: letters stand in the middle of the strip.
	c.pdf.Text(x, y+h/2+size*pointMM*0.35, text)
}

func (c *canvas) rule(x1, y1, x2, y2, width float64, color string) {
	c.pdf.SetDrawColor(rgb(color))
	c.pdf.SetLineWidth(width)
	c.pdf.Line(x1, y1, x2, y2)
}

func (c *canvas) fill(x, y, w, h float64, color string) {
	c.pdf.SetFillColor(rgb(color))
	c.pdf.Rect(x, y, w, h, "F")
}

func (c *canvas) picture(p document.Picture, x, y float64) {
	kind := "PNG"
	if p.Format == "jpeg" {
		kind = "JPEG"
	}
	options := fpdf.ImageOptions{ImageType: kind}
	if !c.have[p.Name] {
		c.have[p.Name] = true
		info := c.pdf.RegisterImageOptionsReader(p.Name, options, bytes.NewReader(p.Bytes))
		if c.pdf.Ok() {
			c.pdf.SetError(apart(info, len(c.have)))
		}
	}
	c.pdf.ImageOptions(p.Name, x, y, p.Width, p.Height, false, options, 0, "")
}

// apart makes the widths of pictures differ by less than anything shows. The
// library writes pictures in the order of their widths, and equal ones in that
// of a map: no two files would be the same.
func apart(info *fpdf.ImageInfoType, n int) error {
	raw, err := info.GobEncode()
	if err != nil {
		return err
	}
	in := gob.NewDecoder(bytes.NewReader(raw))
	var out bytes.Buffer
	enc := gob.NewEncoder(&out)
	// As fpdf v0.9.0 has the fields: the fourth is the width in pixels.
	for i, field := range []any{new([]byte), new([]byte), new(int), new(float64), new(float64), new(string), new([]byte), new(int), new(string), new(string), new([]int), new(float64), new(float64)} {
		if err := in.Decode(field); err != nil {
			return fmt.Errorf("field %d of a picture: %w", i, err)
		}
		if w, ok := field.(*float64); ok && i == 3 {
			*w += float64(n) * 1e-6
		}
		if err := enc.Encode(field); err != nil {
			return fmt.Errorf("field %d of a picture: %w", i, err)
		}
	}
	return info.GobDecode(out.Bytes())
}

func (c *canvas) link(x, y, w, h float64, to int) {
	if to > 0 {
		c.pdf.Link(x, y, w, h, to)
	}
}

// across draws a word over the page from corner to corner, so light that what
// stands on it is read easily.
func (c *canvas) across(word string, width, height float64) {
	const size = 120
	c.font(size, true)
	c.pdf.SetTextColor(rgb("F1DAD8"))
	w := c.l.measure(word, size, true)
	c.pdf.TransformBegin()
	c.pdf.TransformRotate(52, width/2, height/2)
	c.pdf.Text((width-w)/2, height/2+size*pointMM*0.35, word)
	c.pdf.TransformEnd()
}
