package widgets

import "fyne.io/fyne/v2"

// HeightOf is the least height of an object at a width, for layouts of pages.
func HeightOf(o fyne.CanvasObject, width float32) float32 { return heightFor(o, width) }
