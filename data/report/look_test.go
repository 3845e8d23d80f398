package report_test

import (
	"os"
	"path/filepath"
	"testing"

	"pinisi/data/report"
)

// TestDocumentsToLookAt writes documents where they can be opened, when
// PINISI_LOOK names a folder: much and little, masked and with names.
func TestDocumentsToLookAt(t *testing.T) {
	dir := os.Getenv("PINISI_LOOK")
	if dir == "" {
		t.Skip("PINISI_LOOK names no folder")
	}
	w := build(t, 0, 8, false)
	who := w.st.NewID()
	for _, format := range report.Formats(report.Complaints) {
		check(t, os.WriteFile(filepath.Join(dir, "complaints."+format), write(t, w, report.Request{Kind: report.Complaints, Period: "2026", Format: format, Today: "2026-03-24"}), 0o600))
	}
	for name, size := range map[string][2]int{"much": {60, 40}, "little": {3, 1}} {
		id := makeMeeting(t, w.st, who, size[0], size[1])
		for _, kind := range []string{report.SignIn, report.Attendance, report.Minutes, report.Proceedings, report.Consultation} {
			for _, format := range []string{report.PDF, report.DOCX} {
				r := report.Request{Kind: kind, ID: id, Format: format, Lang: "id", Personal: name == "much", ByUnsur: name == "little"}
				check(t, os.WriteFile(filepath.Join(dir, name+"-"+kind+"."+format), write(t, w, r), 0o600))
			}
		}
	}
}
