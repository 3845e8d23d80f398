package workbook

import (
	"fmt"

	"pinisi/data/instrument"
	sp "pinisi/data/spreadsheet"
)

// Columns of F-02.
const (
	f02Number = iota + 1
	f02Code
	f02Title
	f02Weight
	f02Level
	f02Text
	f02Value
	f02Note
	f02Evidence
	f02Counted // hidden: the level if it counts
)

// writeF02 writes the evaluator's sheet: the level of each indicator is there to
// change, and all that follows from it is a formula.
func (b *lke) writeF02() {
	s := b.f02
	s.Widths(6, 9, 34, 9, 9, 44, 11, 44, 8, 9)
	s.Hide(f02Counted)
	s.Put(1, 1, b.t("f02.title"), sp.Title)
	s.Put(2, 1, b.t("f02.hint", "Min", b.ins.Scale.Min, "Max", b.ins.Scale.Max), sp.Small)
	s.Merge(2, 1, f02Evidence)
	s.Row(4, sp.Head, b.t("number"), b.t("code"), b.t("indicator"), b.t("weight"), b.t("level"), b.t("f02.text"), b.t("f02.value"), b.t("note"), b.t("evidence"), b.t("f02.counted"))
	s.Freeze(5, f02Title)
	s.Titles(4, 4)
	b.indicator, b.aspectHead = map[string]int{}, map[string]int{}
	row := 4
	for a := range b.ins.F02.Aspects {
		row = b.writeAspect(row+1, a)
	}
	row++
	result := b.sheet.Result
	s.Put(row, 1, b.t("f02.index"), sp.Sum)
	s.Merge(row, 1, f02Text)
	s.Formula(row, f02Value, rounded(b.reckon.Ref(b.chosenIndex[0], reckonValue), b.decimals()), shown(result.F02, b.decimals()), sp.Sum.As(sp.Fixed(b.decimals())).Center())
	s.Formula(row, f02Note, b.summary.Ref(summaryMethod02, summaryValue), result.MethodF02.Name.In(b.lang), sp.Sum)
	s.Merge(row, f02Note, f02Evidence)
	if more := b.ins.F02.Additional; len(more) > 0 {
		row++
		s.Put(row, 1, b.t("additional"), sp.Group)
		s.Merge(row, 1, f02Evidence)
		for i := range more {
			row++
			b.writeIndicator(row, &more[i], "")
		}
	}
	s.Filter(4, 1, row, f02Evidence)
	levels := sp.Range(5, f02Level, row, f02Level)
	s.Whole(levels, b.ins.Scale.Min, b.ins.Scale.Max, b.t("level"), b.t("level.refused", "Min", b.ins.Scale.Min, "Max", b.ins.Scale.Max))
	s.Tint(levels, fmt.Sprintf(`AND($%[1]s5<>"",$%[2]s5="")`, "B", "E"), "FDE2C4", "9A3412")
}

// writeAspect writes an aspect with its indicators and its value; it returns
// the last row.
func (b *lke) writeAspect(row, at int) int {
	s, a := b.f02, b.ins.F02.Aspects[at]
	result := b.sheet.Result.Aspects[at]
	calc := b.aspectRow[a.ID]
	b.aspectHead[a.ID] = row
	s.Put(row, f02Number, a.ID, sp.Group.Center())
	s.Put(row, f02Code, nil, sp.Group)
	s.Put(row, f02Title, a.Name.In(b.lang), sp.Group)
	s.Put(row, f02Weight, decimal(a.Weight), sp.Group.Center())
	s.Formula(row, f02Level, fmt.Sprintf(`%s&"/%d"`, b.reckon.Ref(calc, reckonFilled), len(a.Indicators)), fmt.Sprintf("%d/%d", result.Answered, len(a.Indicators)), sp.Group.Center())
	s.Put(row, f02Text, a.Description, sp.Group)
	s.Merge(row, f02Text, f02Evidence)
	for i := range a.Indicators {
		row++
		b.writeIndicator(row, &a.Indicators[i], a.ID)
	}
	row++
	s.Put(row, 1, b.t("f02.aspect_value", "Name", a.Name.In(b.lang)), sp.Sum)
	s.Merge(row, 1, f02Text)
	s.Formula(row, f02Value, rounded(b.byMethod(calc), b.decimals()), shown(result.Value, b.decimals()), sp.Sum.As(sp.Fixed(b.decimals())).Center())
	s.Put(row, f02Note, nil, sp.Sum)
	s.Merge(row, f02Note, f02Evidence)
	return row
}

