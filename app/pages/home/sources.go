package home

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/complain"
	"pinisi/data/consult"
	"pinisi/data/followup"
	"pinisi/data/people"
	"pinisi/data/store"
)

// join puts what is not blank into one line.
func join(parts ...string) string {
	var some []string
	for _, s := range parts {
		if s != "" {
			some = append(some, s)
		}
	}
	return strings.Join(some, " · ")
}

func named(title string) string {
	if title = strings.Join(strings.Fields(title), " "); title != "" {
		return title
	}
	return words.T("home.untitled")
}

// dated is an item with its day so many days away.
func dated(i item, days int) item {
	i.Days = days
	switch {
	case days < 0:
		i.Level, i.State, i.Word = late, widgets.Bad, words.T("home.late", "N", -days)
	case days == 0:
		i.Level, i.State, i.Word = soon, widgets.Wait, words.T("home.today")
	default:
		i.Level, i.State, i.Word = soon, widgets.Wait, words.T("home.soon", "N", days)
	}
	return i
}

// ours says after a date that nobody but this program proposes it.
func ours(yes bool) string {
	if yes {
		return words.T("home.ours")
	}
	return ""
}

func conflicts(ctx context.Context, r *reading) (group, error) {
	g := group{Title: "home.conflicts", Page: session.PageSync}
	all, err := r.st.Conflicts(ctx)
	if err != nil {
		return g, fmt.Errorf("count the conflicts: %w", err)
	}
	if len(all) > 0 {
		g.Items = []item{{Icon: "conflict", Title: words.T("home.conflict_count", "N", len(all)), Line: words.T("home.conflict_why"),
			State: widgets.Wait, Word: words.T("home.decide"), Level: deciding, Page: session.PageSync, ID: all[0].Record}}
	}
	return g, nil
}

// requests are those of people about their data, which the law gives three days.
func requests(ctx context.Context, r *reading) (group, error) {
	g := group{Title: "home.requests", Page: session.PagePeople}
	all, err := people.Due(ctx, r.st, r.scope, r.now)
	if err != nil {
		return g, err
	}
	for _, q := range all {
		i := item{Icon: "person", Title: words.T("home.request", "Number", q.Text("number"), "Type", bound.ChoiceWord("privacy_request", "type", q.Text("type"))), Page: session.PagePeople, ID: q.ID, Level: soon, State: widgets.Wait}
		hours := int(q.Due.Sub(r.now) / time.Hour)
		i.Days = hours / 24
		i.Word = words.T("home.hours", "N", max(hours, 0))
		if q.Late {
			i.Level, i.State, i.Word = late, widgets.Bad, words.T("home.late_hours", "N", max(-hours, 1))
			i.Days = min(i.Days, -1)
		}
		i.Line = join(r.mission(q.Record), words.T("home.until", "Time", words.Moment(q.Due, r.now)))
		g.Items = append(g.Items, i)
	}
	return g, nil
}

// openComplaints are the statuses of complaints that somebody has to answer.
var openComplaints = []string{complain.Unverified, complain.Delayed, complain.Verified, complain.Processing, ""}

// complaintFields are what a complaint's clocks and its line need.
var complaintFields = []string{"tracking_id", "title", "class", "channel", "status", "received_on", "verified_on", "passed_on", "answered_on", "closed_on",
	"anonymous", "secret", "limit", "last_reply_on", "unit"}

