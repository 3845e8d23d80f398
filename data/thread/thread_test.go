package thread

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/store"
)

const mission = "kbri-singapura"

func open(t testing.TB) *store.Store {
	t.Helper()
	st, err := store.Open(context.Background(), t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := st.SetProfile(context.Background(), store.Profile{Scope: mission, Language: "id"}); err != nil {
		t.Fatal(err)
	}
	return st
}

func write(t testing.TB, st *store.Store, edits ...data.Edit) {
	t.Helper()
	if _, err := st.Write(context.Background(), data.Action{Label: "t", Edits: edits, Force: true}); err != nil {
		t.Fatal(err)
	}
}

// id is a fixed id, by number.
func id(n int) data.ID { return data.DerivedID("test", data.NilID, fmt.Sprint(n)) }

type fields map[string]any

func record(kind string, id data.ID, f fields) []data.Edit {
	values := map[string]data.Value{}
	for name, v := range f {
		switch v := v.(type) {
		case string:
			values[name] = data.TextValue(v)
		case int:
			values[name] = data.IntValue(int64(v))
		case bool:
			values[name] = data.BoolValue(v)
		case data.ID:
			values[name] = data.RefValue(v)
		}
	}
	return data.Create(kind, id, "", values)
}

// Numbers of the records of [chain].
const (
	complaint = iota + 1
	meeting
	input
	agreement
	oldStandard
	standard
	action
	unfinished
	eval2025
	eval2026
	answer2025
	answer2026
)

func node(n int) data.ID {
	switch n {
	case answer2025:
		return assess.AnswerID(id(eval2025), "A04")
	case answer2026:
		return assess.AnswerID(id(eval2026), "A04")
	}
	return id(n)
}

// chain is a complaint that became a topic, an input, an agreement and a new
// version of a standard, and an action from an indicator that the next
// evaluation weighs again. One set of edits a record.
func chain() [][]data.Edit {
	return [][]data.Edit{
		record("complaint", id(complaint), fields{"title": "Antrean paspor lama", "tracking_id": "L-1", "received_on": "2025-02-03", "status": "done"}),
		record("consultation", id(meeting), fields{"title": "FKP paspor", "starts_at": "2025-05-01T02:00:00Z", "status": "signed"}),
		data.LinkEdits(data.Record{Kind: "complaint", ID: id(complaint), Scope: mission}, data.Record{Kind: "consultation", ID: id(meeting), Scope: mission}, "topik utama"),
		record("input", id(input), fields{"consultation": id(meeting), "number": 1, "text": "Buka loket kedua", "decision": "accepted"}),
		record("agreement", id(agreement), fields{"consultation": id(meeting), "number": 1, "text": "Waktu layanan 3 hari", "service": "IMI-01", "input": id(input)}),
		record("standard", id(oldStandard), fields{"service": "IMI-01", "version": 1, "status": "retired"}),
		record("standard", id(standard), fields{"service": "IMI-01", "version": 2, "status": "published", "published_on": "2025-08-01", "consultation": id(meeting), "supersedes": id(oldStandard)}),
		record("evaluation", id(eval2025), fields{"period": "2025", "unit": "Konsuler", "variant": "luring", "status": "final"}),
		record("evaluation", id(eval2026), fields{"period": "2026", "unit": "Konsuler", "variant": "luring", "status": "draft"}),
		record("answer", node(answer2025), fields{"evaluation": id(eval2025), "indicator": "A04", "score": 2}),
		record("answer", node(answer2026), fields{"evaluation": id(eval2026), "indicator": "A04", "score": 4}),
		record("followup", id(action), fields{"source": node(answer2025), "source_kind": "answer", "action": "Tinjau ulang standar", "status": "done", "done_on": "2025-11-01"}),
		record("followup", id(unfinished), fields{"source": id(standard), "source_kind": "standard", "action": "Pasang papan", "status": "planned"}),
	}
}

func walked(t testing.TB, st *store.Store, of data.ID, steps int) *Graph {
	t.Helper()
	g, err := Walk(context.Background(), st, of, Options{Steps: steps})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func edge(g *Graph, from, to data.ID) string {
	for _, e := range g.Edges {
		if e.From == from && e.To == to {
			return e.Name
		}
	}
	return ""
}

func TestAChainIsFollowedBothWays(t *testing.T) {
	// given a complaint, what came of it, and two evaluations of its unit
	st := open(t)
	for _, edits := range chain() {
		write(t, st, edits...)
	}
	// when the thread of the agreement is walked
	g := walked(t, st, id(agreement), 4)
	// then it leads back to the complaint and on to the standard's action
	depth := map[data.ID]int{}
	for _, n := range g.Nodes {
		depth[n.ID] = n.Depth
	}
	want := map[data.ID]int{id(complaint): -2, id(meeting): -1, id(input): -1, id(agreement): 0, id(standard): 1, id(unfinished): 2}
	if !reflect.DeepEqual(depth, want) {
		t.Errorf("depths %v, want %v", depth, want)
	}
	for _, e := range []struct {
		from, to int
		name     string
	}{{complaint, meeting, Topic}, {meeting, input, Said}, {input, agreement, Agreed}, {meeting, agreement, Agreed}, {agreement, standard, Changed}, {standard, unfinished, Followed}} {
		if got := edge(g, node(e.from), node(e.to)); got != e.name {
			t.Errorf("edge %d to %d is %q, want %q", e.from, e.to, got, e.name)
		}
	}
	if n, _ := g.Node(id(standard)); n.Title == "IMI-01" || n.Detail != "versi 2" || n.Date != "2025-08-01" || n.StatusWord != "Terbit" {
		t.Errorf("the standard shows as %+v", n.Face)
	}
	// and a done action leads to what the next evaluation says of its indicator
	g = walked(t, st, id(action), 2)
	if edge(g, id(action), node(answer2026)) != Again || edge(walked(t, st, node(answer2025), 1), node(answer2025), node(answer2026)) != Again {
		t.Errorf("edges from the action: %+v", g.Edges)
	}
	if n, _ := g.Node(node(answer2026)); n.StatusWord != "Nilai 4" || n.Detail != "2026 Konsuler" {
		t.Errorf("the answer shows as %+v", n.Face)
	}
}

func TestEveryNeighbourKnowsTheOther(t *testing.T) {
	st := open(t)
	for _, edits := range chain() {
		write(t, st, edits...)
	}
	for n := complaint; n <= answer2026; n++ {
		g := walked(t, st, node(n), 1)
		for _, e := range g.Edges {
			back := walked(t, st, e.To, 1)
			forth := walked(t, st, e.From, 1)
			if edge(back, e.From, e.To) != e.Name || edge(forth, e.From, e.To) != e.Name {
				t.Errorf("record %d: the edge %s from %s to %s is %q seen from its end, %q from its begin", n, e.Name, e.From, e.To, edge(back, e.From, e.To), edge(forth, e.From, e.To))
			}
		}
	}
}

func TestTheOrderOfWritingChangesNothing(t *testing.T) {
	var want *Graph
	for seed := range uint64(6) {
		st := open(t)
		parts := chain()
		rand.New(rand.NewPCG(seed, 1)).Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
		for _, edits := range parts {
			write(t, st, edits...)
		}
		g := walked(t, st, id(meeting), 3)
		for i := range g.Nodes {
			g.Nodes[i].Record = data.Record{} // when it was written
		}
		if want == nil {
			want = g
		} else if !reflect.DeepEqual(g, want) {
			t.Fatalf("seed %d: %+v\nwant %+v", seed, g, want)
		}
	}
}

func TestCyclesEnd(t *testing.T) {
	// given random links among thirty records, many of them in circles
	for seed := range uint64(8) {
		st := open(t)
		r := rand.New(rand.NewPCG(seed, 2))
		of := func(n int) data.Record { return data.Record{Kind: "innovation", ID: id(n), Scope: mission} }
		var edits []data.Edit
		links := map[[2]int]bool{}
		for n := range 30 {
			edits = append(edits, record("innovation", id(n), fields{"title": fmt.Sprint("Inovasi ", n)})...)
		}
		for range 80 {
			a, b := r.IntN(30), r.IntN(30)
			edits = append(edits, data.LinkEdits(of(a), of(b), "")...)
			if a != b {
				links[[2]int{a, b}] = true
			}
		}
		write(t, st, edits...)
		// when one is walked as far as it goes, then every link among what is found is
		// there once, and nothing is left out
		g := walked(t, st, id(0), 40)
		in := map[data.ID]bool{}
		for _, n := range g.Nodes {
			if in[n.ID] || n.Before != 0 && n.After != 0 {
				t.Fatalf("seed %d: node %s twice, or with more beyond: %+v", seed, n.Title, n)
			}
			in[n.ID] = true
		}
		reach := func(way int) map[int]bool {
			seen := map[int]bool{0: true}
			for grew := true; grew; {
				grew = false
				for l := range links {
					from, to := l[0], l[1]
					if way < 0 {
						from, to = to, from
					}
					if seen[from] && !seen[to] {
						seen[to], grew = true, true
					}
				}
			}
			return seen
		}
		before, after := reach(-1), reach(+1)
		for n := range 30 {
			if in[id(n)] != (before[n] || after[n]) {
				t.Errorf("seed %d: record %d found %v, reached %v", seed, n, in[id(n)], before[n] || after[n])
			}
		}
		for l := range links {
			within := before[l[0]] && before[l[1]] || after[l[0]] && after[l[1]]
			if (edge(g, id(l[0]), id(l[1])) != "") != within {
				t.Errorf("seed %d: link %v is in the graph: %v", seed, l, !within)
			}
		}
	}
}

func TestWhatIsLeftOutIsCounted(t *testing.T) {
	st := open(t)
	edits := record("consultation", id(1), fields{"title": "FKP"})
	for n := range 20 {
		edits = append(edits, record("input", id(100+n), fields{"consultation": id(1), "text": fmt.Sprint("Masukan ", n)})...)
		edits = append(edits, record("followup", id(200+n), fields{"source": id(100 + n), "source_kind": "input", "action": "Aksi"})...)
	}
	write(t, st, edits...)
	// by the steps
	g := walked(t, st, id(1), 1)
	for _, n := range g.Nodes {
		if want := map[bool]int{true: 1, false: 0}[n.Kind == "input"]; n.After != want {
			t.Errorf("%s %s has %d more, want %d", n.Kind, n.Title, n.After, want)
		}
	}
	// and by the number
	g, err := Walk(context.Background(), st, id(1), Options{Steps: 1, Most: 6})
	if err != nil {
		t.Fatal(err)
	}
	if focus, _ := g.Node(id(1)); len(g.Nodes) != 6 || focus.After != 15 {
		t.Errorf("%d nodes, %d more", len(g.Nodes), focus.After)
	}
}

func TestEndsThatAreGone(t *testing.T) {
	ctx := context.Background()
	st := open(t)
	write(t, st, slices.Concat(
		record("complaint", id(1), fields{"title": "Rahasia benar", "secret": true, "tracking_id": "L-9"}),
		record("agreement", id(2), fields{"consultation": id(9), "text": "Kesepakatan"}),
		record("followup", id(3), fields{"source": id(2), "source_kind": "agreement", "action": "Aksi"}),
		record("followup", id(4), fields{"source": id(1), "source_kind": "complaint", "action": "Aksi dua"}),
	)...)
	rec, err := st.Get(ctx, "agreement", id(2))
	if err != nil {
		t.Fatal(err)
	}
	// given a source that is missing, then one that is deleted
	if n, _ := walked(t, st, id(2), 1).Node(id(9)); n.State != Missing || n.Kind != "consultation" {
		t.Errorf("missing: %+v", n)
	}
	write(t, st, rec.Delete())
	if n, _ := walked(t, st, id(3), 1).Node(id(2)); n.State != Deleted || n.Title != "" || n.Kind != "agreement" {
		t.Errorf("deleted: %+v", n)
	}
	// and a secret one shows no more than its number
	if n, _ := walked(t, st, id(4), 1).Node(id(1)); n.Title != "L-9" || !n.Hidden {
		t.Errorf("secret: %+v", n)
	}
	// and what nobody knows is not found
	if _, err := Walk(ctx, st, id(77), Options{}); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("unknown: %v", err)
	}
}

// Every reference of every kind either is an edge or says why it is none.
func TestEveryReferenceIsDecided(t *testing.T) {
	for _, k := range data.Kinds() {
		for _, f := range k.Fields {
			if f.Type != data.TypeRef {
				continue
			}
			at := field{k.Name, f.Name}
			in := slices.ContainsFunc(rules, func(r rule) bool { return r.field == at })
			if in == (apart[at] != "") {
				t.Errorf("%s.%s: among the edges %v, apart %q; say in edges.go which it is", k.Name, f.Name, in, apart[at])
			}
			if in && !f.Indexed && k.Parent != f.Name {
				t.Errorf("%s.%s is searched for and has no index", k.Name, f.Name)
			}
		}
	}
	for _, r := range rules {
		if k := data.KindOf(r.kind); k == nil {
			t.Errorf("no kind %s", r.kind)
		} else if _, ok := k.Field(r.name); !ok {
			t.Errorf("no field %s.%s", r.kind, r.name)
		}
	}
	for kind, names := range dates {
		for _, name := range names {
			if k := data.KindOf(kind); k == nil {
				t.Errorf("no kind %s", kind)
			} else if _, ok := k.Field(name); !ok {
				t.Errorf("no field %s.%s", kind, name)
			}
		}
	}
	for _, name := range Kinds {
		if data.KindOf(name) == nil {
			t.Errorf("no kind %s", name)
		}
	}
}

// The thread of a record with 500 links, titles included; the goal is 200 ms.
func BenchmarkThread500(b *testing.B) {
	st := open(b)
	kinds := []string{"complaint", "innovation", "followup", "standard", "outreach"}
	at := data.Record{Kind: "consultation", ID: id(0), Scope: mission}
	edits := record("consultation", id(0), fields{"title": "FKP besar"})
	for n := 1; n <= 500; n++ {
		kind := kinds[n%len(kinds)]
		k := data.KindOf(kind)
		edits = append(edits, record(kind, id(n), fields{k.Title: fmt.Sprint("Catatan nomor ", n, " dengan judul yang cukup panjang")})...)
		other := data.Record{Kind: kind, ID: id(n), Scope: mission}
		if n%2 == 0 {
			edits = append(edits, data.LinkEdits(other, at, "")...)
		} else {
			edits = append(edits, data.LinkEdits(at, other, "")...)
		}
	}
	write(b, st, edits...)
	b.ResetTimer()
	for range b.N {
		g, err := Walk(context.Background(), st, id(0), Options{})
		if err != nil || len(g.Nodes) != 501 || len(g.Edges) != 500 {
			b.Fatalf("%d nodes, %d edges: %v", len(g.Nodes), len(g.Edges), err)
		}
	}
}

func TestColumnsLeadFromLeftToRight(t *testing.T) {
	st := open(t)
	for _, edits := range chain() {
		write(t, st, edits...)
	}
	g := walked(t, st, id(meeting), 4)
	p := g.Draw()
	for n, want := range map[int]int{complaint: -1, meeting: 0, input: 1, agreement: 2, standard: 3, unfinished: 4} {
		if got := p.Columns[id(n)]; got != want {
			t.Errorf("record %d in column %d, want %d", n, got, want)
		}
	}
	// the short ways from the consultation are left out, the table has them
	for _, e := range p.Edges {
		if e.From == id(meeting) && e.To != id(input) {
			t.Errorf("an arrow for the short way %+v", e)
		}
	}
	if rows := g.Table(); len(rows) != len(g.Edges) || rows[0].From.ID != id(complaint) || len(p.Edges) != len(g.Edges)-2 {
		t.Errorf("%d rows, %d edges, %d arrows", len(g.Table()), len(g.Edges), len(p.Edges))
	}
	// and in a circle every record has a column, arrows but the closing one go right
	write(t, st, slices.Concat(
		data.LinkEdits(data.Record{Kind: "followup", ID: id(unfinished), Scope: mission}, data.Record{Kind: "complaint", ID: id(complaint), Scope: mission}, ""))...)
	g = walked(t, st, id(input), 6)
	p = g.Draw()
	if len(p.Columns) != len(g.Nodes) {
		t.Errorf("%d columns of %d records", len(p.Columns), len(g.Nodes))
	}
}
