// Package suggest tells what the records already say about an evaluation: facts
// for the unit's own statement (F-01) and suggested levels for the evaluator's
// form (F-02), each with how it was counted and the records it rests on.
//
// A fact or a level is only ever proposed. Nothing here writes; a person takes
// a proposal or leaves it. What nobody recorded is unknown and never 0: then
// there is no proposal. Where the texts of levels overlap, leave a hole or can
// be read in two ways, a suggestion says how it was read; where no level fits,
// it says that none does.
//
// # Which records count
//
// Those of the evaluation's mission that name its unit or none. Records of the
// evaluation's year count; where there are none those of the year before do,
// and the reading says so. Complaints are those received from January to
// December of the year before, as the instrument asks. Nothing after the
// evaluation's year, or after today, counts.
package suggest
