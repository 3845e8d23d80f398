package rise

import (
	"container/heap"
	"context"
	"math/bits"
	"sort"

	"pinisi/data"
)

// Limits of memory; a device has little of it.
var (
	mostStates = 1 << 20 // of a guide; tests try few
	mostNodes  = 2 << 20 // of a search
)

// cheapest finds the first wanted minimal sets, each as levels added by item.
func (p *problem) cheapest(ctx context.Context, wanted int) ([][]int, error) {
	g, err := p.newGuide(ctx)
	if err != nil {
		return nil, err
	}
	s := &search{p: p, g: g}
	s.push(node{parent: -1, need: p.need, soft: g.need, order: make([]uint64, g.words)})
	var found [][]int
	for steps := 0; s.open.Len() > 0 && len(found) < wanted; steps++ {
		if steps%1024 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		at := heap.Pop(&s.open).(entry).node
		n := s.nodes[at]
		if n.need <= 0 {
			found = append(found, s.levels(at))
			continue
		}
		i := p.items[n.next]
		for k := 0; k <= i.most; k++ {
			child := node{
				parent: at, next: n.next + 1, taken: k, cost: n.cost + g.cost(i, k),
				need: n.need - int64(k)*i.units, soft: n.soft - int64(k)*g.units[n.next],
				order: g.raised(n.order, i, k),
			}
			s.push(child)
			if child.need <= 0 {
				break
			}
		}
		if len(s.nodes) > mostNodes {
			return nil, data.Fail("rise.too_fine", nil)
		}
	}
	return found, nil
}

// search is a best-first search for complete paths.
type search struct {
	p     *problem
	g     *guide
	nodes []node
	open  queue
}

// node is a beginning of a set: what is taken of the items before next.
type node struct {
	parent int // index of the node before, -1 for the first
	next   int // item to decide on
	taken  int // levels of the item before
	cost   int64
	order  []uint64
	need   int64 // units that are still missing
	soft   int64 // the same in the guide's units
}

// push adds a beginning from which the need can be covered.
func (s *search) push(n node) {
	e := entry{node: len(s.nodes), cost: n.cost, order: n.order}
	if n.need > 0 {
		cost, order, ok := s.g.rest(n.next, n.soft, n.need)
		if !ok {
			return
		}
		e.cost += cost
		if order != nil {
			e.order = make([]uint64, s.g.words)
			for w := range order {
				e.order[w] = n.order[w] | order[w]
			}
		}
	}
	s.nodes = append(s.nodes, n)
	heap.Push(&s.open, e)
}

// levels are the levels by item on the way to a node.
func (s *search) levels(at int) []int {
	levels := make([]int, len(s.p.items))
	for ; s.nodes[at].parent >= 0; at = s.nodes[at].parent {
		levels[s.nodes[at].next-1] = s.nodes[at].taken
	}
	return levels
}

// entry is a node with the least that a set from it comes to.
type entry struct {
	node  int
	cost  int64
	order []uint64
}

type queue []entry

func (q queue) Len() int { return len(q) }
func (q queue) Less(a, b int) bool {
	if q[a].cost != q[b].cost {
		return q[a].cost < q[b].cost
	}
	return earlier(q[a].order, q[b].order)
}
func (q queue) Swap(a, b int) { q[a], q[b] = q[b], q[a] }
func (q *queue) Push(x any)   { *q = append(*q, x.(entry)) }
func (q *queue) Pop() any {
	last := len(*q) - 1
	x := (*q)[last]
	*q = (*q)[:last]
	return x
}

// earlier says whether a stands before b in the form's order: the first
// indicator in which they differ is raised further by a.
func earlier(a, b []uint64) bool {
	for w := range a {
		if a[w] != b[w] {
			return a[w] > b[w]
		}
	}
	return false
}

// guide knows the least cost from every state on, with the set in the form's
// order that has it. Its units are whole multiples of the problem's when those
// would make too many states: gains are then rounded up and the need down, so
// that the guide promises too much, never too little, and the search stays exact.
type guide struct {
	items  []item
	units  []int64 // of one level, by item
	need   int64
	left   []int64 // the problem's units that all items from here on can give
	layers []layer // by item
	words  int     // of an order
	digit  uint    // bits of an order for one item
}

// layer are the states before an item: what is still needed, falling.
type layer struct {
	need  []int64
	cost  []int64
	order []uint64 // words for each
}

func (p *problem) newGuide(ctx context.Context) (*guide, error) {
	g := &guide{items: p.items, need: p.need, units: make([]int64, len(p.items)), left: make([]int64, len(p.items)+1)}
	most := 0
	for at := len(p.items) - 1; at >= 0; at-- {
		i := p.items[at]
		g.units[at] = i.units
		g.left[at] = g.left[at+1] + i.units*int64(i.most)
		most = max(most, i.most)
	}
	g.digit = uint(bits.Len(uint(most)))
	last := 0
	for _, i := range p.items {
		last = max(last, i.place)
	}
	perWord := 64 / int(g.digit)
	g.words = last/perWord + 1
	fits, err := g.spread(ctx)
	if err != nil {
		return nil, err
	}
	if !fits {
		coarse := 2*p.need/int64(mostStates/(len(p.items)+1)+1) + 1
		for at, i := range p.items {
			g.units[at] = (i.units + coarse - 1) / coarse
		}
		g.need = p.need / coarse
		if _, err := g.spread(ctx); err != nil {
			return nil, err
		}
	}
	return g, g.settle(ctx)
}

