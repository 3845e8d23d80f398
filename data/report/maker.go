package report

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"pinisi/assets/words"
	"pinisi/data"
	"pinisi/data/report/document"
	"pinisi/data/report/docx"
	"pinisi/data/report/mask"
	"pinisi/data/report/pdf"
	"pinisi/data/setup"
	"pinisi/data/store"
)

// maker makes one document.
type maker struct {
	ctx     context.Context
	st      *store.Store
	r       Request
	w       *words.Words
	lang    string
	mask    *mask.Mask
	mission mission
	latest  data.HLC // the last change of what the document is made of
	doc     *document.Document
	section int
	annex   int
}

// mission is who publishes the document.
type mission struct {
	name, long, city string
	zone             string // IANA
	letterhead       []document.Line
	role, signatory  string
}

func newMaker(ctx context.Context, st *store.Store, r Request) (*maker, error) {
	m := &maker{ctx: ctx, st: st, r: r, w: words.New(r.Lang), mask: mask.Open()}
	m.lang = m.w.Lang()
	scope, err := m.scope()
	if err != nil {
		return nil, err
	}
	if !r.Personal {
		if m.mask, err = mask.Load(ctx, st, scope, r.Lang); err != nil {
			return nil, err
		}
	}
	return m, m.readMission(scope)
}

// scope is the mission whose document it is.
func (m *maker) scope() (string, error) {
	rec, err := m.r.about(m.ctx, m.st)
	switch {
	case err != nil:
		return "", err
	case rec.ID != data.NilID:
		return rec.Scope, nil
	case m.r.Scope != "":
		return m.r.Scope, nil
	}
	if s := m.st.Profile().Scope; s != store.Headquarters {
		return s, nil
	}
	return data.SharedScope, nil
}

// everywhere reports whether headquarters asks for all missions.
func (m *maker) everywhere() bool {
	of := m.r.Scope
	return m.st.Profile().Scope == store.Headquarters && (of == "" || of == store.Headquarters || of == data.SharedScope)
}

func (m *maker) readMission(scope string) error {
	m.mission = mission{name: m.T("headquarters"), long: m.T("headquarters"), city: "Jakarta"}
	if found, err := setup.Find(scope); err == nil {
		m.mission = mission{name: found.Name, long: found.LongName, city: found.City}
	} else if scope != data.SharedScope && scope != store.Headquarters {
		m.mission.name, m.mission.long, m.mission.city = scope, scope, ""
	}
	m.mission.zone = setup.Zone(scope)
	rec, err := setup.Noted(m.ctx, m.st, scope)
	if err != nil {
		return fmt.Errorf("read the mission %s: %w", scope, err)
	}
	m.saw(rec)
	if city := rec.Text("city"); city != "" {
		m.mission.city = city
	}
	if zone := rec.Text("zone"); zone != "" {
		m.mission.zone = zone
	}
	m.mission.role, m.mission.signatory = rec.Text("signatory_role"), rec.Text("signatory")
	m.mission.letterhead = letterhead(rec.Text("letterhead"), m.mission.long, rec.Text("address"))
	return nil
}

// letterhead is the lines that the mission gave; those without a small letter
// are its name and are bold. Without any it is made of name and address.
func letterhead(given, name, address string) []document.Line {
	var lines []document.Line
	for line := range strings.Lines(given) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, document.Line{Text: line, Bold: line == strings.ToUpper(line) && strings.ToLower(line) != line})
		}
	}
	if len(lines) > 0 {
		if !lines[0].Bold {
			lines[0].Bold = true
		}
		return lines
	}
	lines = []document.Line{{Text: strings.ToUpper(name), Bold: true}}
	for line := range strings.Lines(address) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, document.Line{Text: line})
		}
	}
	return lines
}

// saw notes when a record was changed last.
func (m *maker) saw(records ...data.Record) {
	for _, r := range records {
		m.latest = max(m.latest, r.Changed)
	}
}

func (m *maker) write(w io.Writer) error {
	made := how(m.r.Kind)
	if write := made.write[m.r.Format]; write != nil {
		return write(m, w)
	}
	if err := made.build(m); err != nil {
		return err
	}
	m.doc.When = m.latest.Time().Truncate(time.Second)
	if err := m.ctx.Err(); err != nil {
		return err
	}
	m.r.tell(0.8)
	if m.r.Format == DOCX {
		return docx.Write(w, m.doc)
	}
	return pdf.Write(w, m.doc)
}

