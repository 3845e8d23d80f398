package instrument

import (
	"cmp"
	"slices"

	"pinisi/assets"
)

// Text is a text in Indonesian and perhaps English; see assets.Text.
type Text = assets.Text

// Reference names an instrument for ever.
type Reference struct {
	ID      string `json:"id"`      // such as "pekppp-2023-luring"
	Version string `json:"version"` // numbers with points, such as "1.0.0"
}

func (r Reference) String() string { return r.ID + " " + r.Version }

// Instrument is one version of one variant of the evaluation form. It comes from
// Parse, is valid, and must not be changed; so it may be shared by goroutines.
type Instrument struct {
	Format int `json:"format"` // of the file itself; this program reads 1
	Reference
	Edition     int    `json:"edition"` // year of the regulation that it restates
	Variant     string `json:"variant"` // "luring" (on site) or "daring" (online)
	VariantName Text   `json:"variant_name"`
	Letter      string `json:"letter,omitempty"` // of the variant in the official form
	Title       Text   `json:"title"`
	Basis       string `json:"basis,omitempty"`  // which edition of the source it follows
	Notice      string `json:"notice,omitempty"` // what a reader must know about the wording

	LegalBasis []LegalBasis `json:"legal_basis,omitempty"`
	Sources    []Source     `json:"sources,omitempty"`
	Principles []Principle  `json:"principles,omitempty"`
	Forms      []Form       `json:"forms,omitempty"`

	Scale       Scale            `json:"scale"`
	F01         F01              `json:"f01,omitzero"`
	F02         F02              `json:"f02"`
	F03         F03              `json:"f03"`
	Methods     Methods          `json:"methods"`
	Index       Index            `json:"index"`
	Respondents []RespondentRule `json:"respondents,omitempty"`
	Rules       []Rule           `json:"rules,omitempty"`
	Schedules   []Schedule       `json:"schedules,omitempty"`

	definition string // the file's text as it came
	digest     string // of its content, whatever its spacing and order
	indicators map[string]*Indicator
	aspectOf   map[string]*Aspect
}

// Verification tells how sure a fact is and why.
type Verification struct {
	Verified bool   `json:"verified"`
	Note     string `json:"note,omitempty"`
}

// LegalBasis (dasar hukum) is a law or rule that the instrument rests on.
type LegalBasis struct {
	Name         string       `json:"name"`
	Note         string       `json:"note,omitempty"`
	Verification Verification `json:"verification"`
}

// Source is where facts of the file were read.
type Source struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Content string `json:"content,omitempty"`
	Kind    string `json:"kind,omitempty"`
}

// Principle (asas) is what a letter in an indicator's source code stands for.
type Principle struct {
	Code         string       `json:"code"`
	Name         Text         `json:"name"`
	Verification Verification `json:"verification"`
}

// Form (formulir) describes F-01, F-02 or F-03.
type Form struct {
	ID           string        `json:"id"`
	Name         Text          `json:"name"`
	FilledBy     string        `json:"filled_by,omitempty"`
	Nature       string        `json:"nature,omitempty"`
	Examples     []string      `json:"examples,omitempty"`
	Relation     string        `json:"relation,omitempty"`
	Attachment   string        `json:"attachment,omitempty"`
	Verification *Verification `json:"verification,omitempty"`
}

// Scale (skala) is the range of levels, ends included; of F-02 and of F-03.
type Scale struct {
	Min          int          `json:"min"`
	Max          int          `json:"max"`
	Verification Verification `json:"verification"`
}

func (s Scale) holds(level int) bool { return s.Min <= level && level <= s.Max }

// F01 is the unit's own statement (isian mandiri). It has no score of its own.
type F01 struct {
	Verification Verification `json:"verification"`
	Questions    []Statement  `json:"questions"`
}

// Types of a statement's answer.
const (
	AnswerYesNo   = "yes_no"
	AnswerNumber  = "number"
	AnswerChoice  = "choice"  // one of Choices
	AnswerChoices = "choices" // several of Choices
	AnswerDate    = "date"
	AnswerText    = "text"
)

