// Package consult is what is done with public consultations (FKP, FGD): begin
// one, count the public elements (unsur) present, number what was said and
// agreed, and take it from draft over the signed berita acara and publication
// to done, with the checks of each step. It knows no window, and no SQL beyond
// the store's API.
//
// The rules are those of domain fkp.md §3 and §7. Its functions only read what
// they are given or the store; all are safe for concurrent use.
package consult
