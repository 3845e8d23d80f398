package sync_test

import (
	"testing"

	"pinisi/data/store"
)

func TestTwoDevicesOfAMissionAndHeadquarters(t *testing.T) {
	// Given two devices in Singapore, one in Johor and one at headquarters
	o := newOffice(t)
	a, b, j, h := o.device(singapore), o.device(singapore), o.device(johor), o.device(store.Headquarters)
	// When each writes without a line and then all sync
	mine, theirs := a.note("", "Ruang tunggu sempit"), j.note("", "Antrean panjang")
	if p := a.pending(); p.Changes != 1 {
		t.Errorf("before: %+v", p)
	}
	for _, d := range []*device{a, j, b, h, a, j} {
		d.sync()
	}
	// Then each sees its scope, and headquarters sees all
	if !b.has(mine) || b.has(theirs) || !h.has(mine) || !h.has(theirs) || a.has(theirs) || j.has(mine) {
		t.Errorf("who has what: %v %v %v %v %v %v", b.has(mine), b.has(theirs), h.has(mine), h.has(theirs), a.has(theirs), j.has(mine))
	}
	if p := a.pending(); p.Changes != 0 {
		t.Errorf("after: %+v", p)
	}
	// When two edit the same field without having seen each other
	a.edit(mine, "Ruang tunggu terlalu sempit")
	b.edit(mine, "Kursi kurang")
	a.sync()
	b.sync()
	a.sync()
	// Then both have both, and a decision settles it everywhere
	for _, d := range []*device{a, b} {
		if v := d.get(mine).Conflicts["finding"]; len(v) != 2 {
			t.Errorf("conflict: %+v", v)
		}
	}
	b.edit(mine, "Ruang sempit, kursi kurang")
	b.sync()
	r := a.sync()
	h.sync()
	if len(a.get(mine).Conflicts) != 0 || a.finding(mine) != h.finding(mine) || a.finding(mine) != "Ruang sempit, kursi kurang" || r.Conflicts != 0 {
		t.Errorf("after the decision: %+v, %+v", a.get(mine), r)
	}
	for _, d := range []*device{a, b, j, h} {
		if r := d.sync(); r.Requests != 1 || r.SentChanges+r.GotChanges != 0 {
			t.Errorf("nothing changed, but %+v", r)
		}
		d.verify()
	}
}

func TestNothingChangedCostsFewBytes(t *testing.T) {
	o := newOffice(t)
	a := o.device(singapore)
	a.note("", "Ruang tunggu sempit")
	first := a.sync()
	second := a.sync()
	t.Logf("first %+v", first)
	t.Logf("no change: %d bytes up, %d down, handshake %d", second.Sent, second.Got, second.Handshake)
	if second.Requests != 1 || second.Sent+second.Got > 600 || second.Sent == 0 || second.Got == 0 || second.Handshake != 0 {
		t.Errorf("no change: %+v", second)
	}
}