// Statement is one question to the unit.
type Statement struct {
	ID         string   `json:"id"` // lasting across versions, such as "F01-03"
	Number     int      `json:"number"`
	Aspect     string   `json:"aspect,omitempty"` // id of an aspect
	Text       Text     `json:"text"`
	Short      Text     `json:"short,omitzero"` // for narrow lines; may be blank
	Type       string   `json:"type"`
	Unit       Text     `json:"unit,omitzero"` // of a number
	Choices    []Option `json:"choices,omitempty"`
	Evidence   []string `json:"evidence,omitempty"`
	Fact       string   `json:"fact,omitempty"`       // what of the records can fill it; package suggest knows it
	Indicators []string `json:"indicators,omitempty"` // that it informs
}

// Option is one choice of a statement.
type Option struct {
	ID   string `json:"id"`
	Text Text   `json:"text"`
}

// F02 is the evaluator's form (lembar evaluator).
type F02 struct {
	Weight         Decimal      `json:"weight"` // in the index, percent
	IndicatorCount int          `json:"indicator_count"`
	Verification   Verification `json:"verification"` // of the aspects' weights
	Aspects        []Aspect     `json:"aspects"`
	Additional     []Indicator  `json:"additional,omitempty"` // asked, but not in the index
}

// Aspect (aspek) groups indicators.
type Aspect struct {
	ID             string      `json:"id"`
	Name           Text        `json:"name"`
	Short          Text        `json:"short,omitzero"` // for charts and narrow lists; may be blank
	Weight         Decimal     `json:"weight"`         // percent; all aspects sum to 100
	Description    string      `json:"description,omitempty"`
	IndicatorCount int         `json:"indicator_count"`
	Indicators     []Indicator `json:"indicators"`
}

// Indicator (indikator) is one thing that the evaluator scores.
type Indicator struct {
	ID         string   `json:"id"` // lasting across versions, such as "A04"; answers name it
	Number     int      `json:"number"`
	SourceCode string   `json:"source_code,omitempty"` // code in the official list
	Title      Text     `json:"title"`
	Weight     Decimal  `json:"weight,omitzero"` // inside the aspect, percent; 0 where unknown
	Guidance   string   `json:"guidance,omitempty"`
	Evidence   []string `json:"evidence,omitempty"` // what proof to look for (bukti dukung)
	Counted    []string `json:"counted,omitempty"`  // the elements that the levels count (unsur)
	Levels     []Level  `json:"levels"`
	Note       string   `json:"note,omitempty"`
	Fact       string   `json:"fact,omitempty"` // which rule can suggest a level; package suggest knows it
	Doubt      Text     `json:"doubt,omitzero"` // where the levels overlap or leave a hole, and how it is read
}

// Level is one step of an indicator.
type Level struct {
	Value int  `json:"value"`
	Text  Text `json:"text"`
}

// F03 is the users' form (penilaian pengguna).
type F03 struct {
	Weight        Decimal    `json:"weight"` // in the index, percent
	QuestionCount int        `json:"question_count"`
	Note          string     `json:"note,omitempty"`
	Questions     []Question `json:"questions"`
}

// Question (butir) is one question to a user, answered on the scale.
type Question struct {
	ID         string `json:"id"`
	Number     int    `json:"number"`
	SourceCode string `json:"source_code,omitempty"`
	Aspect     string `json:"aspect"` // id of an aspect
	Text       Text   `json:"text"`
}

// Methods lists how values may be computed from answers.
type Methods struct {
	F02    Choice `json:"f02"`
	F03    Choice `json:"f03"`
	Agency Choice `json:"agency"` // from several units (lokus)
}

// Choice is a list of methods, one of them the primary one.
type Choice struct {
	Primary string   `json:"primary"`
	Reason  string   `json:"reason,omitempty"` // why it is the primary one
	Offered []Method `json:"offered"`
}

// Find is the offered method with that id; the empty id is the primary one.
func (c Choice) Find(id string) (Method, bool) {
	if id == "" {
		id = c.Primary
	}
	at := slices.IndexFunc(c.Offered, func(m Method) bool { return m.ID == id })
	if at < 0 {
		return Method{}, false
	}
	return c.Offered[at], true
}

