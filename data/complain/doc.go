// Package complain is what is done with complaints (pengaduan; domain other.md
// §2): how long they took ([Measure]), what is due by when ([Book.Clocks]), and
// taking them in from files of SP4N-LAPOR! and other channels ([DryRun],
// [Import]). What of one may be shown where is [data.Record.Withheld]. It knows
// no window, and of the store only its API.
//
// All dates are the mission's own calendar days, working days those of its
// calendar (package workday). Functions only read what they are given or the
// store; all are safe for concurrent use.
package complain
