package followup

import (
	"strings"

	"pinisi/data"
)

// Check says why an action may not take a status: followup.needs_action and
// followup.needs_evidence for done, followup.needs_reason for cancelled,
// followup.is_carried when it goes on elsewhere, followup.only_carry for a
// status that only [Carry] gives; nil when it may. evidence is the number of
// its evidence files.
func Check(r data.Record, status string, evidence int) error {
	switch {
	case status == Status(r):
		return nil
	case Status(r) == Carried:
		return data.Fail("followup.is_carried", nil, "Title", r.Text("action"))
	case status == Carried:
		return data.Fail("followup.only_carry", nil, "Title", r.Text("action"))
	case status == Done && strings.TrimSpace(r.Text("action")) == "":
		return data.Fail("followup.needs_action", nil)
	case status == Done && evidence == 0:
		return data.Fail("followup.needs_evidence", nil, "Title", r.Text("action"))
	case status == Cancelled && strings.TrimSpace(r.Text("reason")) == "":
		return data.Fail("followup.needs_reason", nil, "Title", r.Text("action"))
	}
	return nil
}

// SetStatus are the edits that take an action to a status on the mission's
// date today: done sets the date of completion and 100 percent; leaving done
// clears that date and the verification; what is not begun has no percentage.
// The errors of [Check].
func SetStatus(r data.Record, status string, evidence int, today string) ([]data.Edit, error) {
	if err := Check(r, status, evidence); err != nil {
		return nil, err
	}
	edits := []data.Edit{r.Set("status", data.TextValue(status))}
	percent, counted := r.Int("percent")
	if status == Done {
		if r.Text("done_on") == "" {
			edits = append(edits, r.Set("done_on", data.TextValue(today)))
		}
		if percent != 100 {
			edits = append(edits, r.Set("percent", data.IntValue(100)))
		}
		return edits, nil
	}
	for _, field := range []string{"done_on", "verified_on"} {
		if r.Text(field) != "" {
			edits = append(edits, r.Set(field, data.Value{}))
		}
	}
	if status == Planned && counted && percent != 0 {
		edits = append(edits, r.Set("percent", data.Value{}))
	}
	if status == Running && r.Text("start_on") == "" && (r.Text("due_on") == "" || r.Text("due_on") >= today) {
		edits = append(edits, r.Set("start_on", data.TextValue(today)))
	}
	return edits, nil
}

// SetPercent are the edits that set how far the action is: more than nothing of
// what was not begun begins it. followup.done_is_full when it is done and the
// percentage is not 100. 100 does not finish an action, since that takes
// evidence: see [FullNotDone].
func SetPercent(r data.Record, percent data.Value, today string) ([]data.Edit, error) {
	if Status(r) == Done && percent != data.IntValue(100) {
		return nil, data.Fail("followup.done_is_full", nil)
	}
	edits := []data.Edit{r.Set("percent", percent)}
	if percent.I > 0 && Status(r) == Planned {
		more, err := SetStatus(r, Running, 0, today)
		if err != nil {
			return nil, err
		}
		edits = append(edits, more...)
	}
	return edits, nil
}

// FullNotDone reports an action at 100 percent that is not called done: allowed, and said.
func FullNotDone(r data.Record) bool {
	percent, ok := r.Int("percent")
	return ok && percent == 100 && Open(r)
}

// CheckDate says why one of the action's dates may not be what is given
// (2026-03-24; "" is always fine): followup.due_before_start,
// followup.not_done for a date of completion or verification of what is not
// done, followup.done_after_today, followup.verified_before_done,
// followup.verified_after_today. today is the mission's date.
func CheckDate(r data.Record, field, date, today string) error {
	if date == "" {
		return nil
	}
	is := map[string]string{"start_on": r.Text("start_on"), "due_on": r.Text("due_on"), "done_on": r.Text("done_on"), field: date}
	switch field {
	case "start_on", "due_on":
		if is["start_on"] != "" && is["due_on"] != "" && is["due_on"] < is["start_on"] {
			return data.Fail("followup.due_before_start", nil, "Start", is["start_on"], "Due", is["due_on"])
		}
	case "done_on", "verified_on":
		switch {
		case Status(r) != Done:
			return data.Fail("followup.not_done", nil)
		case date > today:
			return data.Fail("followup."+strings.TrimSuffix(field, "_on")+"_after_today", nil, "Today", today)
		case field == "verified_on" && date < is["done_on"]:
			return data.Fail("followup.verified_before_done", nil, "Done", is["done_on"])
		}
	}
	return nil
}
