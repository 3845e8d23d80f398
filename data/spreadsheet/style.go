package spreadsheet

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// Style is how a cell looks. The zero value is plain text, wrapped, at the top.
type Style struct {
	Bold, Italic bool
	Size         float64 // points; 0 is 10
	Color        string  // of the text, "1F2937"
	Fill         string  // behind it
	Align        string  // "left", "center", "right"; blank: by the value
	Middle       bool    // in the middle of the row's height instead of its top
	Number       string  // a number format such as "0.00"
	Border       bool
	OneLine      bool // never wrapped
	Input        bool // may be changed on a protected sheet
}

// The looks that sheets share.
var (
	Title   = Style{Bold: true, Size: 15, Color: "0B3A66", OneLine: true}
	Heading = Style{Bold: true, Size: 11.5, Color: "0B3A66", OneLine: true}
	Head    = Style{Bold: true, Color: "FFFFFF", Fill: "0B3A66", Border: true, Middle: true, Align: "center"}
	Cell    = Style{Border: true}
	Label   = Style{Color: "4B5563"}
	Value   = Style{Bold: true}
	Small   = Style{Size: 9, Color: "4B5563"}
	Group   = Style{Bold: true, Fill: "DCE8F4", Border: true}
	Sum     = Style{Bold: true, Fill: "EEF3F8", Border: true}
	Warn    = Style{Bold: true, Color: "9A3412", Fill: "FFF4E5"}
)

// inputFill marks the cells that people may fill.
const inputFill = "FFFBE6"

// Center is the style in the middle of its column.
func (s Style) Center() Style { s.Align = "center"; return s }

// As is the style with a number format.
func (s Style) As(format string) Style { s.Number = format; return s }

// Fillable is the style of a cell to fill.
func (s Style) Fillable() Style { s.Input, s.Fill = true, inputFill; return s }

// Fixed is a number format with that many decimals; the reader's country
// decides between comma and point.
func Fixed(decimals int) string {
	if decimals == 0 {
		return "0"
	}
	return fmt.Sprintf("0.%0*d", decimals, 0)
}

func (b *Book) style(s Style) int {
	if id, ok := b.styles[s]; ok {
		return id
	}
	size := s.Size
	if size == 0 {
		size = 10
	}
	look := &excelize.Style{
		Font:       &excelize.Font{Family: "Calibri", Size: size, Bold: s.Bold, Italic: s.Italic, Color: s.Color},
		Alignment:  &excelize.Alignment{Vertical: "top", Horizontal: s.Align, WrapText: !s.OneLine},
		Protection: &excelize.Protection{Locked: !s.Input},
	}
	if s.Middle {
		look.Alignment.Vertical = "center"
	}
	if s.Fill != "" {
		look.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{s.Fill}}
	}
	if s.Number != "" {
		look.CustomNumFmt = &s.Number
	}
	if s.Border {
		for _, side := range []string{"left", "right", "top", "bottom"} {
			look.Border = append(look.Border, excelize.Border{Type: side, Color: "B8C2CC", Style: 1})
		}
	}
	id, err := b.file.NewStyle(look)
	b.note(err)
	b.styles[s] = id
	return id
}
