package standards

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"

	"pinisi/data"
)

// shapes are the required properties of the classes that we write, and what kind
// of value they take, as in the SHACL shapes of CPSV-AP 3.2.0.
var shapes = map[string]map[string]string{
	"cpsv:PublicService":    {"dct:identifier": "text", "dct:title": "langString", "dct:description": "langString", "cv:hasCompetentAuthority": "cv:PublicOrganisation"},
	"cv:PublicOrganisation": {"skos:prefLabel": "langString", "dct:spatial": "dct:Location"},
	"cv:Cost":               {"dct:identifier": "text"},
	"cv:Output":             {"dct:identifier": "text", "dct:title": "langString"},
	"cv:Evidence":           {"dct:identifier": "text", "dct:title": "langString"},
	"cpsv:Rule":             {"dct:identifier": "text", "dct:title": "langString", "dct:description": "langString"},
	"dcat:Dataset":          {"dct:title": "langString", "dct:description": "langString", "dct:publisher": "foaf:Agent"},
	"foaf:Agent":            {"dct:identifier": "text", "dct:title": "langString"},
}

// ranges are the classes that a property leads to.
var ranges = map[string]string{
	"cpsv:hasInput": "cv:Evidence", "cpsv:produces": "cv:Output", "cv:hasCost": "cv:Cost", "cpsv:follows": "cpsv:Rule", "cv:hasLegalResource": "eli:LegalResource",
	"cv:contactPoint": "cv:ContactPoint", "cv:currency": "skos:Concept", "adms:status": "skos:Concept", "dct:language": "dct:LinguisticSystem", "dct:hasPart": "cpsv:PublicService",
}

// checkShape reports what a document has against the shapes, and counts its nodes by class.
func checkShape(t *testing.T, path string, x any, context map[string]any, count map[string]int) {
	t.Helper()
	switch x := x.(type) {
	case []any:
		for _, v := range x {
			checkShape(t, path, v, context, count)
		}
	case map[string]any:
		for _, class := range types(x) {
			count[class]++
			for property, want := range shapes[class] {
				checkValue(t, path+" "+class+" "+property, x[property], want)
			}
		}
		for property, v := range x {
			if prefix, _, ok := strings.Cut(property, ":"); ok {
				if _, known := context[prefix]; !known {
					t.Errorf("%s: the prefix of %s is not in the context", path, property)
				}
			} else if !strings.HasPrefix(property, "@") {
				t.Errorf("%s: %s has no prefix, and would be dropped by a reader of JSON-LD", path, property)
			}
			if want := ranges[property]; want != "" {
				checkValue(t, path+" "+property, v, want)
			}
			if property != "@context" {
				checkShape(t, path+"/"+property, v, context, count)
			}
		}
	}
}

func types(x map[string]any) []string {
	switch t := x["@type"].(type) {
	case string:
		return []string{t}
	case []any:
		var all []string
		for _, one := range t {
			all = append(all, one.(string))
		}
		return all
	}
	return nil
}

func checkValue(t *testing.T, path string, v any, want string) {
	t.Helper()
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	for _, one := range list {
		node, isNode := one.(map[string]any)
		text, isText := one.(string)
		switch {
		case want == "text" && (!isText || text == ""):
			t.Errorf("%s is %v, want a text", path, one)
		case want == "langString" && (!isNode || node["@language"] == nil || node["@value"] == nil || node["@value"] == ""):
			t.Errorf("%s is %v, want a text with its language", path, one)
		case want != "text" && want != "langString":
			found := false
			if isNode {
				for _, class := range types(node) {
					found = found || class == want
				}
			}
			if !found {
				t.Errorf("%s is %v, want a %s", path, one, want)
			}
		}
	}
}

