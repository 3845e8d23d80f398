package rise_test

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pinisi/assets"
	"pinisi/data"
	"pinisi/data/instrument"
	"pinisi/data/rise"
)

func shipped(t testing.TB, variant string) *instrument.Instrument {
	t.Helper()
	all, err := instrument.NewRegistry()
	if err != nil {
		t.Fatal(err)
	}
	ins, err := all.Latest(variant)
	if err != nil {
		t.Fatal(err)
	}
	return ins
}

// small is an instrument with a few indicators: aspects' weights, and in each
// the weights of its indicators.
type small struct {
	decimals int
	scale    int
	aspects  []int
	inside   [][]int
	fine     []string // weights of the indicators of the only aspect, instead of inside
}

func (s small) parse(t testing.TB) *instrument.Instrument {
	t.Helper()
	text := func(id string) map[string]any { return map[string]any{"id": id} }
	var aspects, questions []any
	count := 0
	for a, weight := range s.aspects {
		var indicators []any
		var weights []any
		for _, w := range s.fine {
			weights = append(weights, json.Number(w))
		}
		if s.fine == nil {
			for _, w := range s.inside[a] {
				weights = append(weights, w)
			}
		}
		for _, w := range weights {
			count++
			var levels []any
			for l := range s.scale + 1 {
				levels = append(levels, map[string]any{"value": l, "text": text(fmt.Sprint("level ", l))})
			}
			indicators = append(indicators, map[string]any{"id": fmt.Sprintf("A%02d", count), "number": count, "title": text("t"), "weight": w, "levels": levels})
		}
		id := string(rune('a' + a))
		aspects = append(aspects, map[string]any{"id": id, "name": text(id), "weight": weight, "indicator_count": len(indicators), "indicators": indicators})
		questions = append(questions, map[string]any{"id": "Q" + id, "number": a + 1, "aspect": id, "text": text("q")})
	}
	method := func(id string) map[string]any {
		return map[string]any{"id": id, "name": text(id), "verification": map[string]any{"verified": false}}
	}
	low := map[int][]string{0: {"0", "1", "2"}, 1: {"0", "0.8", "1.5"}, 2: {"0", "0.75", "1.61"}}[s.decimals]
	high := map[int][]string{0: {"0", "1"}, 1: {"0.7", "1.4"}, 2: {"0.74", "1.60"}}[s.decimals]
	var categories []any
	for i, code := range []string{"C", "B", "A"} {
		top := fmt.Sprint(s.scale)
		if i < 2 {
			top = high[i]
		}
		categories = append(categories, map[string]any{"code": code, "name": text(code), "min": low[i], "max": top})
	}
	file := map[string]any{
		"format": 1, "id": "small", "version": "1", "edition": 2023, "variant": "luring", "variant_name": text("v"), "title": text("t"),
		"scale": map[string]any{"min": 0, "max": s.scale},
		"f02":   map[string]any{"weight": 75, "indicator_count": count, "aspects": aspects},
		"f03":   map[string]any{"weight": 25, "question_count": len(questions), "questions": questions},
		"methods": map[string]any{
			"f02":    map[string]any{"primary": "rata_rata", "offered": []any{method("rata_rata"), method("berbobot")}},
			"f03":    map[string]any{"primary": "rerata_aspek", "offered": []any{method("rerata_aspek")}},
			"agency": map[string]any{"primary": "rerata_lokus", "offered": []any{method("rerata_lokus")}},
		},
		"index": map[string]any{"name": text("IPP"), "decimals": s.decimals, "rounding": "half_up", "categories": categories},
	}
	raw, err := json.Marshal(file)
	if err != nil {
		t.Fatal(err)
	}
	ins, err := instrument.Parse(strings.NewReader(string(raw)))
	if err != nil {
		t.Fatalf("%s\n%v", raw, err)
	}
	return ins
}

// parts draws numbers from 1 on that sum to 100.
func parts(t *rapid.T, n int, coarse bool) []int {
	rest, all := 100, make([]int, n)
	for i := range n - 1 {
		most := rest - (n - 1 - i)
		if coarse { // equal weights: ties
			all[i] = 100 / n
		} else {
			all[i] = rapid.IntRange(1, most).Draw(t, "weight")
		}
		rest -= all[i]
	}
	all[n-1] = rest
	return all
}

