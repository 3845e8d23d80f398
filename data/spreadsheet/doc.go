// Package spreadsheet writes XLSX workbooks as people expect them: headings
// that stay in view, rows as high as their text, sheets that print on A4, cells
// to fill unlocked and formulas locked (without a password), and every formula
// with its value beside it, so that a viewer that does not compute shows the
// right numbers too. The same content gives the same bytes.
//
// It knows nothing of the field. A Book is for one goroutine.
package spreadsheet