func (c Choice) ids() []string {
	var ids []string
	for _, m := range c.Offered {
		ids = append(ids, m.ID)
	}
	return ids
}

// Method is a way to compute that the program knows by its id.
type Method struct {
	ID           string       `json:"id"`
	Name         Text         `json:"name"`
	Formula      Text         `json:"formula,omitzero"`
	Verification Verification `json:"verification"`
}

// Index tells how the index (IPP) is rounded and named.
type Index struct {
	Name                   Text         `json:"name"`
	Formula                Text         `json:"formula,omitzero"`
	WeightsVerification    Verification `json:"weights_verification"`
	Decimals               int          `json:"decimals"`
	Rounding               string       `json:"rounding"` // "half_up"
	RoundingVerification   Verification `json:"rounding_verification"`
	Categories             []Category   `json:"categories"` // rising, without gap or overlap
	CategoriesVerification Verification `json:"categories_verification"`
}

// Category (kategori, predikat) is a named range of the rounded index.
type Category struct {
	Code string  `json:"code"`
	Name Text    `json:"name"`
	Min  Decimal `json:"min"`
	Max  Decimal `json:"max"`
}

// RespondentRule tells how many respondents F-03 asks for in a year. A bound of 0
// is not known.
type RespondentRule struct {
	Year         int          `json:"year"`
	Min          int          `json:"min,omitempty"`
	Max          int          `json:"max,omitempty"`
	Source       string       `json:"source,omitempty"`
	Verification Verification `json:"verification"`
}

// Rule is a rule of the form in words.
type Rule struct {
	ID           string       `json:"id"`
	Text         Text         `json:"text"`
	Verification Verification `json:"verification"`
}

// Schedule is the timetable of one year.
type Schedule struct {
	Year   int            `json:"year"`
	Source string         `json:"source,omitempty"`
	Note   string         `json:"note,omitempty"`
	Steps  []ScheduleStep `json:"steps"`
}

// ScheduleStep is one step with its day, its range ("a/b") or its words.
type ScheduleStep struct {
	ID   string `json:"id"`
	When string `json:"when"`
}

// Definition is the instrument file's text as it was read.
func (ins *Instrument) Definition() string { return ins.definition }

// Indicator finds an indicator, additional ones included.
func (ins *Instrument) Indicator(id string) (*Indicator, bool) {
	found, ok := ins.indicators[id]
	return found, ok
}

// AspectOf is the aspect of an indicator; none for additional ones.
func (ins *Instrument) AspectOf(indicator string) (*Aspect, bool) {
	found, ok := ins.aspectOf[indicator]
	return found, ok
}

// Indicators lists the indicators of the index in the form's order.
func (ins *Instrument) Indicators() []*Indicator {
	var all []*Indicator
	for a := range ins.F02.Aspects {
		for i := range ins.F02.Aspects[a].Indicators {
			all = append(all, &ins.F02.Aspects[a].Indicators[i])
		}
	}
	return all
}

// CategoryOf is the category of an index, which is rounded for it first.
func (ins *Instrument) CategoryOf(index Number) (Category, bool) {
	if !index.Known() {
		return Category{}, false
	}
	rounded := index.Round(ins.Index.Decimals).rat
	for _, c := range ins.Index.Categories {
		if rounded.Cmp(c.Min.Rat()) >= 0 && rounded.Cmp(c.Max.Rat()) <= 0 {
			return c, true
		}
	}
	return Category{}, false
}

// RespondentRule is the rule for a year: its own, or where that is not known the
// nearest earlier one that is, else the earliest. The caller shows the rule's
// Year. Year 0 means the newest. There may be none.
func (ins *Instrument) RespondentRule(year int) (RespondentRule, bool) {
	known := slices.DeleteFunc(slices.Clone(ins.Respondents), func(r RespondentRule) bool { return r.Min == 0 && r.Max == 0 })
	if len(known) == 0 {
		return RespondentRule{}, false
	}
	slices.SortStableFunc(known, func(a, b RespondentRule) int { return cmp.Compare(a.Year, b.Year) })
	best := known[0]
	for _, rule := range known {
		if year == 0 || rule.Year <= year {
			best = rule
		}
	}
	return best, true
}
