package widgets

import "fyne.io/fyne/v2"

// HeightOf is the least height of an object at a width, for layouts of pages.
func HeightOf(o fyne.CanvasObject, width float32) float32 { return heightFor(o, width) }

// FocusMoved tells the scroll that a widget stands in that the widget gained
// the keyboard: focusable widgets of pages call it from FocusGained.
func FocusMoved(o fyne.CanvasObject) { focusMoved(o) }
