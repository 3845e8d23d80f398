// Package workbook makes the XLSX documents of evaluations and surveys: the
// worksheet (lembar kerja evaluasi, LKE), the recap of users' answers and that
// of SKM.
//
// # Living formulas
//
// A changed level, answer or method recomputes aspects, indexes, the rounded
// IPP and its category in the reader's spreadsheet program, to the very digits
// that Pinisi shows. Spreadsheets count in binary, where 3.485 is a little less
// than that and would round down; so every shown value is
//
//	ROUND(ROUND(x, 12), decimals)
//
// x is a sum of at most some dozens of products and quotients of whole numbers,
// no greater than 5, and so within 1e-13 of the exact value: the inner ROUND
// lifts whatever is a tie back onto it. It could lift something that is no tie
// only if the exact value were within 5e-13 below one. A complete evaluation is
// a whole number of parts of 1/(840,000 x respondents) for the shipped forms, so
// what is no tie is at least 5e-12 away from one up to 200,000 respondents.
// exact_test.go holds all this, and LibreOffice's own computation to the
// program's.
//
// Every formula stands with its present value beside it, for viewers that do
// not compute.
package workbook
