// Package outreach is what a mission told people of its services and of how to
// complain (sosialisasi): the figures of a period, the complaints before and
// after an activity, and what is due. A reach is what somebody counted in a way
// of his own; the same people may be in several, so reaches are summed within a
// channel only, and never called persons.
package outreach
