package report

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"pinisi/data"
	"pinisi/data/report/document"
	"pinisi/data/report/pdf"
	"pinisi/data/standards"
	"pinisi/data/store"
)

// standard makes the whole standard. What is in it is public or the unit's own
// rules, and names nobody: it is not masked, so that the addresses for
// complaints can be read.
func (m *maker) standard() error {
	s, err := standards.LoadSheet(m.ctx, m.st, m.r.ID)
	if err != nil {
		return err
	}
	r := s.Version
	m.saw(r)
	name := s.Service.Name.In(m.lang)
	m.begin(m.T("standard.title"), name)
	m.doc.Mark = m.standardMark(r)
	m.add(document.Letterhead{Lines: m.mission.letterhead}, document.Title{Text: m.T("standard.title"), Subtitle: name})
	facts := [][2]string{{m.T("standard.code"), s.Service.Code}, {m.T("standard.version"), s.Service.Label(r.ID)},
		{m.T("standard.status"), m.label("standard", "status", cmp.Or(r.Text("status"), data.StandardDraft))}}
	for _, f := range []struct{ key, value string }{
		{"standard.decree", m.decree(r)}, {"standard.effective", m.date(r.Text("effective_on"))}, {"standard.published", m.publishedAt(r)},
		{"standard.discussed", s.Consultation.Text("title")}, {"standard.reviewed", m.date(r.Text("reviewed_on"))}, {"standard.retired", m.date(r.Text("retired_on"))},
		{"standard.note", r.Text("change_note")},
	} {
		if f.value != "" {
			facts = append(facts, [2]string{m.T(f.key), f.value})
		}
	}
	m.add(document.Facts(facts...))
	for i, component := range data.StandardComponents {
		switch i {
		case 0:
			m.add(document.Heading{Level: 1, Text: "A  " + m.T("standard.delivery")})
		case standards.Public:
			m.add(document.Heading{Level: 1, Text: "B  " + m.T("standard.manufacturing")})
		}
		m.component(r, component)
	}
	if n := len(standards.Missing(r)); n > 0 {
		m.hint("standard.missing", "N", n)
	}
	m.add(document.Paragraph{Runs: document.Plain(m.T("standard.closing")), Keep: true}, m.signatures(nil, r.Text("decreed_on")))
	return nil
}

func (m *maker) component(r data.Record, component string) {
	m.h2(fmt.Sprintf("%d. %s", standards.Number(component), m.w.T("kinds.standard."+component)))
	if !standards.Has(r, component) {
		m.add(document.Hint(m.T("standard.blank")))
		return
	}
	if figure := standards.Figure(m.w, r, component); figure != "" && !strings.Contains(strings.ToLower(r.Text(component)), strings.ToLower(figure)) {
		m.add(document.Paragraph{Runs: document.Bold(figure)})
	}
	lines := standards.Lines(r.Text(component))
	if len(lines) < 2 {
		for _, line := range lines {
			m.add(document.Text(line))
		}
		return
	}
	list := document.List{Numbered: component == "procedure"}
	for _, line := range lines {
		list.Items = append(list.Items, document.Plain(line))
	}
	m.add(list)
}

// decree is the number and day of the decree, "" without one.
func (m *maker) decree(r data.Record) string {
	number, on := r.Text("decree_number"), r.Text("decreed_on")
	switch {
	case number == "" && on == "":
		return ""
	case number == "":
		return m.date(on)
	case on == "":
		return m.T("standard.decree_number", "Number", number)
	}
	return m.T("standard.decree_full", "Number", number, "Date", m.date(on))
}

func (m *maker) publishedAt(r data.Record) string {
	return strings.Trim(m.date(r.Text("published_on"))+", "+r.Text("published_at"), ", ")
}

// standardMark says across the page that a version is no standard in force.
func (m *maker) standardMark(r data.Record) string {
	switch {
	case standards.Open(r):
		return m.T("mark.draft")
	case r.Text("status") == data.StandardRetired:
		return m.T("standard.mark.retired")
	}
	return ""
}

