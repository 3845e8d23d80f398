package standards

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"pinisi/assets/words"
	"pinisi/data"
	"pinisi/data/setup"
	"pinisi/data/store"
)

// Export says which standards to export.
type Export struct {
	Scope  string // the mission; empty: the device's own
	Drafts bool   // also what is not published
	Lang   string // of the composed texts: "id" or "en"; blank: Indonesian
	// Service narrows to one; blank: all.
	Service string
}

// Write writes the standards as JSON-LD in the vocabulary of CPSV-AP 3.2.0 (EU
// Core Public Service Vocabulary Application Profile), our own fields beside it
// under "pinisi:"; docs/standards.md says what stands where. The same records
// give the same bytes. Only published versions are written unless asked.
func (e Export) Write(ctx context.Context, st *store.Store, w io.Writer) error {
	c, err := Load(ctx, st, own(st, e.Scope))
	if err != nil {
		return err
	}
	b, err := e.document(c)
	if err != nil {
		return fmt.Errorf("write the standards of %s as JSON: %w", c.Scope, err)
	}
	if _, err := w.Write(b); err != nil {
		return fmt.Errorf("write the standards of %s: %w", c.Scope, err)
	}
	return nil
}

func (e Export) document(c *Catalogue) ([]byte, error) {
	x := newExporter(c, e.Lang)
	set := node{
		"@context": vocabulary,
		"@id":      x.urn("catalogue"), "@type": "dcat:Dataset",
		"dct:identifier":  c.Scope,
		"dct:title":       x.say("standard.export.title"),
		"dct:description": x.say("standard.export.description"),
		"dct:publisher":   node{"@id": x.urn("mission"), "@type": []string{"cv:PublicOrganisation", "foaf:Agent"}, "dct:identifier": c.Scope, "dct:title": x.text(x.long), "skos:prefLabel": x.text(x.long), "dct:spatial": x.place()},
		"dct:conformsTo":  node{"@id": "http://data.europa.eu/m8g/cpsvap/3.2.0"},
	}
	var parts []node
	for i := range c.Services {
		s := &c.Services[i]
		if e.Service != "" && s.Code != e.Service {
			continue
		}
		for _, r := range s.Versions {
			if r.Text("status") == data.StandardPublished || e.Drafts {
				parts = append(parts, x.service(s, r))
			}
		}
	}
	set["dct:hasPart"] = parts
	if parts == nil {
		set["dct:hasPart"] = []node{}
	}
	return pretty(set)
}

// node is a JSON object; its keys are written in order.
type node map[string]any

func pretty(v any) ([]byte, error) {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(v) // keys of maps come out sorted
	return []byte(b.String()), err
}

// vocabulary says what the prefixes stand for, so that the file can be read
// without fetching anything.
var vocabulary = node{
	"adms": "http://www.w3.org/ns/adms#", "cpsv": "http://purl.org/vocab/cpsv#", "cv": "http://data.europa.eu/m8g/",
	"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "eli": "http://data.europa.eu/eli/ontology#",
	"foaf": "http://xmlns.com/foaf/0.1/", "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "skos": "http://www.w3.org/2004/02/skos/core#",
	"xsd": "http://www.w3.org/2001/XMLSchema#", "pinisi": "urn:x-pinisi:term:",
}

type exporter struct {
	c    *Catalogue
	w    *words.Words
	name string // of the mission, short and long
	long string
	iso2 string
}

func newExporter(c *Catalogue, lang string) *exporter {
	x := &exporter{c: c, w: words.New(lang), name: setup.Name(c.Scope), long: setup.Name(c.Scope)}
	if m, err := setup.Find(c.Scope); err == nil {
		x.long, x.iso2 = m.LongName, m.ISO2
	}
	return x
}

func (x *exporter) urn(parts ...string) string {
	return "urn:x-pinisi:" + strings.Join(append([]string{x.c.Scope}, parts...), ":")
}

// text is what people of the mission wrote; they write Indonesian.
func (x *exporter) text(s string) []node {
	return []node{{"@language": "id", "@value": s}}
}

// say is a text of ours.
func (x *exporter) say(key string) []node {
	return []node{{"@language": x.w.Lang(), "@value": x.w.T(key, map[string]any{"Mission": x.long})}}
}

func (x *exporter) place() node {
	return node{"@id": "urn:iso:std:iso:3166:" + x.iso2, "@type": "dct:Location", "dct:identifier": x.iso2}
}

// concept names an entry of a published list of codes.
func concept(uri string) node { return node{"@id": uri, "@type": "skos:Concept"} }

const authority = "http://publications.europa.eu/resource/authority/"

// states are the statuses of ADMS that stand for ours.
var states = map[string]string{
	"": "UnderDevelopment", data.StandardDraft: "UnderDevelopment", data.StandardConsulted: "UnderDevelopment", data.StandardDecreed: "UnderDevelopment",
	data.StandardPublished: "Completed", data.StandardRetired: "Withdrawn",
}

