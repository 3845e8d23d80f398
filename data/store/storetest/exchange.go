// Package storetest is what tests of several devices need of their stores.
package storetest

import (
	"context"
	"testing"

	"pinisi/data/store"
)

// Exchange brings what one device has and another lacks to the other.
func Exchange(t testing.TB, from, to *store.Store) {
	t.Helper()
	ctx := context.Background()
	if err := from.Seal(ctx, 64<<10); err != nil {
		t.Fatal(err)
	}
	have, err := to.Vector(ctx)
	if err != nil {
		t.Fatal(err)
	}
	var segments [][]byte
	if err := from.SegmentsSince(ctx, have, nil, func(s store.Sealed) error {
		segments = append(segments, s.Bytes)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := to.Apply(ctx, segments, false); err != nil {
		t.Fatal(err)
	}
}