// begin makes an empty document.
func (m *maker) begin(title, subject string) {
	m.doc = &document.Document{
		Title: title, Subject: subject, Lang: m.lang, Issuer: m.mission.long, Head: title + " · " + subject, Foot: m.mission.long,
		Page: m.T("page"), TableWord: m.T("table"), FigureWord: m.T("figure"), Unprintable: m.T("unprintable"),
	}
}

// T is a text of reports; args are pairs of placeholder name and value.
func (m *maker) T(key string, args ...any) string {
	if len(args) == 0 {
		return m.w.T("report." + key)
	}
	values := map[string]any{}
	for i := 0; i+1 < len(args); i += 2 {
		values[fmt.Sprint(args[i])] = args[i+1]
	}
	return m.w.T("report."+key, values)
}

func (m *maker) add(blocks ...document.Block) { m.doc.Body = append(m.doc.Body, blocks...) }

// h1 begins a numbered section.
func (m *maker) h1(key string) {
	m.section++
	m.add(document.Heading{Level: 1, Text: fmt.Sprintf("%d  %s", m.section, m.T(key))})
}

// h2 begins a part of a section.
func (m *maker) h2(text string) { m.add(document.Heading{Level: 2, Text: text}) }

// appendix begins an annex on a new page: "Lampiran A  …".
func (m *maker) appendix(key string) {
	m.add(document.Break{}, document.Heading{Level: 1, Text: fmt.Sprintf("%s %c  %s", m.T("annex"), 'A'+m.annex, m.T(key))})
	m.annex++
}

func (m *maker) text(key string, args ...any) { m.add(document.Text(m.T(key, args...))) }
func (m *maker) hint(key string, args ...any) { m.add(document.Hint(m.T(key, args...))) }

// prose adds what a person wrote, a paragraph for each, masked.
func (m *maker) prose(text string) {
	for line := range strings.Lines(m.mask.Text(text)) {
		if line = strings.TrimSpace(line); line != "" {
			m.add(document.Text(line))
		}
	}
}

// date writes a stored date in full: 24 Maret 2026. What is no date stays as it is.
func (m *maker) date(stored string) string {
	t, err := time.Parse(time.DateOnly, stored)
	if err != nil {
		return stored
	}
	return m.w.LongDate(t)
}

// short writes a stored date briefly: 24 Mar 2026.
func (m *maker) short(stored string) string {
	t, err := time.Parse(time.DateOnly, stored)
	if err != nil {
		return stored
	}
	return m.w.Date(t)
}

// choice is the label of a field's value.
func (m *maker) choice(kind, field, value string) string {
	if value == "" {
		return "–"
	}
	key := "kinds." + kind + "." + field + "." + value
	if text, ok := m.w.Lookup(key); ok {
		return text
	}
	return value
}

// label is the label of a field's value where it stands alone: with a capital.
func (m *maker) label(kind, field, value string) string {
	return words.Capital(m.choice(kind, field, value))
}

// person is a name to be shown, blank when names are masked.
func (m *maker) person(name string) string {
	if !m.r.Personal {
		return ""
	}
	return name
}

// sign closes the document: a last sentence, so that nobody signs a page on
// which nothing stands, and the signatures.
func (m *maker) sign(key string, left *document.Signature, on string) {
	m.add(document.Paragraph{Runs: document.Plain(m.T(key)), Keep: true}, m.signatures(left, on))
}

// signatures are those of an evaluator, if there is one, and of the mission's head.
func (m *maker) signatures(left *document.Signature, on string) document.Signatures {
	place := m.mission.city
	if on != "" {
		place = strings.TrimPrefix(place+", "+m.date(on), ", ")
	} else {
		place += ", …………………………"
	}
	role := m.mission.role
	if role == "" {
		role = m.T("sign.head", "Mission", m.mission.name)
	}
	head := document.Signature{Place: place, Role: role, Name: m.person(m.mission.signatory)}
	if left == nil {
		return document.Signatures{Sign: []document.Signature{head}}
	}
	return document.Signatures{Sign: []document.Signature{*left, head}}
}
