// Package invited shows an enrolment file that was opened: for whom it is, with
// which server it enrols and until when, before a person decides.
package invited

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data/setup"
	"pinisi/data/store"
	pinsync "pinisi/sync"
)

// Summary is the file in a few lines, with one that says what to do. Whom it is
// for is what the file says of itself; the server is what its code says.
func Summary(of pinsync.Invitation, now time.Time, do string) fyne.CanvasObject {
	lines := widgets.Column(look.Tight, widgets.Body(words.T("openfile.read")).Bold())
	if of.Scope != "" {
		who := setup.Name(of.Scope)
		if of.Scope == store.Headquarters {
			who = words.T("openfile.headquarters")
		}
		if of.Name == "" {
			lines.Add(widgets.Body(words.T("openfile.for", "Who", who)))
		} else {
			lines.Add(widgets.Body(words.T("openfile.for_device", "Who", who, "Name", words.Short(of.Name, 60))))
		}
	}
	lines.Add(widgets.Body(words.T("openfile.hub", "Hub", strings.Join(of.Addresses, ", "))))
	switch {
	case of.Until.IsZero():
	case now.After(of.Until):
		lines.Add(widgets.RowTop(look.Gap, 1, widgets.NewIcon("warning", look.Wait, 20), widgets.Body(words.T("openfile.expired", "When", moment(of.Until, now)))))
	default:
		lines.Add(widgets.Body(words.T("openfile.until", "When", moment(of.Until, now))))
	}
	lines.Add(widgets.Hint(do))
	return widgets.RowTop(look.Roomy, 1, widgets.NewIcon("attachment", look.Sea, 24), lines)
}

func moment(t, now time.Time) string {
	t = t.In(now.Location())
	return words.Now().Date(t) + ", " + words.Clock(t)
}
