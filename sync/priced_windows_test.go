package sync

import "testing"

// TestWindowsSaysWhatTheLineCosts asks the system itself; an answer names one of
// unrestricted, fixed or by the byte, or says that it is not known.
func TestWindowsSaysWhatTheLineCosts(t *testing.T) {
	cost, err := lineCost()
	if err != nil || cost&^(0x1|0x2|0x4|0x10000|0x20000|0x40000|0x80000) != 0 {
		t.Errorf("the line costs %#x: %v", cost, err)
	}
	t.Logf("cost %#x", cost)
}
