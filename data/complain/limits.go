package complain

import (
	"context"
	"fmt"
	"slices"
	"time"
	_ "time/tzdata" // Windows has no IANA zones

	"pinisi/assets"
	"pinisi/data"
	"pinisi/data/rules"
	"pinisi/data/setup"
	"pinisi/data/store"
	"pinisi/data/workday"
)

// RulesCode is the code of the limits among the rules that are data.
const RulesCode = "complaint"

// Limit is one time limit.
type Limit struct {
	Days        int         `json:"days"`
	WorkingDays bool        `json:"working_days"`
	Channels    []string    `json:"channels,omitempty"` // to which it applies; none: to all
	Source      assets.Text `json:"source"`
	Ours        bool        `json:"ours,omitempty"` // proposed by the program, set by no regulation
}

// Completion is the limit for one kind of complaint to be completed in.
type Completion struct {
	Code  string      `json:"code"`
	Name  assets.Text `json:"name"`
	Until string      `json:"until"` // "answer": the first reply completes it; "close": being closed does
	Limit
}

// Limits are the time limits that hold (assets/rules/complaint.json, or what
// headquarters published since).
type Limits struct {
	Verify     Limit             `json:"verify"`     // from received
	Answer     Limit             `json:"answer"`     // from the disposition, else from verified, else from received
	Close      Limit             `json:"close"`      // from the last word of either side
	Completion []Completion      `json:"completion"` // from where the answer's limit begins
	ByClass    map[string]string `json:"by_class"`   // completion's code for a complaint that names none
	// ByClassOurs says that ByClass is the program's proposal.
	ByClassOurs bool  `json:"by_class_ours"`
	Soon        Limit `json:"soon"` // from how many days before on a limit is called soon

	Info rules.Info `json:"-"`
}

func init() { rules.Declare(RulesCode, Limits.check) }

func (l Limits) check() error {
	for name, one := range map[string]Limit{"verify": l.Verify, "answer": l.Answer, "close": l.Close, "soon": l.Soon} {
		if one.Days < 0 || one.Days > 366 {
			return fmt.Errorf("%s: %d days", name, one.Days)
		}
	}
	codes := map[string]bool{}
	for _, c := range l.Completion {
		switch {
		case c.Code == "" || codes[c.Code]:
			return fmt.Errorf("completion: code %q is blank or there twice", c.Code)
		case c.Days < 0 || c.Days > 3660:
			return fmt.Errorf("completion %s: %d days", c.Code, c.Days)
		case c.Until != "answer" && c.Until != "close":
			return fmt.Errorf("completion %s: until %q is neither answer nor close", c.Code, c.Until)
		case c.Name.IsZero():
			return fmt.Errorf("completion %s has no name", c.Code)
		}
		codes[c.Code] = true
	}
	for class, code := range l.ByClass {
		if !codes[code] {
			return fmt.Errorf("by_class %s: no completion %q", class, code)
		}
	}
	return nil
}

// CompletionOf is the completion limit of a complaint: the one it names, else
// that of its class; false when neither is known.
func (l Limits) CompletionOf(r data.Record) (Completion, bool) {
	code := r.Text("limit")
	if code == "" {
		code = l.ByClass[class(r)]
	}
	if i := slices.IndexFunc(l.Completion, func(c Completion) bool { return c.Code == code }); i >= 0 {
		return l.Completion[i], true
	}
	return Completion{}, false
}

// class is the complaint's class; one that nobody classed counts as a complaint.
func class(r data.Record) string {
	if c := r.Text("class"); c != "" {
		return c
	}
	return "complaint"
}

// Book is what tells what is due at one mission on one day.
type Book struct {
	Limits
	Calendar workday.Calendar
	Today    string // the mission's date: 2026-03-24
}

// Load reads the limits and the calendar of a mission. now tells its date, in
// its own zone.
func Load(ctx context.Context, st *store.Store, scope string, now time.Time) (Book, error) {
	b := Book{Today: setup.Today(now, scope)}
	var err error
	if b.Info, err = rules.Read(ctx, st, RulesCode, &b.Limits); err != nil {
		return b, fmt.Errorf("read the limits of complaints: %w", err)
	}
	if b.Calendar, err = workday.Load(ctx, st, scope); err != nil {
		return b, err
	}
	return b, nil
}

// add is the last day on which something with a limit is in time.
func (b Book) add(from string, l Limit) string {
	if l.WorkingDays {
		return b.Calendar.Add(from, l.Days)
	}
	t, err := time.Parse(time.DateOnly, from)
	if err != nil {
		return ""
	}
	return t.AddDate(0, 0, l.Days).Format(time.DateOnly)
}

// between is the number of days after from up to and with to, as a limit counts them.
func (b Book) between(from, to string, working bool) int {
	count := workday.CalendarDays
	if working {
		count = b.Calendar.Between
	}
	n, _ := count(from, to) // both are dates, or 0
	return n
}
