package respond

import (
	"fyne.io/fyne/v2/widget"

	"pinisi/app/pages/bound"
	poll "pinisi/data/respond"
)

// newProblemList lists what a try of an import has found.
func newProblemList(problems []poll.Problem) *widget.List { return bound.NewProblemList(problems) }
