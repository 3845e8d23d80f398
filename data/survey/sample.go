package survey

// MinSample is the least number of respondents for a population, by Krejcie and
// Morgan (1970) with 95 % confidence, 5 % error and a share of one half:
// S = χ²·N·P(1−P) / (d²(N−1) + χ²·P(1−P)), χ² = 3.841, rounded half up. It is 0
// for a population of 0 or less, and never above the population.
func MinSample(population int) int {
	if population <= 0 {
		return 0
	}
	// In hundred-thousandths: χ²·P(1−P) = 3.841 × 0.25 = 0.96025, d² = 0.0025.
	const chi, square = 96_025, 250
	n := int64(min(population, 1_000_000_000)) // far beyond where it rises at all, and safe to multiply
	above, below := chi*n, square*(n-1)+chi
	return int((2*above + below) / (2 * below))
}