// counter draws one version as a sheet for the counter.
func (m *maker) counter(w io.Writer, a3 bool) error {
	s, err := standards.LoadSheet(m.ctx, m.st, m.r.ID)
	if err != nil {
		return err
	}
	m.saw(s.Version)
	return m.sheets(w, a3, s.Service.Name.In(m.lang), m.wall(s.Catalogue, s.Service, s.Version))
}

// counters draws every standard in force of the services that the mission offers.
func (m *maker) counters(w io.Writer, a3 bool) error {
	scope, err := m.scope()
	if err != nil {
		return err
	}
	c, err := standards.Load(m.ctx, m.st, scope)
	if err != nil {
		return err
	}
	var all []pdf.Wall
	for i := range c.Services {
		s := &c.Services[i]
		if now := s.Current(); s.Offered && now.ID != data.NilID {
			m.saw(now)
			all = append(all, m.wall(c, s, now))
		}
	}
	if len(all) == 0 {
		return data.Fail("report.counters.none", nil, "Mission", m.mission.name)
	}
	return m.sheets(w, a3, m.mission.name, all...)
}

func (m *maker) sheets(w io.Writer, a3 bool, subject string, all ...pdf.Wall) error {
	for i, one := range all {
		size, ok, err := one.Fit(a3)
		if err != nil {
			return data.Fail("report.counter.too_long", err, "Title", one.Title)
		}
		if !ok {
			all[i].Proof = m.T("counter.proof", "Size", m.w.Decimal(fmt.Sprintf("%.1f", size)))
		}
		m.r.tell(0.1 + 0.6*float64(i+1)/float64(len(all)))
	}
	return pdf.WriteWalls(w, pdf.Walls{Title: m.T("standard.title"), Subject: subject, Issuer: m.mission.long, Lang: m.lang,
		When: m.latest.Time().Truncate(time.Second), A3: a3, Sheets: all})
}

// wall is a version as a sheet: the six components that are shown to the public.
func (m *maker) wall(c *standards.Catalogue, s *standards.Service, r data.Record) pdf.Wall {
	block := func(component string) pdf.WallBlock {
		b := pdf.WallBlock{Number: fmt.Sprint(standards.Number(component)), Title: m.w.T("kinds.standard." + component), Lines: standards.Lines(r.Text(component))}
		if !standards.Has(r, component) {
			b.Lines = []string{m.T("standard.blank")}
		}
		return b
	}
	figure := func(component string) pdf.WallBlock {
		b := block(component)
		b.Figure = standards.Figure(m.w, r, component)
		switch text := strings.Join(b.Lines, "\n"); {
		case !standards.Has(r, component):
		case b.Figure == "" && len([]rune(text)) <= largeText && len(b.Lines) == 1:
			b.Figure, b.Lines = text, nil
		case b.Figure != "" && len(b.Lines) > 0: // "3 hari kerja" large, "sejak biometrik" under it
			if len(b.Lines[0]) >= len(b.Figure) && strings.EqualFold(b.Lines[0][:len(b.Figure)], b.Figure) {
				b.Lines[0] = strings.Trim(b.Lines[0][len(b.Figure):], " .,;")
				if b.Lines[0] == "" {
					b.Lines = b.Lines[1:]
				}
			}
		}
		return b
	}
	procedure := block("procedure")
	procedure.Ordered = len(procedure.Lines) > 1
	panel := block("complaints")
	for _, line := range standards.Lines(c.Mission.Text("complaint_channels")) {
		if !strings.Contains(strings.Join(panel.Lines, "\n"), line) {
			panel.Lines = append(panel.Lines, line)
		}
	}
	if !standards.Has(r, "complaints") && len(panel.Lines) > 1 {
		panel.Lines = panel.Lines[1:]
	}
	m.saw(c.Mission)
	w := pdf.Wall{Letterhead: m.mission.letterhead, Kicker: strings.ToUpper(m.T("standard.title")), Title: s.Name.In(m.lang),
		Figures: []pdf.WallBlock{figure("duration"), figure("fee")}, Blocks: []pdf.WallBlock{block("requirements"), procedure, block("product")}, Panel: panel, Mark: m.standardMark(r)}
	w.Foot[1] = m.T("counter.version", "Version", s.Label(r.ID), "Code", s.Code)
	if d := m.decree(r); d != "" {
		w.Foot[0] = m.T("counter.decreed", "Decree", d)
	}
	return w
}

