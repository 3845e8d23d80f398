package workload

import (
	"strings"
	"testing"

	"pinisi/data"
)

func TestReadSaysRecordsInOurKinds(t *testing.T) {
	const file = `{"t":"evaluation","id":"01M1TZ78C0W6K7KGXXV6T5KXFH","m":"M001","d":{"period":"2023-S1","assessor":"Tri Hidayat","answers":{"I01":{"score":5,"note":"Baik."}}}}
{"op":"new","rec":{"t":"fkp","id":"01M1TZ78C0W6K7KGXXV6T5KXFJ","m":"M002","d":{"title":"FKP","date":"2026-03-24","participants":{"p0Z9AB":{"name":"Siti","org":"PPI","role":"ketua"}},"inputs":{"n00001":{"by":"Adi","text":"Antre lama.","status":"baru"}}}}}
{"op":"set","t":"evaluation","id":"01M1TZ78C0W6K7KGXXV6T5KXFH","m":"M001","p":["answers","I01","score"],"v":4}
{"op":"set","t":"action","id":"01M1TZ78C0W6K7KGXXV6T5KXFH","m":"M001","p":["due"],"v":"2026-04-01"}
{"op":"new","rec":{"t":"complaint","id":"01M1TZ78C0W6K7KGXXV6T5KXFM","m":"M001","d":{"body":"Lambat"}}}
{"t":"attachment","id":"01M1TZ78C0W6K7KGXXV6T5KXFK","m":"M001","d":{"parent":"01M1TZ78C0W6K7KGXXV6T5KXFH","mime":"image/jpeg","size":1000}}
`
	ev, _ := ParseULID("01M1TZ78C0W6K7KGXXV6T5KXFH")
	fkp, _ := ParseULID("01M1TZ78C0W6K7KGXXV6T5KXFJ")
	answer := data.DerivedID("answer", ev, "I01").String()
	p, _ := PartID(fkp, "p0Z9AB")
	n, _ := PartID(fkp, "n00001")
	want := []string{
		"evaluation " + ev.String() + " period=2023-S1",
		"evaluation " + ev.String() + " evaluator=Tri Hidayat",
		"answer " + answer + " evaluation=" + ev.String(),
		"answer " + answer + " indicator=I01",
		"answer " + answer + " score=5",
		"answer " + answer + " note=Baik.",
		"consultation " + fkp.String() + " form=fkp",
		"consultation " + fkp.String() + " title=FKP",
		"consultation " + fkp.String() + " date=2026-03-24",
		"input " + n.String() + " consultation=" + fkp.String(),
		"input " + n.String() + " by=Adi",
		"input " + n.String() + " text=Antre lama.",
		"input " + n.String() + " status=baru",
		"participant " + p.String() + " consultation=" + fkp.String(),
		"participant " + p.String() + " name=Siti",
		"participant " + p.String() + " organization=PPI",
		"participant " + p.String() + " role=ketua",
		"answer " + answer + " score=4",
		"followup " + ev.String() + " due_on=2026-04-01",
		"complaint 01a075f3-a180-e1a6-79c3-bdd9b459f5f4 body=Lambat",
		"attachment 01a075f3-a180-e1a6-79c3-bdd9b459f5f3 owner=" + ev.String(),
		"attachment 01a075f3-a180-e1a6-79c3-bdd9b459f5f3 size=1000",
		"attachment 01a075f3-a180-e1a6-79c3-bdd9b459f5f3 media_type=image/jpeg",
	}
	var got []string
	for b, err := range Read(strings.NewReader(file)) {
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range b.Edits {
			got = append(got, e.Kind+" "+e.Record.String()+" "+e.Field+"="+e.Value.String())
			if e.Scope != b.Mission || b.Mission == "" {
				t.Errorf("scope %q of mission %q", e.Scope, b.Mission)
			}
			if (b.Derived[e.Record].Parent == ev) != (e.Kind == "answer") {
				t.Errorf("%s: derived from %v", e.Kind, b.Derived[e.Record])
			}
		}
	}
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("got\n%s\nwant\n%s", g, w)
	}
	if Code(p) != "p0Z9AB" || Code(n) != "n00001" {
		t.Errorf("codes %s and %s", Code(p), Code(n))
	}
}

func TestParseULIDKeepsTimeAndEveryBit(t *testing.T) {
	id, err := ParseULID("01M1TZ78C0W6K7KGXXV6T5KXFH")
	if err != nil || id.String()[:13] != "01a075f3-a180" { // 2026-09-06T09:01:36.000Z
		t.Errorf("%s, %v", id, err)
	}
	if id, err := ParseULID("7ZZZZZZZZZZZZZZZZZZZZZZZZZ"); err != nil || id.String() != "ffffffff-ffff-ffff-ffff-ffffffffffff" {
		t.Errorf("%s, %v", id, err)
	}
}

func TestReadRefusesWhatItDoesNotKnow(t *testing.T) {
	for _, file := range []string{"x", "{}", `{"t":"fkp","id":"1","d":{}}`, `{"op":"set","t":"fkp","id":"01M1TZ78C0W6K7KGXXV6T5KXFH","p":["a","b","c"],"v":1}`,
		`{"t":"fkp","id":"01M1TZ78C0W6K7KGXXV6T5KXFH","d":{"inputs":{"zz":{}}}}`, `{"op":"set","t":"fkp","id":"U1M1TZ78C0W6K7KGXXV6T5KXFH","p":["a"],"v":1}`} {
		var last error
		for _, err := range Read(strings.NewReader(file)) {
			last = err
		}
		if last == nil {
			t.Errorf("%s: no error", file)
		}
	}
}
