package sync

import "time"

// What travels at once is what a line moves in a few seconds: that much is
// lost when it breaks. More at once compresses better.
const (
	batchSeconds = 6
	compression  = 4 // bytes of segments in a byte on the line, roughly

	minBatch, firstBatch, maxBatch = 32 << 10, 256 << 10, 1 << 20
	leastBatch                     = 1 << 10 // on a line that breaks all the time
	minSegment, firstSegment       = 8 << 10, 24 << 10
	maxSegment                     = 60 << 10
	measurable                     = 16 << 10 // bytes below which time is all round trips
)

// measure learns the line's speed from what moved.
func (c *Client) measure(bytes int64, took time.Duration) {
	if bytes < measurable || took <= 0 {
		return
	}
	rate := float64(bytes) / took.Seconds()
	if c.rate == 0 {
		c.rate = rate
		return
	}
	c.rate += (rate - c.rate) / 2
}

// batchSize is bytes of segments before compression.
func (c *Client) batchSize() int {
	size := firstBatch
	if c.rate > 0 {
		size = int(min(max(c.rate*batchSeconds*compression, minBatch), maxBatch))
	}
	return max(size>>c.breaks, leastBatch)
}

// broke and held follow how long connections live: after each that broke off,
// less is put at stake.
func (c *Client) broke() { c.breaks = min(c.breaks+2, 10) }
func (c *Client) held()  { c.breaks = max(c.breaks-1, 0) }

// segmentSize is the size in bytes at which changes are sealed into another
// segment. A segment is never divided again, so while the line is not known it
// is small enough for a bad one.
func (c *Client) segmentSize() int {
	size := firstSegment
	if c.rate > 0 {
		size = int(min(max(c.rate*batchSeconds*compression/4, minSegment), maxSegment))
	}
	return max(size>>c.breaks, minSegment)
}
