package assess_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"

	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/decide"
	"pinisi/data/instrument"
	"pinisi/data/store"
	"pinisi/data/store/storetest"
)

// edition is the shipped file of the on-site form with changes, as old and new text.
func edition(t *testing.T, changes ...string) []byte {
	t.Helper()
	all, err := instrument.NewRegistry()
	if err != nil {
		t.Fatal(err)
	}
	ins, err := all.Latest("luring")
	if err != nil {
		t.Fatal(err)
	}
	text := ins.Definition()
	for i := 0; i+1 < len(changes); i += 2 {
		if !strings.Contains(text, changes[i]) {
			t.Fatalf("the shipped file has no %s", changes[i])
		}
		text = strings.Replace(text, changes[i], changes[i+1], 1)
	}
	return []byte(text)
}

const was, two = `"version": "1.0.0"`, `"version": "2.0.0"`

func publish(t *testing.T, st *store.Store, author data.ID, definition []byte) data.ID {
	t.Helper()
	id, err := assess.Publish(context.Background(), st, author, definition)
	if err != nil {
		t.Fatalf("publish: %v", err)
	}
	return id
}

func catalogue(t *testing.T, st *store.Store) *assess.Catalogue {
	t.Helper()
	c, err := assess.ReadCatalogue(context.Background(), st)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func keys(err error) []string {
	var all []string
	for _, f := range instrument.Faults(err) {
		all = append(all, strings.TrimPrefix(f.Key, "instrument."))
	}
	return all
}

func TestPublishedIsOneRecordHoweverOften(t *testing.T) {
	a, siti := device(t, store.Headquarters)
	b, budi := device(t, store.Headquarters)
	// when the same content is published on two devices, once in other spacing
	// and as Windows writes it
	id := publish(t, a, siti, edition(t, was, two))
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes(edition(t, was, `"version":   "2.0.0"`))
	if err != nil {
		t.Fatal(err)
	}
	if other := publish(t, b, budi, utf16); other != id || id == data.NilID {
		t.Fatalf("ids %s and %s", id, other)
	}
	storetest.Exchange(t, a, b)
	// then it is one record without a conflict, and publishing again writes nothing
	if again := publish(t, b, budi, edition(t, was, two)); again != data.NilID {
		t.Errorf("again: %s", again)
	}
	if none := publish(t, b, budi, edition(t)); none != data.NilID {
		t.Errorf("what ships: %s", none)
	}
	c := catalogue(t, b)
	if len(c.LeftOut) != 0 || len(c.Versions) != 3 {
		t.Fatalf("left out %+v, versions %d", c.LeftOut, len(c.Versions))
	}
	if v := c.Versions[0]; v.Reference.String() != "pekppp-2023-luring 2.0.0" || v.Record != id || !v.Newest || v.Withdrawn {
		t.Errorf("newest: %s %s %v", v.Reference, v.Record, v.Newest)
	}
	for _, v := range c.Versions[1:] {
		if v.Record != data.NilID || v.Newest != (v.Variant == "daring") {
			t.Errorf("%s: record %s, newest %v", v.Reference, v.Record, v.Newest)
		}
	}
}

func TestWhatCannotBePublished(t *testing.T) {
	st, who := device(t, store.Headquarters)
	mission, staff := device(t, "kbri-singapura")
	publish(t, st, who, edition(t, was, two))
	if _, err := assess.Publish(context.Background(), mission, staff, edition(t, was, two)); code(err) != "instrument.headquarters_only" {
		t.Errorf("at a mission: %v", err)
	}
	for _, test := range []struct {
		name string
		file []byte
		want []string
	}{
		{"weights that sum to 101", edition(t, was, `"version": "3"`, `"weight": 24`, `"weight": 25`), []string{"weights_sum"}},
		{"several faults", edition(t, was, `"version": "tiga"`, `"weight": 24`, `"weight": 25`, `"decimals": 2`, `"decimals": 7`), []string{"bad_version", "weights_sum", "decimals"}},
		{"other content of a published version", edition(t, was, two, `"notice": "`, `"notice": "Lain. `), []string{"version_reused"}},
		{"other content of a version that ships", edition(t, `"notice": "`, `"notice": "Lain. `), []string{"version_reused"}},
		{"a variant that no evaluation has", edition(t, was, `"version": "3"`, `"variant": "luring"`, `"variant": "hibrida"`), []string{"variant_unknown"}},
		{"a later format", edition(t, `"format": 1`, `"format": 2`), []string{"newer_format"}},
		{"a picture", []byte("\x89PNG\r\n\x1a\n"), []string{"not_utf8"}},
		{"nothing", nil, []string{"syntax"}},
		{"a number that no one can keep", edition(t, was, `"x": 1e999, "version": "3"`), []string{"bad_value"}},
	} {
		_, err := assess.Publish(context.Background(), st, who, test.file)
		if got := keys(err); !slices.Equal(got, test.want) {
			t.Errorf("%s: %v (%v), want %v", test.name, got, err, test.want)
		}
		for _, f := range instrument.Faults(err) {
			if text := f.Text("id"); text == f.Text("en") || strings.Contains(text, "{{") || strings.HasPrefix(text, "instrument.") {
				t.Errorf("%s: %s", test.name, text)
			}
		}
	}
	if n, err := st.Count(context.Background(), store.Query{Kind: "instrument"}); err != nil || n != 1 {
		t.Errorf("%d records, %v; want 1", n, err)
	}
}

func TestAScaleThatAnswersCannotHold(t *testing.T) {
	st, who := device(t, store.Headquarters)
	file := string(edition(t, was, two, `"max": 5,`, `"max": 6,`))
	_, err := assess.Publish(context.Background(), st, who, []byte(file))
	if len(keys(err)) == 0 { // the levels of every indicator are told first
		t.Fatal("a scale up to 6 was taken")
	}
	small := []byte(`{"format":1,"id":"x","version":"1","edition":2027,"variant":"luring","title":"t","scale":{"min":5,"max":6},
"f02":{"weight":60,"indicator_count":1,"aspects":[{"id":"a","name":"A","weight":100,"indicator_count":1,"indicators":[
{"id":"I","number":1,"title":"i","weight":100,"levels":[{"value":5,"text":"n"},{"value":6,"text":"y"}]}]}]},
"f03":{"weight":40,"question_count":1,"questions":[{"id":"Q","number":1,"aspect":"a","text":"q"}]},
"methods":{"f02":{"primary":"berbobot","offered":[{"id":"berbobot","name":"b"}]},"f03":{"primary":"rerata_butir","offered":[{"id":"rerata_butir","name":"b"}]},
"agency":{"primary":"rerata_lokus","offered":[{"id":"rerata_lokus","name":"l"}]}},
"index":{"name":"IPP","decimals":0,"rounding":"half_up","categories":[{"code":"L","name":"l","min":5,"max":6}]}}`)
	if _, err := assess.Publish(context.Background(), st, who, small); !slices.Equal(keys(err), []string{"scale_stored"}) {
		t.Errorf("got %v", err)
	}
}

func TestTwoContentsOfOneVersionAreSeenAndNotUsed(t *testing.T) {
	ctx := context.Background()
	// given two contents of 2.0.0 that two devices published apart, and an
	// evaluation begun with one of them
	a, siti := device(t, store.Headquarters)
	b, budi := device(t, store.Headquarters)
	id := publish(t, a, siti, edition(t, was, two))
	publish(t, b, budi, edition(t, was, two, `"weight": 24`, `"weight": 23`, `"weight": 25`, `"weight": 26`))
	n := consular
	n.Scope = "kbri-singapura"
	begun := begin(t, b, budi, n)
	// when they meet
	storetest.Exchange(t, a, b)
	// then nobody begins with either, and it is said why
	c := catalogue(t, b)
	if len(c.LeftOut) != 1 || !c.LeftOut[0].Conflict || c.LeftOut[0].Record != id || !strings.Contains(c.LeftOut[0].Faults[0].Text("id"), "2 isi yang berbeda") {
		t.Fatalf("left out: %+v", c.LeftOut)
	}
	if ins, err := c.Latest("luring"); err != nil || ins.Version != "1.0.0" {
		t.Errorf("new evaluations: %v, %v", ins.Reference, err)
	}
	if _, err := assess.Load(ctx, b, begun); code(err) != "instrument.version_undecided" {
		t.Errorf("the one begun: %v", err)
	}
	if _, err := assess.Publish(ctx, b, budi, edition(t, was, two)); !slices.Equal(keys(err), []string{"two_contents"}) {
		t.Errorf("publish one of them: %v", err)
	}
	// and when headquarters decides, it is used again
	rec, err := b.Get(ctx, "instrument", id)
	if err != nil {
		t.Fatal(err)
	}
	if err := decide.Settle(ctx, b, budi, rec, "definition", rec.Conflicts["definition"][0].Value, "naskah resmi"); err != nil {
		t.Fatal(err)
	}
	if got := load(t, b, begun).Instrument.Version; got != "2.0.0" || len(catalogue(t, b).LeftOut) != 0 {
		t.Errorf("after the decision: %s", got)
	}
}

func TestAWithdrawnVersionServesWhatWasBegunWithIt(t *testing.T) {
	st, who := device(t, store.Headquarters)
	id := publish(t, st, who, edition(t, was, two))
	n := consular
	n.Scope = "kbri-singapura"
	begun := begin(t, st, who, n)
	rec, err := st.Get(context.Background(), "instrument", id)
	if err != nil {
		t.Fatal(err)
	}
	// when headquarters takes it back
	write(t, st, who, []data.Edit{rec.Delete()})
	// then the evaluation keeps it, and a new one does not take it
	if got := load(t, st, begun).Instrument.Version; got != "2.0.0" {
		t.Errorf("begun with it: %s", got)
	}
	n.Period = "2027"
	if got := load(t, st, begin(t, st, who, n)).Instrument.Version; got != "1.0.0" {
		t.Errorf("begun after: %s", got)
	}
	if v := catalogue(t, st).Versions[0]; !v.Withdrawn || v.Newest {
		t.Errorf("%s: withdrawn %v, newest %v", v.Reference, v.Withdrawn, v.Newest)
	}
	// and other content is still refused, the same content brings it back
	if _, err := assess.Publish(context.Background(), st, who, edition(t, was, two, `"notice": "`, `"notice": "Lain. `)); !slices.Equal(keys(err), []string{"version_reused"}) {
		t.Errorf("other content: %v", err)
	}
	if again := publish(t, st, who, edition(t, was, two)); again != id {
		t.Errorf("published again: %s, want %s", again, id)
	}
	if v := catalogue(t, st).Versions[0]; v.Withdrawn || !v.Newest {
		t.Errorf("after publishing again: withdrawn %v, newest %v", v.Withdrawn, v.Newest)
	}
}

func TestBadRecordsFromElsewhereAreLeftOutAndTold(t *testing.T) {
	st, who := device(t, store.Headquarters)
	n := consular
	n.Scope = "kbri-singapura"
	begun := begin(t, st, who, n)
	good := publish(t, st, who, edition(t, was, two))
	json := func(text []byte) data.Value {
		v, err := data.ParseJSON(text)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for _, test := range []struct {
		code, version string
		definition    data.Value
		want          string
	}{
		{"pekppp-2030", "1", json(edition(t, `"format": 1`, `"format": 2`)), "newer_format"},
		{"pekppp-2031", "1", json([]byte(`[]`)), "wrong_type"},
		{"pekppp-2032", "1", data.TextValue("segera"), "no_definition"},
		{"pekppp-2033", "1", data.Value{}, "no_definition"},
		{"pekppp-2034", "1", json(edition(t, was, `"version": "5"`)), "other_name"},
		{"pekppp-2023-luring", "1.0.0", json(edition(t, `"notice": "`, `"notice": "Lain. `)), "version_reused"},
	} {
		write(t, st, who, data.Create("instrument", st.NewID(), data.SharedScope, map[string]data.Value{
			"code": data.TextValue(test.code), "version": data.TextValue(test.version), "definition": test.definition,
		}))
		c := catalogue(t, st)
		i := slices.IndexFunc(c.LeftOut, func(l assess.LeftOut) bool { return l.Code == test.code && l.Version == test.version })
		if i < 0 || len(c.LeftOut[i].Faults) == 0 || c.LeftOut[i].Faults[0].Key != "instrument."+test.want || c.LeftOut[i].Conflict {
			t.Errorf("%s: left out %+v, want %s", test.code, c.LeftOut, test.want)
		}
		if c.Versions[0].Record != good {
			t.Errorf("%s: the good one is no longer the newest", test.code)
		}
	}
	// then the shipped one is what it was, and what needs a left-out one says so
	if got := load(t, st, begun).Instrument.Version; got != "1.0.0" {
		t.Errorf("begun with what ships: %s", got)
	}
	e := load(t, st, begun).Evaluation
	write(t, st, who, []data.Edit{e.Set("instrument", data.TextValue("pekppp-2030")), e.Set("instrument_version", data.TextValue("1"))})
	if _, err := assess.Load(context.Background(), st, begun); code(err) != "instrument.version_faulty" {
		t.Errorf("begun with a later format: %v", err)
	}
}
