// Package workbook lets headquarters make a new version of an instrument
// without an editor for code: Export writes a version as XLSX, with a sheet for
// each part and a hint what each column is; Import turns the changed file back
// into an instrument file and says everything that is wrong with it by sheet and
// cell, at once.
//
// Nothing is lost on the way: what the sheets do not show (form descriptions,
// schedules, fields of later programs) comes from the version that the file was
// exported from, by the lasting ids, and what was not changed keeps its spelling,
// so that a file that nobody touched gives the very same content.
//
// The sheets are in Indonesian: they are for officials of headquarters.
package workbook
