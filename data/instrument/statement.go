package instrument

import (
	"math/big"
	"regexp"
	"slices"
	"strings"
	"time"

	"pinisi/assets/words"
)

// Statement finds a question of F-01.
func (ins *Instrument) Statement(id string) (*Statement, bool) {
	for i := range ins.F01.Questions {
		if ins.F01.Questions[i].ID == id {
			return &ins.F01.Questions[i], true
		}
	}
	return nil, false
}

// Informing are the questions of F-01 that tell something about an indicator.
func (ins *Instrument) Informing(indicator string) []*Statement {
	var all []*Statement
	for i := range ins.F01.Questions {
		if q := &ins.F01.Questions[i]; slices.Contains(q.Indicators, indicator) {
			all = append(all, q)
		}
	}
	return all
}

// Answers of a yes-or-no question.
const (
	Yes = "yes"
	No  = "no"
)

var numberForm = regexp.MustCompile(`^\d{1,12}(\.\d{1,6})?$`)

// Takes reports whether a stored value is an answer to the question: "yes" or
// "no", a number such as 12 or 87.5 that is not negative, a choice's id
// (several: by commas, each once), a date, any words. Blank is no answer.
func (s Statement) Takes(value string) bool {
	switch s.Type {
	case AnswerYesNo:
		return value == Yes || value == No
	case AnswerNumber:
		return numberForm.MatchString(value)
	case AnswerChoice:
		return s.choice(value) != nil
	case AnswerChoices:
		parts := strings.Split(value, ",")
		for i, id := range parts {
			if s.choice(id) == nil || slices.Contains(parts[:i], id) {
				return false
			}
		}
		return true
	case AnswerDate:
		_, err := time.Parse(time.DateOnly, value)
		return err == nil
	}
	return strings.TrimSpace(value) != ""
}

func (s Statement) choice(id string) *Option {
	if i := slices.IndexFunc(s.Choices, func(o Option) bool { return o.ID == id }); i >= 0 {
		return &s.Choices[i]
	}
	return nil
}

// Same reports whether two stored answers say the same: 12 and 12.0, or the
// same choices in another order.
func (s Statement) Same(a, b string) bool {
	switch {
	case a == b:
		return true
	case s.Type == AnswerNumber && s.Takes(a) && s.Takes(b):
		x, _ := new(big.Rat).SetString(a)
		y, _ := new(big.Rat).SetString(b)
		return x.Cmp(y) == 0
	case s.Type == AnswerChoices:
		return slices.Equal(slices.Sorted(slices.Values(strings.Split(a, ","))), slices.Sorted(slices.Values(strings.Split(b, ","))))
	}
	return false
}

// Chosen are the texts of a stored answer of choices in a language, in the
// order of the form; an id that the form does not know stands for itself.
func (s Statement) Chosen(value, lang string) []string {
	if value == "" {
		return nil
	}
	ids := strings.Split(value, ",")
	var texts []string
	for _, o := range s.Choices {
		if at := slices.Index(ids, o.ID); at >= 0 {
			texts = append(texts, o.Text.In(lang))
			ids = slices.Delete(ids, at, at+1)
		}
	}
	return append(texts, ids...)
}

// Say writes a stored answer for people: yes or no in words, choices by their
// texts, numbers and dates as the language writes them. What is no answer to
// the question is written as it is.
func (s Statement) Say(value string, w *words.Words) string {
	if !s.Takes(value) {
		return value
	}
	switch s.Type {
	case AnswerYesNo:
		return w.T("f01." + value)
	case AnswerNumber:
		return w.Decimal(value)
	case AnswerChoice, AnswerChoices:
		return strings.Join(s.Chosen(value, w.Lang()), "; ")
	case AnswerDate:
		if t, err := time.Parse(time.DateOnly, value); err == nil {
			return w.Date(t)
		}
	}
	return value
}