// brute finds every minimal set by trying them all, with Score alone.
func brute(t testing.TB, q rise.Question, responses []instrument.Response) []rise.Set {
	inds := q.Instrument.Indicators()
	reaches := func(levels []int) (bool, instrument.Result) {
		in := instrument.Input{Answers: instrument.Answers{}, MethodF02: q.MethodF02, Responses: responses}
		for i, ind := range inds {
			in.Answers[ind.ID] = levels[i]
		}
		r, err := instrument.Score(q.Instrument, in)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range q.Instrument.Index.Categories {
			if c.Code == q.Target {
				return r.Rounded.Cmp(instrument.Exactly(c.Min.Rat())) >= 0, r
			}
		}
		t.Fatalf("no category %s", q.Target)
		return false, r
	}
	start, levels := make([]int, len(inds)), make([]int, len(inds))
	top := make([]int, len(inds))
	for i, ind := range inds {
		start[i] = q.Answers[ind.ID]
		top[i] = q.Instrument.Scale.Max
		if c, ok := q.Ceiling[ind.ID]; ok {
			top[i] = min(top[i], max(c, start[i]))
		}
		if q.Locked[ind.ID] {
			top[i] = start[i]
		}
	}
	var sets []rise.Set
	orders := map[int][]int{}
	var try func(at int)
	try = func(at int) {
		if at < len(inds) {
			for levels[at] = start[at]; levels[at] <= top[at]; levels[at]++ {
				try(at + 1)
			}
			return
		}
		ok, r := reaches(levels)
		if !ok {
			return
		}
		var s rise.Set
		for i, ind := range inds {
			if levels[i] == start[i] {
				continue
			}
			levels[i]--
			lower, _ := reaches(levels)
			levels[i]++
			if lower {
				return
			}
			effort := 1
			if e, ok := q.Effort[ind.ID]; ok {
				effort = e
			}
			cost := effort * (levels[i] - start[i])
			s.Raises = append(s.Raises, rise.Raise{Indicator: ind.ID, From: start[i], To: levels[i], Cost: cost})
			s.Cost += cost
		}
		s.IPP, s.Rounded, s.Category = r.IPP, r.Rounded, *r.Category
		orders[len(sets)] = slices.Clone(levels)
		sets = append(sets, s)
	}
	try(0)
	places := make([]int, len(sets))
	for i := range places {
		places[i] = i
	}
	slices.SortFunc(places, func(a, b int) int {
		return cmp.Or(cmp.Compare(sets[a].Cost, sets[b].Cost), cmp.Compare(len(sets[a].Raises), len(sets[b].Raises)), slices.Compare(orders[b], orders[a]))
	})
	ordered := make([]rise.Set, len(sets))
	for i, p := range places {
		ordered[i] = sets[p]
	}
	return ordered
}

func describe(sets []rise.Set) string {
	var b strings.Builder
	for _, s := range sets {
		fmt.Fprintf(&b, "%d:", s.Cost)
		for _, r := range s.Raises {
			fmt.Fprintf(&b, " %s %d>%d(%d)", r.Indicator, r.From, r.To, r.Cost)
		}
		fmt.Fprintf(&b, " = %s %s\n", s.IPP, s.Category.Code)
	}
	return b.String()
}

func TestEveryMinimalSetIsFoundInOrder(t *testing.T) { everyMinimalSet(t) }

func TestACoarseGuideFindsTheSame(t *testing.T) {
	rise.WithStates(t, 12)
	everyMinimalSet(t)
}