func (x *exporter) service(s *Service, r data.Record) node {
	at := func(part string, i int) string {
		return "urn:uuid:" + r.ID.String() + "#" + part + "-" + strconv.Itoa(i+1)
	}
	about := r.Text("product")
	if strings.TrimSpace(about) == "" {
		about = s.Name.ID
	}
	n := node{
		"@id": "urn:uuid:" + r.ID.String(), "@type": "cpsv:PublicService",
		"dct:identifier":           s.Code,
		"dct:title":                []node{{"@language": "id", "@value": s.Name.ID}, {"@language": "en", "@value": s.Name.EN}},
		"dct:description":          x.text(strings.TrimSpace(about)),
		"cv:hasCompetentAuthority": node{"@id": x.urn("mission"), "@type": "cv:PublicOrganisation", "skos:prefLabel": x.text(x.long), "dct:spatial": x.place()},
		"dct:spatial":              x.place(),
		"dct:language":             node{"@id": authority + "language/IND", "@type": "dct:LinguisticSystem"},
		"adms:status":              concept("http://purl.org/adms/status/" + states[r.Text("status")]),
	}
	list := func(property, component string, make func(i int, line string) node) {
		var all []node
		for i, line := range Lines(r.Text(component)) {
			all = append(all, make(i, line))
		}
		if all != nil {
			n[property] = all
		}
	}
	list("cpsv:hasInput", "requirements", func(i int, line string) node {
		id := at("input", i)
		return node{"@id": id, "@type": "cv:Evidence", "dct:identifier": id, "dct:title": x.text(line)}
	})
	list("cpsv:produces", "product", func(i int, line string) node {
		id := at("output", i)
		return node{"@id": id, "@type": "cv:Output", "dct:identifier": id, "dct:title": x.text(line)}
	})
	list("cv:hasLegalResource", "legal_basis", func(i int, line string) node {
		return node{"@id": at("legal", i), "@type": "eli:LegalResource", "dct:title": x.text(line)}
	})
	if text := strings.TrimSpace(r.Text("procedure")); text != "" {
		id := at("rule", 0)
		n["cpsv:follows"] = []node{{"@id": id, "@type": "cpsv:Rule", "dct:identifier": id, "dct:title": x.say("kinds.standard.procedure"), "dct:description": x.text(text)}}
	}
	if cost := x.cost(r, at("cost", 0)); cost != nil {
		n["cv:hasCost"] = []node{cost}
	}
	if d := Duration(r); d != "" {
		n["cv:processingTime"] = node{"@type": "xsd:duration", "@value": d}
	}
	if contact := x.contact(r, at("contact", 0)); contact != nil {
		n["cv:contactPoint"] = []node{contact}
	}
	x.ours(n, s, r)
	return n
}

func (x *exporter) cost(r data.Record, id string) node {
	if !Has(r, "fee") {
		return nil
	}
	cost := node{"@id": id, "@type": "cv:Cost", "dct:identifier": id, "dct:description": x.text(Say(words.New("id"), r, "fee"))}
	if amount := strings.TrimSpace(r.Text("fee_amount")); amount != "" {
		cost["cv:hasValue"] = node{"@type": "xsd:double", "@value": amount}
	}
	if currency := strings.TrimSpace(r.Text("fee_currency")); currency != "" {
		cost["cv:currency"] = concept(authority + "currency/" + strings.ToUpper(currency))
	}
	return cost
}

// Duration is the time that a service takes as xsd:duration, P3D; "" where it is
// not known or counted in working days, which that type cannot say.
func Duration(r data.Record) string {
	n, ok := r.Int("duration_value")
	if !ok {
		return ""
	}
	switch r.Text("duration_unit") {
	case "minutes":
		return fmt.Sprintf("PT%dM", n)
	case "hours":
		return fmt.Sprintf("PT%dH", n)
	case "days":
		return fmt.Sprintf("P%dD", n)
	case "months":
		return fmt.Sprintf("P%dM", n)
	}
	return ""
}

var (
	mail  = regexp.MustCompile(`[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`)
	phone = regexp.MustCompile(`\+[0-9][0-9 ()-]{5,17}[0-9]`)
)

// contact is where users complain: what the standard says and, of the mission's
// channels, the addresses in it. They are the mission's public ones.
func (x *exporter) contact(r data.Record, id string) node {
	text := strings.TrimSpace(strings.TrimSpace(r.Text("complaints")) + "\n" + strings.TrimSpace(x.c.Mission.Text("complaint_channels")))
	if text == "" {
		return nil
	}
	n := node{"@id": id, "@type": "cv:ContactPoint", "dct:description": x.text(text)}
	if all := unique(mail.FindAllString(text, -1)); len(all) > 0 {
		n["cv:email"] = all
	}
	if all := unique(phone.FindAllString(text, -1)); len(all) > 0 {
		n["cv:telephone"] = all
	}
	return n
}

func unique(all []string) []string {
	var out []string
	seen := map[string]bool{}
	for _, s := range all {
		if !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}

// ours adds the fields for which the vocabulary has no word, as they are stored.
func (x *exporter) ours(n node, s *Service, r data.Record) {
	n["pinisi:version"] = s.Label(r.ID)
	n["pinisi:group"] = s.Group
	n["pinisi:filled"] = Complete(r) // of the 14 components
	components := []node{}
	for i, name := range data.StandardComponents {
		if text := r.Text(name); text != "" {
			components = append(components, node{"@type": "pinisi:Component", "pinisi:component": name, "pinisi:number": i + 1, "pinisi:text": text, "pinisi:public": i < Public})
		}
	}
	n["pinisi:components"] = components
	for _, name := range []string{"status", "decree_number", "decreed_on", "published_on", "published_at", "effective_on", "reviewed_on", "monitored_on",
		"retired_on", "review_months", "change_note", "fee_amount", "fee_currency", "duration_value", "duration_unit", "staff_count"} {
		if v := r.Get(name); !v.IsNull() {
			n["pinisi:"+name] = v
		}
	}
	if old := r.Ref("supersedes"); old != data.NilID {
		n["pinisi:supersedes"] = node{"@id": "urn:uuid:" + old.String()}
	}
}
