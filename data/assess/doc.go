// Package assess is what is done with PEKPPP evaluations: begin one, answer
// its indicators, compute it, and take it from draft to final, back, or to
// headquarters' acceptance. It knows no window, and no SQL beyond the store's
// API.
//
// An evaluation keeps the instrument version and the methods that it was begun
// with, whatever headquarters publishes later. Only a complete one without
// open conflicts becomes final; a final one is locked until it is reopened
// with a reason, or returned by headquarters with one. Nothing here needs a
// connection.
package assess
