package workbook

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"pinisi/assets/words"
	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/instrument"
	"pinisi/data/report/mask"
	"pinisi/data/setup"
	"pinisi/data/spreadsheet"
	"pinisi/data/store"
)

// Options are how a workbook is written.
type Options struct {
	Lang     string // "id" or "en"
	Personal bool   // names as they are, instead of masked
}

// lke is a worksheet in the making: its sheets, and where on them the others
// find what they need.
type lke struct {
	*spreadsheet.Book
	w       *words.Words
	lang    string
	opt     Options
	sheet   *assess.Sheet
	ins     *instrument.Instrument
	results map[methods]instrument.Result
	mission string

	summary, f01, f02, reckon, form, evidence, plan *spreadsheet.Sheet
	answers                                         *answers
	recap                                           *recap

	levelRow    map[string]int // on form, by indicator
	category    [2]int         // on form: first and last row
	method      map[string][2]int
	indicator   map[string]int // on f02
	aspectHead  map[string]int // on f02
	aspectRow   map[string]int // on reckon
	index       map[string]int // on reckon, by method: its exact index
	chosenIndex [2]int         // on reckon: the chosen F-02 and F-03
	ipp         map[methods]int
	chosenIPP   int
	pick        map[string]int // on reckon, by form: which method is chosen, from 1
	shareRow    [2]int         // on reckon: the weights of F-02 and F-03
	files       []file
	mask        *mask.Mask
}

// methods are one of F-02 and one of F-03.
type methods struct{ f02, f03 string }

// The methods by their ids in instruments; see package instrument.
const (
	simpleMean = "rata_rata"
	weighted   = "berbobot"
	aspectMean = "rerata_aspek"
	answerMean = "rerata_butir"
)

// Evaluation is the worksheet (LKE) of an evaluation as XLSX, with formulas that
// compute what the program does. The same evaluation gives the same bytes.
func Evaluation(ctx context.Context, st *store.Store, sheet *assess.Sheet, opt Options) ([]byte, error) {
	b := &lke{w: words.New(opt.Lang), opt: opt, sheet: sheet, ins: sheet.Instrument, mission: setup.Name(sheet.Evaluation.Scope)}
	b.lang = b.w.Lang()
	if err := b.score(); err != nil {
		return nil, err
	}
	var err error
	if b.mask, err = masked(ctx, st, sheet.Evaluation.Scope, b.lang, opt); err != nil {
		return nil, err
	}
	files, err := b.listFiles(ctx, st)
	if err != nil {
		return nil, err
	}
	b.files = files
	actions, err := followUps(ctx, st, sheet)
	if err != nil {
		return nil, err
	}
	b.begin()
	b.layReckon()
	b.writeForm()
	b.writeF02()
	b.writeF03()
	b.writeRecap()
	b.writeReckon()
	b.writeSummary()
	b.writeF01()
	b.writeEvidence()
	b.writePlan(actions)
	for _, s := range []*spreadsheet.Sheet{b.summary, b.f01, b.f02, b.answers.Sheet, b.recap.Sheet, b.reckon, b.form} {
		s.Protect()
	}
	return b.Bytes()
}

// masked is what takes names out of free text, unless they are asked for.
func masked(ctx context.Context, st *store.Store, scope, lang string, opt Options) (*mask.Mask, error) {
	if opt.Personal {
		return mask.Open(), nil
	}
	return mask.Load(ctx, st, scope, lang)
}

// begin makes the sheets in their order.
func (b *lke) begin() {
	e := b.sheet.Evaluation
	title := b.t("title")
	b.Book = spreadsheet.New(title, title+" · "+b.mission+" · "+e.Text("unit")+" · "+e.Text("period"), b.w.T("workbook.page"))
	b.summary, b.f01, b.f02 = b.Sheet(b.t("sheet.summary")), b.Sheet("F-01"), b.Sheet("F-02")
	b.answers = &answers{Sheet: b.Sheet("F-03"), w: b.w, set: b.sheet.Responses}
	b.recap = &recap{Sheet: b.Sheet(b.t("sheet.recap")), of: b.answers}
	b.reckon, b.form = b.Sheet(b.t("sheet.reckon")), b.Sheet(b.t("sheet.form"))
	b.evidence, b.plan = b.Sheet(b.t("sheet.evidence")), b.Sheet(b.t("sheet.plan"))
}

// score computes the evaluation by every pair of methods that its instrument offers.
func (b *lke) score() error {
	b.results = map[methods]instrument.Result{}
	own := b.sheet.Evaluation
	for _, f02 := range b.ins.Methods.F02.Offered {
		for _, f03 := range b.ins.Methods.F03.Offered {
			e := own
			e.Fields = map[string]data.Value{}
			for name, v := range own.Fields {
				e.Fields[name] = v
			}
			e.Fields["method_f02"], e.Fields["method_f03"] = data.TextValue(f02.ID), data.TextValue(f03.ID)
			one := *b.sheet
			one.Evaluation = e
			if err := one.Score(); err != nil {
				return err
			}
			b.results[methods{f02.ID, f03.ID}] = one.Result
		}
	}
	return nil
}

// chosen are the evaluation's own methods.
func (b *lke) chosen() methods {
	return methods{b.sheet.Result.MethodF02.ID, b.sheet.Result.MethodF03.ID}
}

func (b *lke) t(key string, args ...any) string { return translate(b.w, key, args...) }

func translate(w *words.Words, key string, args ...any) string {
	values := map[string]any{}
	for i := 0; i+1 < len(args); i += 2 {
		values[fmt.Sprint(args[i])] = args[i+1]
	}
	return w.T("workbook."+key, values)
}

// label is the text of a key of another area, or what it stands for.
func label(w *words.Words, key, otherwise string) string {
	if text, ok := w.Lookup(key); ok {
		return text
	}
	return otherwise
}

// exact is a number's value for a cell; blank when it is not known.
func exact(n instrument.Number) any {
	if !n.Known() {
		return ""
	}
	return n.Float()
}

// shown is a number as it is shown, rounded half up.
func shown(n instrument.Number, decimals int) any {
	if !n.Known() {
		return ""
	}
	value, err := strconv.ParseFloat(n.Fixed(decimals), 64)
	if err != nil {
		return "" // not reached: Fixed writes digits and a point
	}
	return value
}

// rounded is the formula of x rounded as the program rounds.
func rounded(x string, decimals int) string {
	return fmt.Sprintf(`IF(%s="","",ROUND(ROUND(%s,12),%d))`, x, x, decimals)
}

// decimal is a number of an instrument for a cell.
func decimal(d instrument.Decimal) float64 {
	value, _ := d.Rat().Float64() // the nearest there is
	return value
}

// dated is a date for a cell: a day number, or the text that is no date.
func dated(text string) any {
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return text
	}
	return day.Sub(time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24
}

const dateFormat = "dd/mm/yyyy"

// sentence is a translation as a formula, with the cells that its placeholders
// stand for.
func (b *lke) sentence(key string, refs map[string]string) string {
	marks := map[string]any{}
	for name := range refs {
		marks[name] = "\x00" + name + "\x00"
	}
	var parts []string
	for i, part := range strings.Split(b.w.T("workbook."+key, marks), "\x00") {
		switch {
		case part == "":
		case i%2 == 1:
			parts = append(parts, refs[part])
		default:
			parts = append(parts, spreadsheet.Said(part))
		}
	}
	return strings.Join(parts, "&")
}