// given a published standard, a draft and a retired one, when they are exported,
// then the published one is there by the shapes of CPSV-AP, its values come back
// as they were stored, and the bytes are the same each time.
func TestExport(t *testing.T) {
	ctx, st := context.Background(), open(t)
	put(t, st, "mission", "code", scope, "complaint_channels", "lapor.go.id\nWhatsApp +65 9123 4567\npengaduan@example.org")
	r := put(t, st, "standard", "service", "IMI-01", "version", 2, "status", "published", "decree_number", "12/SK \"A\"", "decreed_on", "2025-02-03", "published_on", "2025-02-10",
		"requirements", "1. Paspor lama\n2. Formulir <asli>", "procedure", "Daftar; verifikasi; ambil", "duration", "3 hari sejak biometrik", "duration_value", 3, "duration_unit", "days",
		"fee", "Sesuai PNBP", "fee_amount", "48.50", "fee_currency", "SGD", "product", "Paspor", "complaints", "Kotak saran", "legal_basis", "UU 6/2011; PP 28/2019", "staff_count", 4)
	put(t, st, "standard", "service", "IMI-01", "version", 3, "status", "draft", "fee_amount", "0", "fee", "Tanpa biaya")
	put(t, st, "standard", whole("service", "KON-02", "version", 1, "status", "published", "fee_amount", "0", "duration_value", 2, "duration_unit", "working_days")...)
	export := func(e Export) (string, map[string]any) {
		var a, b bytes.Buffer
		if err := e.Write(ctx, st, &a); err != nil {
			t.Fatal(err)
		}
		if err := e.Write(ctx, st, &b); err != nil || a.String() != b.String() {
			t.Errorf("two exports differ (%v)", err)
		}
		var doc map[string]any
		if err := json.Unmarshal(a.Bytes(), &doc); err != nil {
			t.Fatal(err)
		}
		return a.String(), doc
	}
	raw, doc := export(Export{})
	count := map[string]int{}
	checkShape(t, "", doc, doc["@context"].(map[string]any), count)
	for class, want := range map[string]int{"cpsv:PublicService": 2, "cv:Evidence": 3, "cv:Output": 2, "cv:Cost": 2, "cpsv:Rule": 2, "eli:LegalResource": 3, "cv:ContactPoint": 2} {
		if count[class] != want {
			t.Errorf("%d of %s, want %d", count[class], class, want)
		}
	}
	parts := doc["dct:hasPart"].([]any)
	one := parts[0].(map[string]any)
	if one["@id"] != "urn:uuid:"+r.ID.String() || one["dct:identifier"] != "IMI-01" || one["pinisi:version"] != "2" {
		t.Errorf("the first service: %v", one)
	}
	if d := one["cv:processingTime"].(map[string]any); d["@value"] != "P3D" || d["@type"] != "xsd:duration" {
		t.Errorf("processing time %v", d)
	}
	if two := parts[1].(map[string]any); two["cv:processingTime"] != nil || two["pinisi:duration_unit"] != "working_days" {
		t.Error("working days became a span of the calendar")
	}
	cost := one["cv:hasCost"].([]any)[0].(map[string]any)
	if v := cost["cv:hasValue"].(map[string]any); v["@value"] != "48.50" || cost["cv:currency"].(map[string]any)["@id"] != "http://publications.europa.eu/resource/authority/currency/SGD" {
		t.Errorf("cost %v", cost)
	}
	if !strings.Contains(raw, "Formulir <asli>") || !strings.Contains(raw, "+65 9123 4567") || !strings.Contains(raw, `"pengaduan@example.org"`) {
		t.Error("texts, phone or mail are not as they were written")
	}
	// the values come back
	for _, c := range one["pinisi:components"].([]any) {
		c := c.(map[string]any)
		if name := c["pinisi:component"].(string); c["pinisi:text"] != r.Text(name) {
			t.Errorf("%s came back as %q", name, c["pinisi:text"])
		}
	}
	for _, name := range []string{"decree_number", "decreed_on", "published_on", "fee_amount", "staff_count", "duration_value"} {
		b, _ := json.Marshal(one["pinisi:"+name])
		if want, _ := r.Get(name).MarshalJSON(); !bytes.Equal(b, want) {
			t.Errorf("%s came back as %s, want %s", name, b, want)
		}
	}
	if _, all := export(Export{Drafts: true}); len(all["dct:hasPart"].([]any)) != 3 {
		t.Error("with drafts there are not three versions")
	}
	if _, narrow := export(Export{Service: "KON-02"}); len(narrow["dct:hasPart"].([]any)) != 1 {
		t.Error("one service alone gave others")
	}
}

func TestDurations(t *testing.T) {
	for unit, want := range map[string]string{"minutes": "PT5M", "hours": "PT5H", "days": "P5D", "months": "P5M", "working_days": "", "": ""} {
		r := data.Record{Fields: map[string]data.Value{"duration_value": data.IntValue(5), "duration_unit": data.TextValue(unit)}}
		if got := Duration(r); got != want {
			t.Errorf("5 %s: %q, want %q", unit, got, want)
		}
	}
}
