// Package integrate follows how ready information systems are to be integrated
// (kesiapan integrasi; domain other.md §6): the state of each item, what blocks
// it, and what was decided. The items are data (assets/rules/readiness.json).
//
// How many items are ready is never said alone: always of how many that apply,
// with the list of those that are not.
package integrate
