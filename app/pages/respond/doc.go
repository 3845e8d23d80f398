// Package respond is how users' answers come in, for F-03 and SKM alike: the
// counter mode (mode loket) in which a visitor answers on this screen, paper
// sheets typed by digits alone (ketik lembar) with a second typing of a sample
// (periksa contoh), and the import of a table (impor berkas). What a form and
// its answers are is decided in data/respond; this package shows and stores.
//
// Everything here belongs to the UI goroutine.
package respond
