package instrument

import "strings"

// roundingHalfUp is the one way of rounding that this program knows.
const roundingHalfUp = "half_up"

// maxDecimals keeps a step of the index well above a Decimal's millionth.
const maxDecimals = 4

func checkIndex(ins *Instrument, found *faults) {
	if ins.F02.Weight.IsZero() {
		found.add("weight_zero", "f02.weight")
	}
	if ins.F03.Weight.IsZero() {
		found.add("weight_zero", "f03.weight")
	}
	wantHundred(found, "f02.weight + f03.weight", []Decimal{ins.F02.Weight, ins.F03.Weight})
	if ins.Index.Rounding != roundingHalfUp {
		found.add("rounding", "index.rounding", "Found", ins.Index.Rounding, "Known", roundingHalfUp)
	}
	if ins.Index.Decimals < 0 || ins.Index.Decimals > maxDecimals {
		found.add("decimals", "index.decimals", "Found", ins.Index.Decimals, "Max", maxDecimals)
		return // a step of the index means nothing then
	}
	checkCategories(ins, found)
}

// checkCategories wants categories that rise from one end of the scale to the
// other, so that every rounded index falls into exactly one.
func checkCategories(ins *Instrument, found *faults) {
	categories := ins.Index.Categories
	if len(categories) == 0 {
		found.add("blank", "index.categories")
		return
	}
	step := Decimal{million}
	for range ins.Index.Decimals {
		step.millionths /= 10
	}
	seen := map[string]bool{}
	for i, c := range categories {
		place := "index.categories[" + c.Code + "]"
		if strings.TrimSpace(c.Code) == "" {
			found.add("blank", place+".code")
		}
		if seen[c.Code] {
			found.add("duplicate", place, "Found", c.Code)
		}
		seen[c.Code] = true
		wantText(found, place+".name", c.Name)
		if max(c.Min.digits(), c.Max.digits()) > ins.Index.Decimals {
			found.add("category_decimals", place, "Min", c.Min.String(), "Max", c.Max.String(), "Decimals", ins.Index.Decimals)
		}
		if c.Min.millionths > c.Max.millionths {
			found.add("category_reversed", place, "Min", c.Min.String(), "Max", c.Max.String())
		}
		if i == 0 {
			continue
		}
		before := categories[i-1]
		switch next := before.Max.plus(step); {
		case c.Min.millionths < next.millionths:
			found.add("category_overlap", place, "Other", before.Code, "OtherMax", before.Max.String(), "Min", c.Min.String())
		case c.Min != next:
			found.add("category_gap", place, "Other", before.Code, "OtherMax", before.Max.String(), "Min", c.Min.String(), "Want", next.String())
		}
	}
	low, high := Decimal{int64(ins.Scale.Min) * million}, Decimal{int64(ins.Scale.Max) * million}
	if first, last := categories[0], categories[len(categories)-1]; first.Min != low || last.Max != high {
		found.add("category_ends", "index.categories", "Min", first.Min.String(), "Max", last.Max.String(), "WantMin", low.String(), "WantMax", high.String())
	}
}
