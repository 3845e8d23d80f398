package standards

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"pinisi/assets"
	"pinisi/data"
	"pinisi/data/setup"
	"pinisi/data/store"
)

// Catalogue is the services of a mission with their standards.
type Catalogue struct {
	Scope    string
	Mission  data.Record // what the mission notes of itself; blank when nothing
	Listed   bool        // the mission said which services it offers
	Services []Service   // every known one, in the order of the shipped catalogue, then others
	Rules    Rules
}

// Service is one service and the versions of its standard.
type Service struct {
	assets.Service
	Offered  bool          // the mission offers it; of all, while it said of none
	Versions []data.Record // newest first: drafts above what is in force, retired ones last
	// Reviewed and Monitored are the days of the latest review and monitoring of
	// any version, by the notes of them and by what versions say; "" for none.
	Reviewed, Monitored string
}

// Load reads the catalogue of a mission.
func Load(ctx context.Context, st *store.Store, scope string) (*Catalogue, error) {
	c := &Catalogue{Scope: scope}
	var err error
	if c.Mission, err = setup.Noted(ctx, st, scope); err != nil {
		return nil, fmt.Errorf("read which services %s offers: %w", scope, err)
	}
	if c.Rules, err = ReadRules(ctx, st); err != nil {
		return nil, err
	}
	all, err := st.List(ctx, store.Query{Kind: "standard", Scope: scope, Order: "created"})
	if err != nil {
		return nil, fmt.Errorf("list the standards of %s: %w", scope, err)
	}
	noted, err := st.List(ctx, store.Query{Kind: "review", Scope: scope, Fields: []string{"standard", "type", "on"}})
	if err != nil {
		return nil, fmt.Errorf("list the reviews of the standards of %s: %w", scope, err)
	}
	return c, c.fill(all, noted)
}

func (c *Catalogue) fill(all, noted []data.Record) error {
	known, err := assets.Services()
	if err != nil {
		return err
	}
	offered := c.Mission.List("services")
	c.Listed = len(offered) > 0
	at := map[string]int{}
	for _, s := range known.Services {
		at[s.Code] = len(c.Services)
		c.Services = append(c.Services, Service{Service: s, Offered: !c.Listed})
	}
	service := func(code string) *Service {
		if _, ok := at[code]; !ok { // a later catalogue's, or one of their own
			at[code] = len(c.Services)
			c.Services = append(c.Services, Service{Service: assets.Service{Code: code, Name: assets.Text{ID: code, EN: code}}})
		}
		return &c.Services[at[code]]
	}
	for _, code := range offered {
		service(code).Offered = true
	}
	of := map[data.ID]string{}
	for _, r := range all {
		if code := r.Text("service"); code != "" {
			s := service(code)
			s.Versions = append(s.Versions, r)
			s.Reviewed, s.Monitored = max(s.Reviewed, r.Text("reviewed_on")), max(s.Monitored, r.Text("monitored_on"))
			of[r.ID] = code
		}
	}
	for _, r := range noted {
		code := of[r.Ref("standard")]
		if code == "" {
			continue
		}
		switch s := service(code); r.Text("type") {
		case ReviewOf:
			s.Reviewed = max(s.Reviewed, r.Text("on"))
		case Monitored:
			s.Monitored = max(s.Monitored, r.Text("on"))
		}
	}
	for i := range c.Services {
		slices.SortStableFunc(c.Services[i].Versions, newestFirst)
	}
	return nil
}

// Service finds a service by its code; nil for an unknown one.
func (c *Catalogue) Service(code string) *Service {
	for i := range c.Services {
		if c.Services[i].Code == code {
			return &c.Services[i]
		}
	}
	return nil
}

// Shown are the services that the mission offers, and others of which it has standards.
func (c *Catalogue) Shown() []Service {
	var all []Service
	for _, s := range c.Services {
		if s.Offered || len(s.Versions) > 0 {
			all = append(all, s)
		}
	}
	return all
}

// newestFirst orders versions: drafts, then what is in force, then what was.
func newestFirst(a, b data.Record) int {
	rank := func(r data.Record) int {
		switch {
		case Open(r):
			return 0
		case r.Text("status") == data.StandardRetired:
			return 2
		}
		return 1
	}
	va, _ := a.Int("version")
	vb, _ := b.Int("version")
	return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(vb, va), cmp.Compare(b.Text("decreed_on"), a.Text("decreed_on")), slices.Compare(b.ID[:], a.ID[:]))
}

// Open reports whether a version may still be changed: it is not decreed.
func Open(r data.Record) bool {
	s := r.Text("status")
	return s == "" || s == data.StandardDraft || s == data.StandardConsulted
}

// Current is the version in force: the newest that is published, or decreed
// while none is. Its id is data.NilID when there is none.
func (s *Service) Current() data.Record {
	var decreed data.Record
	for _, r := range s.Versions {
		switch r.Text("status") {
		case data.StandardPublished:
			return r
		case data.StandardDecreed:
			if decreed.ID == data.NilID {
				decreed = r
			}
		}
	}
	return decreed
}

// Drafts are the versions that may still be changed, newest first.
func (s *Service) Drafts() []data.Record {
	var all []data.Record
	for _, r := range s.Versions {
		if Open(r) {
			all = append(all, r)
		}
	}
	return all
}

// Work is the version that people work with now: that in force or, before
// there was one, the newest draft. Its id is data.NilID when there is neither.
func (s *Service) Work() data.Record {
	if r := s.Current(); r.ID != data.NilID {
		return r
	}
	if drafts := s.Drafts(); len(drafts) > 0 {
		return drafts[0]
	}
	return data.Record{}
}

// Label is the number of a version as it is shown: 3. Where two people made a
// version 3 apart from each other, the second is 3b: by the day of decree and
// then by when it was made, the same on every device. A draft whose number was
// decreed for another meanwhile shows the one that it will get.
func (s *Service) Label(id data.ID) string {
	var own data.Record
	for _, r := range s.Versions {
		if r.ID == id {
			own = r
		}
	}
	if _, ok := own.Int("version"); !ok {
		return "–"
	}
	number := func(r data.Record) int64 {
		n, _ := r.Int("version")
		if Open(r) {
			n = max(n, s.next())
		}
		return n
	}
	n := number(own)
	var same []data.Record
	for _, r := range s.Versions {
		if number(r) == n && Open(r) == Open(own) {
			same = append(same, r)
		}
	}
	slices.SortFunc(same, func(a, b data.Record) int {
		return cmp.Or(cmp.Compare(a.Text("decreed_on"), b.Text("decreed_on")), slices.Compare(a.ID[:], b.ID[:]))
	})
	for i, r := range same {
		if r.ID == id && i > 0 && i < 26 {
			return fmt.Sprintf("%d%c", n, 'a'+i)
		}
	}
	return fmt.Sprint(n)
}

// next is the number that the service's next decreed version takes.
func (s *Service) next() int64 {
	var most int64
	for _, r := range s.Versions {
		if n, _ := r.Int("version"); !Open(r) {
			most = max(most, n)
		}
	}
	return most + 1
}