// byMethod is an aspect's exact value by the chosen method of F-02.
func (b *lke) byMethod(calc int) string {
	columns := ""
	for _, m := range b.ins.Methods.F02.Offered {
		columns += "," + b.reckon.Ref(calc, reckonColumn(m.ID))
	}
	return fmt.Sprintf("CHOOSE(%s%s)", b.reckon.Ref(b.pick["F-02"], reckonValue), columns)
}

func (b *lke) writeIndicator(row int, i *instrument.Indicator, aspect string) {
	s, scale := b.f02, b.ins.Scale
	b.indicator[i.ID] = row
	answer := b.sheet.Answers[i.ID]
	level, chosen := b.sheet.Level(i.ID)
	chosen = chosen && level >= scale.Min && level <= scale.Max
	texts, now := []string{b.t("unfilled")}, b.t("unfilled")
	for _, l := range i.Levels {
		texts = append(texts, l.Text.In(b.lang))
		if chosen && l.Value == level {
			now = l.Text.In(b.lang)
		}
	}
	var put, counted any = nil, ""
	if chosen {
		put, counted = level, level
	}
	own := sp.At(row, f02Level)
	s.Put(row, f02Number, i.Number, sp.Cell.Center())
	s.Put(row, f02Code, i.ID, sp.Cell.Center())
	s.Put(row, f02Title, i.Title.In(b.lang), sp.Cell)
	s.Put(row, f02Weight, weightCell(i.Weight), sp.Cell.Center())
	input := sp.Cell.Fillable().Center()
	input.Bold = true
	s.Put(row, f02Level, put, input)
	s.Formula(row, f02Text, fmt.Sprintf(`IF(%[1]s="",%[2]s,INDEX(%[3]s,1,%[1]s-%[4]d))`, sp.At(row, f02Counted), sp.Said(b.t("unfilled")),
		b.form.Area(b.levelRow[i.ID], 4, b.levelRow[i.ID], 4+scale.Max-scale.Min), scale.Min-1), now, sp.Cell, texts...)
	s.Formula(row, f02Counted, fmt.Sprintf(`IF(ISNUMBER(%[1]s),IF(AND(%[1]s>=%[2]d,%[1]s<=%[3]d,%[1]s=INT(%[1]s)),%[1]s,""),"")`, own, scale.Min, scale.Max), counted, sp.Cell)
	if aspect != "" {
		b.writeShare(row, i, aspect)
	} else {
		s.Put(row, f02Value, "–", sp.Cell.Center())
	}
	s.Put(row, f02Note, b.free(answer.Text("note")), sp.Cell.Fillable())
	s.Put(row, f02Evidence, len(b.sheet.Attachments[i.ID]), sp.Cell.Center())
}

// writeShare writes what an indicator brings to its aspect's value by the chosen
// method: what is answered sums to it.
func (b *lke) writeShare(row int, i *instrument.Indicator, aspect string) {
	calc, counted := b.aspectRow[aspect], sp.At(row, f02Counted)
	ways := ""
	for _, m := range b.ins.Methods.F02.Offered {
		if m.ID == weighted {
			ways += fmt.Sprintf(",%s*%s/%s", counted, sp.At(row, f02Weight), b.reckon.Ref(calc, reckonWeights))
		} else {
			ways += fmt.Sprintf(",%s/%s", counted, b.reckon.Ref(calc, reckonFilled))
		}
	}
	b.f02.Formula(row, f02Value, fmt.Sprintf(`IF(%s="","",CHOOSE(%s%s))`, counted, b.reckon.Ref(b.pick["F-02"], reckonValue), ways), b.share(i, aspect), sp.Cell.As("0.000").Center())
}

// share is what writeShare's formula comes to.
func (b *lke) share(i *instrument.Indicator, aspect string) any {
	level, ok := b.level(i.ID)
	if !ok {
		return ""
	}
	answered, weights := 0.0, 0.0
	for _, a := range b.ins.F02.Aspects {
		for _, other := range a.Indicators {
			if _, there := b.level(other.ID); there && a.ID == aspect {
				answered++
				weights += decimal(other.Weight)
			}
		}
	}
	if b.chosen().f02 == weighted {
		return float64(level) * decimal(i.Weight) / weights
	}
	return float64(level) / answered
}

// level is an indicator's level if it counts.
func (b *lke) level(id string) (int, bool) {
	level, ok := b.sheet.Level(id)
	return level, ok && level >= b.ins.Scale.Min && level <= b.ins.Scale.Max
}

func (b *lke) decimals() int { return b.ins.Index.Decimals }