func everyMinimalSet(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		// given a small instrument, often with equal weights, and any state of it
		shape := small{decimals: rapid.IntRange(0, 2).Draw(rt, "decimals"), scale: rapid.IntRange(3, 4).Draw(rt, "scale")}
		coarse := rapid.Bool().Draw(rt, "equal weights")
		n := rapid.IntRange(1, 3).Draw(rt, "aspects")
		shape.aspects = parts(rt, n, coarse)
		for range n {
			shape.inside = append(shape.inside, parts(rt, rapid.IntRange(1, []int{5, 3, 2}[n-1]).Draw(rt, "indicators"), coarse))
		}
		ins := shape.parse(t)
		level := func() int { return rapid.IntRange(0, shape.scale).Draw(rt, "level") }
		q := rise.Question{
			Instrument: ins, Answers: instrument.Answers{}, Sets: rise.MostSets,
			MethodF02: rapid.SampledFrom([]string{"rata_rata", "berbobot"}).Draw(rt, "method"),
			Target:    rapid.SampledFrom([]string{"B", "A"}).Draw(rt, "target"),
			Effort:    map[string]int{}, Locked: map[string]bool{}, Ceiling: map[string]int{},
		}
		for _, ind := range ins.Indicators() {
			q.Answers[ind.ID] = level()
			if rapid.Bool().Draw(rt, "own effort") {
				q.Effort[ind.ID] = rapid.IntRange(1, 9).Draw(rt, "effort")
			}
			switch rapid.IntRange(0, 7).Draw(rt, "held") {
			case 0:
				q.Locked[ind.ID] = true
			case 1:
				q.Ceiling[ind.ID] = level()
			}
		}
		var responses []instrument.Response
		for range rapid.IntRange(1, 3).Draw(rt, "respondents") {
			r := instrument.Response{}
			for _, question := range ins.F03.Questions {
				r[question.ID] = level()
			}
			responses = append(responses, r)
		}
		now, err := instrument.Score(ins, instrument.Input{Answers: q.Answers, MethodF02: q.MethodF02, Responses: responses})
		if err != nil {
			rt.Fatal(err)
		}
		q.F03 = now.F03
		// when the plan is computed
		plan, err := rise.Compute(context.Background(), q)
		if err != nil {
			rt.Fatal(err)
		}
		if plan.Now.IPP.Cmp(now.IPP) != 0 {
			rt.Fatalf("now %s, Score says %s", plan.Now.IPP, now.IPP)
		}
		// then it is what trying everything finds
		want := brute(t, q, responses)
		switch reached := len(want) == 1 && len(want[0].Raises) == 0; {
		case plan.Reached != reached:
			rt.Fatalf("reached %v, trying everything says %v", plan.Reached, reached)
		case reached:
			want = nil
		case plan.Reachable != (len(want) > 0):
			rt.Fatalf("reachable %v, there are %d sets", plan.Reachable, len(want))
		}
		if plan.More != (len(want) > rise.MostSets) {
			rt.Fatalf("more %v of %d sets", plan.More, len(want))
		}
		want = want[:min(len(want), rise.MostSets)]
		if got, want := describe(plan.Sets), describe(want); got != want {
			rt.Fatalf("found\n%swant\n%s", got, want)
		}
		// and fewer sets are the first of these
		q.Sets = rapid.IntRange(1, 4).Draw(rt, "sets")
		fewer, err := rise.Compute(context.Background(), q)
		if err != nil {
			rt.Fatal(err)
		}
		if got, want := describe(fewer.Sets), describe(plan.Sets[:min(q.Sets, len(plan.Sets))]); got != want || fewer.More != (len(want) > 0 && len(plan.Sets) > q.Sets) {
			rt.Fatalf("the first %d are\n%swant\n%s(more: %v)", q.Sets, got, want, fewer.More)
		}
	})
}

// every answers all indicators with one level.
func every(ins *instrument.Instrument, level int) instrument.Answers {
	a := instrument.Answers{}
	for _, ind := range ins.Indicators() {
		a[ind.ID] = level
	}
	return a
}

func score(n int64, d int64) instrument.Number { return instrument.Exactly(ratio(n, d)) }

func TestEverySetOfTheShippedInstrumentsReachesAndIsMinimal(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		ins := shipped(t, rapid.SampledFrom([]string{"luring", "daring"}).Draw(rt, "variant"))
		q := rise.Question{
			Instrument: ins, Answers: instrument.Answers{}, F03: score(rapid.Int64Range(0, 500).Draw(rt, "F-03"), 100),
			MethodF02: rapid.SampledFrom(ins.Methods.F02.Offered).Draw(rt, "method").ID,
			Target:    rapid.SampledFrom(ins.Index.Categories).Draw(rt, "target").Code,
			Effort:    map[string]int{}, Sets: 5,
		}
		for _, ind := range ins.Indicators() {
			q.Answers[ind.ID] = rapid.IntRange(0, 5).Draw(rt, "level")
			if rapid.IntRange(0, 3).Draw(rt, "own effort") == 0 {
				q.Effort[ind.ID] = rapid.IntRange(1, 9).Draw(rt, "effort")
			}
		}
		plan, err := rise.Compute(context.Background(), q)
		if err != nil {
			rt.Fatal(err)
		}
		index := func(answers instrument.Answers) instrument.Number {
			r, err := instrument.Score(ins, instrument.Input{Answers: answers, MethodF02: q.MethodF02})
			if err != nil {
				rt.Fatal(err)
			}
			ipp := ratio(0, 1).Mul(r.F02.Rat(), ratio(75, 100))
			return instrument.Exactly(ipp.Add(ipp, ratio(0, 1).Mul(q.F03.Rat(), ratio(25, 100))))
		}
		least := instrument.Exactly(plan.Target.Min.Rat())
		last := 0
		for _, s := range plan.Sets {
			raised := maps.Clone(q.Answers)
			for _, r := range s.Raises {
				raised[r.Indicator] = r.To
			}
			ipp := index(raised)
			if ipp.Cmp(s.IPP) != 0 || ipp.Round(2).Cmp(least) < 0 {
				rt.Fatalf("%s comes to %s, the target is %s", describe([]rise.Set{s}), ipp, least)
			}
			for _, r := range s.Raises {
				raised[r.Indicator]--
				if index(raised).Round(2).Cmp(least) >= 0 {
					rt.Fatalf("%s does not need the last level of %s", describe([]rise.Set{s}), r.Indicator)
				}
				raised[r.Indicator]++
			}
			if s.Cost < last {
				rt.Fatalf("cost %d after %d", s.Cost, last)
			}
			last = s.Cost
		}
		if all := index(every(ins, 5)); plan.Best.IPP.Cmp(all) != 0 || plan.Reachable != (all.Round(2).Cmp(least) >= 0) {
			rt.Fatalf("best %s, all on 5 is %s; reachable %v", plan.Best.IPP, all, plan.Reachable)
		}
		if plan.Reachable && !plan.Reached && len(plan.Sets) == 0 {
			rt.Fatal("reachable, and no set")
		}
	})
}

