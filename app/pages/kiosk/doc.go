// Package kiosk is the screen that is handed to visitors, in the counter mode
// (mode loket) and at the door of a consultation (mode pintu): it covers the
// whole program, waits for touches, empties itself when nobody comes back, goes
// on after a power cut, and ends only by PIN. What is asked there is the
// business of the packages that use it.
//
// Everything here belongs to the UI goroutine.
package kiosk
