package report

import (
	"regexp"
	"strings"
)

var (
	// listMark is what points begin with that people number by hand.
	listMark = regexp.MustCompile(`^\s*(\d{1,3}[.)]|[-–•*])\s+`)
	// dated is the beginning of a note that consult.Correction wrote.
	dated = regexp.MustCompile(`^\[(\d{4}-\d{2}-\d{2})(?:, ([^\]]*))?\] ?(.*)$`)
)

// corrections reads the notes on a signed berita acara: date, who (blank when
// names are masked) and text of each, the oldest first. A line that begins none
// goes on with the one before.
func (m *maker) corrections(notes string) [][3]string {
	var all [][3]string
	for line := range strings.Lines(notes) {
		line = strings.TrimRight(line, "\r\n")
		switch found := dated.FindStringSubmatch(line); {
		case found != nil:
			all = append(all, [3]string{found[1], m.person(found[2]), found[3]})
		case strings.TrimSpace(line) == "":
		case len(all) == 0:
			all = append(all, [3]string{"", "", line})
		default:
			all[len(all)-1][2] += "\n" + line
		}
	}
	for i := range all {
		all[i][2] = m.mask.Text(all[i][2])
	}
	return all
}
