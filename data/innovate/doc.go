// Package innovate is the work on an innovation and its way into the public
// service innovation competition (KIPP; domain other.md §5): its age as the
// rules count it, the proposal by the sections of its year and group with the
// words of each, what is missing, and what it may become. The rules are data
// (assets/rules/kipp.json).
package innovate
