// Package standards is the work on the standards of a mission's services
// (standar pelayanan): which services it offers, the versions of each standard
// and what the next step of a version waits for, what differs between versions,
// what is due for review, incomplete or missing, and the mission's pledge
// (maklumat pelayanan). The life of a version is that of domain other.md §1:
// draft, discussed in a consultation (FKP), decreed, published, monitored and
// reviewed, and followed by a new version. A decreed version is never
// overwritten.
//
// Functions take a store and may be called from several goroutines at once;
// what they return is a reading of one moment.
package standards