func complaints(ctx context.Context, r *reading) (group, error) {
	g := group{Title: "home.complaints", Page: session.PageComplaint}
	byScope := map[string][]data.Record{}
	for _, status := range openComplaints {
		want := data.Value{}
		if status != "" {
			want = data.TextValue(status)
		}
		list, err := r.st.List(ctx, store.Query{Kind: "complaint", Scope: r.scope, Where: map[string]data.Value{"status": want}, Fields: complaintFields})
		if err != nil {
			return g, fmt.Errorf("list the open complaints: %w", err)
		}
		for _, c := range list {
			byScope[c.Scope] = append(byScope[c.Scope], c)
		}
	}
	var all []complain.Due
	for _, scope := range slices.Sorted(maps.Keys(byScope)) {
		book, err := complain.Load(ctx, r.st, scope, r.now)
		if err != nil {
			return g, err
		}
		all = append(all, book.Due(byScope[scope])...)
	}
	slices.SortStableFunc(all, func(x, y complain.Due) int {
		return cmp.Or(cmp.Compare(levelOf(x.Clock), levelOf(y.Clock)), cmp.Compare(x.Clock.Left, y.Clock.Left))
	})
	g.All = len(all)
	for _, d := range all[:min(len(all), atMost)] { // words for thousands of lines that nobody sees take seconds
		i := item{Icon: "complaint", Title: complain.Title(words.Now(), d.Complaint, data.OnScreen), Page: session.PageComplaint, ID: d.Complaint.ID,
			Level: levelOf(d.Clock), State: widgets.Wait, Word: words.Capital(d.Clock.SayLeft(words.Now())), Days: d.Clock.Left}
		if i.Level == late {
			i.State = widgets.Bad
		}
		i.Line = join(r.mission(d.Complaint), words.T(d.Clock.Label(), "Due", words.Date(d.Clock.Due)), ours(d.Clock.Limit.Ours), d.Complaint.Text("unit"))
		g.Items = append(g.Items, i)
	}
	return g, nil
}

func levelOf(c complain.Clock) level {
	if c.State == complain.Late {
		return late
	}
	return soon
}

func consultations(ctx context.Context, r *reading) (group, error) {
	g := group{Title: "home.consultations", Page: session.PageConsultation}
	agenda, err := consult.Due(ctx, r.st, r.scope, r.now)
	if err != nil {
		return g, err
	}
	for _, d := range agenda.Items {
		if !d.Late() && !d.Soon() {
			continue
		}
		i := item{Icon: "consultation", Title: named(d.Consultation.Text("title")), Page: session.PageConsultation, ID: d.Consultation.ID,
			Line: join(r.mission(data.Record{Scope: d.Scope}), words.T(d.Key()), words.T("home.due_on", "Date", words.Date(d.By)), ours(agenda.Rules.Ours))}
		if d.Step == consult.StepYearly {
			i.Title = words.T("home.yearly")
			i.Line = join(r.mission(data.Record{Scope: d.Scope}), words.T("home.due_on", "Date", words.Date(d.By)), ours(agenda.Rules.Ours))
		}
		i = dated(i, d.Left)
		if d.Late() {
			i.Word = words.T("home.late_working", "N", -d.Left)
		} else if d.Left > 0 {
			i.Word = words.T("home.soon_working", "N", d.Left)
		}
		g.Items = append(g.Items, i)
	}
	return g, nil
}

func followUps(ctx context.Context, r *reading) (group, error) {
	g := group{Title: "home.followups", Page: session.PageFollowUp}
	period, err := followup.Begun(ctx, r.st, bound.OwnScope(r.s))
	if err != nil {
		return g, err
	}
	left := 0
	for _, status := range []string{followup.Planned, followup.Running} {
		err := r.st.Each(ctx, store.Query{Kind: "followup", Scope: r.scope, Where: map[string]data.Value{"status": data.TextValue(status)},
			Fields: []string{"action", "finding", "office", "due_on", "status", "period"}}, func(f data.Record) error {
			if f.Scope == bound.OwnScope(r.s) && followup.Earlier(followup.Period(f), period) {
				left++
			}
			if how, days := followup.DueOf(f, r.days.Today(f.Scope)); how == followup.Late || how == followup.Soon {
				title := f.Text("action")
				if title == "" {
					title = f.Text("finding")
				}
				g.Items = append(g.Items, dated(item{Icon: "follow-up", Title: named(title), Page: session.PageFollowUp, ID: f.ID,
					Line: join(r.mission(f), words.T("home.due_on", "Date", words.Date(f.Text("due_on"))), f.Text("office"))}, days))
			}
			return nil
		})
		if err != nil {
			return g, fmt.Errorf("list the open follow-ups: %w", err)
		}
	}
	if left > 0 {
		g.Items = append(g.Items, item{Icon: "follow-up", Title: words.T("home.left", "N", left, "Period", period), Line: words.T("home.left.why"),
			State: widgets.Wait, Word: words.T("home.carry"), Level: deciding, Page: session.PageFollowUp})
	}
	return g, nil
}