// cost counts an indicator as a little, so that of equal costs the set with
// fewer indicators comes first.
func (g *guide) cost(i item, levels int) int64 {
	if levels == 0 {
		return 0
	}
	return int64(levels*i.effort)*int64(len(g.items)+1) + 1
}

// raised is an order with the levels of one more item.
func (g *guide) raised(order []uint64, i item, levels int) []uint64 {
	if levels == 0 {
		return order
	}
	next := append([]uint64(nil), order...)
	word, bit := g.slot(i)
	next[word] |= uint64(levels) << bit
	return next
}

// slot is where an item's levels stand in an order.
func (g *guide) slot(i item) (word int, bit uint) {
	perWord := 64 / int(g.digit)
	return i.place / perWord, uint(perWord-1-i.place%perWord) * g.digit
}

// spread finds the states that can come about, item by item; false when there
// are too many.
func (g *guide) spread(ctx context.Context) (bool, error) {
	g.layers = make([]layer, len(g.items)+1)
	most := make([]int64, len(g.items)+1) // what the items from here on can give
	for at := len(g.items) - 1; at >= 0; at-- {
		most[at] = most[at+1] + g.units[at]*int64(g.items[at].most)
	}
	g.layers[0].need = []int64{g.need}
	states := 1
	cursors := make([]int, 0, 10)
	for at, i := range g.items {
		if err := ctx.Err(); err != nil {
			return false, err
		}
		from := g.layers[at].need
		var to []int64
		// Each number of levels shifts the falling list; the shifted lists are merged.
		cursors = append(cursors[:0], make([]int, i.most+1)...)
		for {
			next := int64(0)
			for k, c := range cursors {
				if c < len(from) {
					next = max(next, from[c]-int64(k)*g.units[at])
				}
			}
			if next <= 0 {
				break
			}
			for k := range cursors {
				for cursors[k] < len(from) && from[cursors[k]]-int64(k)*g.units[at] >= next {
					cursors[k]++
				}
			}
			if next <= most[at+1] {
				to = append(to, next)
			}
		}
		g.layers[at+1].need = to
		if states += len(to); states > mostStates {
			return false, nil
		}
	}
	return true, nil
}

// settle computes the least cost of every state, from the last item to the first.
func (g *guide) settle(ctx context.Context) error {
	zero, trial, best := make([]uint64, g.words), make([]uint64, g.words), make([]uint64, g.words)
	cursors := make([]int, 0, 10)
	for at := len(g.items) - 1; at >= 0; at-- {
		if err := ctx.Err(); err != nil {
			return err
		}
		here, after, i := &g.layers[at], &g.layers[at+1], g.items[at]
		here.cost = make([]int64, len(here.need))
		here.order = make([]uint64, len(here.need)*g.words)
		word, bit := g.slot(i)
		cursors = append(cursors[:0], make([]int, i.most+1)...)
		for state, need := range here.need {
			least := int64(-1)
			for k := 0; k <= i.most; k++ {
				rest := need - int64(k)*g.units[at]
				cost, order := g.cost(i, k), zero
				if rest > 0 {
					c := cursors[k]
					for c < len(after.need) && after.need[c] > rest {
						c++
					}
					cursors[k] = c
					if c >= len(after.need) || after.need[c] != rest {
						continue // cannot be covered any more
					}
					if after.cost[c] < 0 {
						continue
					}
					cost += after.cost[c]
					order = after.order[c*g.words : (c+1)*g.words]
				}
				if least < 0 || cost <= least {
					copy(trial, order)
					trial[word] |= uint64(k) << bit
					if least < 0 || cost < least || earlier(trial, best) {
						least = cost
						best, trial = trial, best
					}
				}
				if rest <= 0 {
					break
				}
			}
			here.cost[state] = least
			if least >= 0 {
				copy(here.order[state*g.words:], best)
			}
		}
	}
	return nil
}

// rest is the least cost of covering a need with the items from at on, and the
// order of the set that has it; not ok when they cannot.
func (g *guide) rest(at int, soft, need int64) (cost int64, order []uint64, ok bool) {
	if need > g.left[at] {
		return 0, nil, false
	}
	if soft <= 0 { // the guide thinks that all is covered
		return 0, nil, true
	}
	l := &g.layers[at]
	c := sort.Search(len(l.need), func(i int) bool { return l.need[i] <= soft })
	if c == len(l.need) || l.need[c] != soft || l.cost[c] < 0 {
		return 0, nil, false
	}
	return l.cost[c], l.order[c*g.words : (c+1)*g.words], true
}