// largeText is how long a text may be that is said large where there is no figure.
const largeText = 32

// CounterFit is the size in points of the letters of a version's sheet for the
// counter, and whether they are large enough for a wall; 0 when the text does
// not fit a page at all.
func CounterFit(ctx context.Context, st *store.Store, r Request) (size float64, ok bool, err error) {
	m, err := newMaker(ctx, st, r)
	if err != nil {
		return 0, false, err
	}
	s, err := standards.LoadSheet(ctx, st, r.ID)
	if err != nil {
		return 0, false, err
	}
	size, ok, err = m.wall(s.Catalogue, s.Service, s.Version).Fit(r.Kind == CounterA3)
	if err != nil { // too long for any size: that is an answer
		return 0, false, nil
	}
	return size, ok, nil
}

// standardsJSON writes the published standards for other programs; with ID, all
// of that version's mission.
func (m *maker) standardsJSON(w io.Writer) error {
	scope, err := m.scope()
	if err != nil {
		return err
	}
	return standards.Export{Scope: scope, Lang: m.lang}.Write(m.ctx, m.st, w)
}

// pledgeRecord reads the pledge with its points.
func (m *maker) pledgeRecord() (data.Record, []string, error) {
	r, err := m.st.Get(m.ctx, "pledge", m.r.ID)
	if err != nil {
		return r, nil, fmt.Errorf("read the pledge: %w", err)
	}
	m.saw(r)
	var lines []string
	for line := range strings.Lines(r.Text("text")) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	if lines == nil {
		lines = []string{m.T("standard.blank")}
	}
	return r, lines, nil
}

// pledgeSign is who signs the pledge; the name as on every document.
func (m *maker) pledgeSign(r data.Record) document.Signature {
	sign := m.signatures(nil, r.Text("signed_on")).Sign[0]
	if role := r.Text("signatory_role"); role != "" {
		sign.Role = role
	}
	if name := r.Text("signatory"); name != "" {
		sign.Name = m.person(name)
	}
	return sign
}

func (m *maker) pledgeMark(r data.Record) string {
	switch {
	case r.Text("ended_on") != "":
		return m.T("standard.mark.retired")
	case r.Text("signed_on") == "":
		return m.T("mark.draft")
	}
	return ""
}

// pledgeSheet draws the pledge for the wall.
func (m *maker) pledgeSheet(w io.Writer, a3 bool) error {
	r, lines, err := m.pledgeRecord()
	if err != nil {
		return err
	}
	sheet := pdf.Wall{Letterhead: m.mission.letterhead, Title: strings.ToUpper(m.T("pledge.title")), Lines: lines, Sign: m.pledgeSign(r), Mark: m.pledgeMark(r)}
	if n := r.Text("number"); n != "" {
		sheet.Kicker = m.T("pledge.number", "Number", n)
	}
	return m.sheets(w, a3, m.T("pledge.title"), sheet)
}

// pledge makes the pledge as a letter.
func (m *maker) pledge() error {
	r, lines, err := m.pledgeRecord()
	if err != nil {
		return err
	}
	m.begin(m.T("pledge.title"), m.mission.name)
	m.doc.Mark = m.pledgeMark(r)
	title := document.Title{Text: strings.ToUpper(m.T("pledge.title")), Formal: true}
	if n := r.Text("number"); n != "" {
		title.Number = m.T("pledge.number", "Number", n)
	}
	m.add(document.Letterhead{Lines: m.mission.letterhead}, title)
	var list document.List
	flush := func() {
		if len(list.Items) > 0 {
			m.add(list)
			list = document.List{}
		}
	}
	for _, line := range lines {
		if rest := standards.Point(line); rest != line {
			list.Numbered = true
			list.Items = append(list.Items, document.Plain(rest))
			continue
		}
		flush()
		m.add(document.Text(line))
	}
	flush()
	m.add(document.Signatures{Sign: []document.Signature{m.pledgeSign(r)}})
	return nil
}