func TestHalfAUnitBelowTheBoundIsEnough(t *testing.T) {
	// given an IPP of exactly 3.005, which rounds half up to 3.01, the least B-
	ins := shipped(t, "luring")
	q := rise.Question{Instrument: ins, Answers: every(ins, 3), F03: score(302, 100), Target: "B-"}
	plan, err := rise.Compute(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	// then B- is reached already
	if plan.Now.IPP.Fraction() != "601/200" || !plan.Reached || plan.Now.Category.Code != "B-" {
		t.Errorf("now %s %s, reached %v", plan.Now.IPP, plan.Now.Category.Code, plan.Reached)
	}
	// and a hair below it is not
	q.F03 = score(30199999, 10000000)
	if plan, err = rise.Compute(context.Background(), q); err != nil || plan.Reached || len(plan.Sets) == 0 {
		t.Errorf("%+v, %v", plan, err)
	}
}

func TestTheSameQuestionHasTheSameAnswer(t *testing.T) {
	ins := shipped(t, "luring")
	q := rise.Question{Instrument: ins, Answers: every(ins, 2), F03: score(4, 1), Target: "B", Sets: 100}
	first, err := rise.Compute(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	second, err := rise.Compute(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(first, second) || len(first.Sets) != 100 || !first.More {
		t.Errorf("%d sets, more %v; then\n%s", len(first.Sets), first.More, describe(second.Sets))
	}
}

func TestWhatCannotBePlannedSaysWhy(t *testing.T) {
	ins := shipped(t, "luring")
	blank := every(ins, 3)
	delete(blank, "A04")
	delete(blank, "A30")
	for _, test := range []struct {
		name string
		q    rise.Question
		code string
	}{
		{"blanks", rise.Question{Answers: blank, F03: score(3, 1), Target: "A"}, "rise.incomplete"},
		{"no F-03", rise.Question{Answers: every(ins, 3), Target: "A"}, "rise.no_f03"},
		{"no such category", rise.Question{Answers: every(ins, 3), F03: score(3, 1), Target: "Z"}, "rise.no_category"},
		{"an effort of nothing", rise.Question{Answers: every(ins, 3), F03: score(3, 1), Target: "A", Effort: map[string]int{"A01": 0}}, "rise.effort"},
	} {
		test.q.Instrument = ins
		_, err := rise.Compute(context.Background(), test.q)
		var e *data.Error
		if !errors.As(err, &e) || e.Code != test.code {
			t.Errorf("%s: %v, want %s", test.name, err, test.code)
			continue
		}
		for _, lang := range []string{"id", "en"} {
			if texts, err := assets.Translations(lang); err != nil || texts[e.Code] == "" {
				t.Errorf("%s has no words in %s (%v)", e.Code, lang, err)
			}
		}
	}
}

func TestAnEndedContextEndsTheSearch(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	ins := shipped(t, "luring")
	if _, err := rise.Compute(ctx, rise.Question{Instrument: ins, Answers: every(ins, 0), F03: score(4, 1), Target: "A"}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}
