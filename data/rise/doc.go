// Package rise finds what an evaluation must raise to reach a category (rencana
// naik): for a target the cheapest sets of indicator raises, all of them up to a
// chosen number, in a fixed order.
//
// # Exactness
//
// Nothing is rounded on the way. What a level of an indicator adds to the index is
// taken from instrument.Score itself, the target is the least index that rounds to
// the category's lower end, and both become whole numbers of one common unit. The
// index of users (F-03) is taken as it is and does not change.
//
// # Which sets
//
// A set is minimal when no raise in it can be left out or lowered by one level and
// still reach the target; only such sets are found, and none is missed: they come
// by cost, then by fewer indicators, then in the form's order (the set that raises
// the earlier indicator further comes first).
//
// # How
//
// Sorted by falling gain, a minimal set is a walk that takes levels from the
// greatest gain down and stops with the level that covers the need: its last level
// is its smallest gain, so whatever is taken away leaves the need uncovered. The
// sets are therefore the paths of a graph without cycles whose nodes are
// (indicator, need that is left), and the cheapest K are its K shortest paths:
// the least cost from every node on is computed first, and guides a best-first
// search that is then right at every step. Equal gains merge their nodes, so ties,
// however many sets they make, cost nothing.
//
// The package reads no store and draws nothing.
package rise
