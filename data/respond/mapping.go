package respond

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"pinisi/assets"
	"pinisi/data/tabular"
)

// Mapping says which column of a table holds what; -1: none does.
type Mapping struct {
	Questions                                           []int // a column for each question of the form
	Number, TakenOn, Service, Remark, Contact, Language int
}

// NoMapping is a mapping of nothing.
func NoMapping(f Form) Mapping {
	m := Mapping{Number: -1, TakenOn: -1, Service: -1, Remark: -1, Contact: -1, Language: -1}
	for range f.Questions {
		m.Questions = append(m.Questions, -1)
	}
	return m
}

// Propose guesses the mapping from the headings: questions by id, number, code
// or text in either language, whatever the case, the punctuation and what a web
// form puts around; the rest by words that such columns are called. A column
// with names is proposed for nothing: no name is asked.
func Propose(f Form, t *tabular.Table) Mapping {
	m := NoMapping(f)
	taken := make([]bool, len(t.Header))
	heads := make([]tabular.Head, len(t.Header))
	for i, title := range t.Header {
		heads[i] = tabular.HeadOf(title)
	}
	// The surest sign first; each column serves once.
	for _, fits := range signs {
		for q := range f.Questions {
			if m.Questions[q] >= 0 {
				continue
			}
			for i := range heads {
				if !taken[i] && fits(heads[i], f.Questions[q]) {
					m.Questions[q], taken[i] = i, true
					break
				}
			}
		}
	}
	for _, other := range []struct {
		column *int
		names  []string
	}{
		{&m.TakenOn, []string{"tanggal", "tgl", "timestamp", "cap waktu", "stempel waktu", "waktu mulai", "start time", "date", "waktu"}},
		{&m.Number, []string{"nomor responden", "no responden", "nomor lembar", "no lembar", "nomor", "nomor urut", "no urut", "no", "number", "id responden", "respondent", "responden"}},
		{&m.Service, []string{"kode layanan", "jenis layanan", "jenis pelayanan", "layanan", "pelayanan", "service"}},
		{&m.Remark, []string{"saran", "kritik", "masukan", "komentar", "remark", "comment", "comments", "suggestion", "suggestions", "feedback"}},
		{&m.Contact, []string{"kontak", "contact", "telepon", "telp", "no hp", "nomor hp", "hp", "whatsapp", "wa", "surel", "email", "e mail", "alamat email", "email address", "phone"}},
		{&m.Language, []string{"bahasa", "language"}},
	} {
		*other.column = tabular.Pick(heads, taken, other.names, "nama")
		if *other.column >= 0 {
			taken[*other.column] = true
		}
	}
	return m
}

// signs are the ways in which a heading can name a question, the surest first.
var signs = []func(tabular.Head, Question) bool{
	func(h tabular.Head, q Question) bool {
		return h.Any(func(s string) bool { return s == tabular.Plain(q.ID) })
	},
	func(h tabular.Head, q Question) bool {
		return h.Any(func(s string) bool { return slices.Contains(q.words(), s) })
	},
	func(h tabular.Head, q Question) bool {
		code := tabular.Plain(q.Source)
		return code != "" && h.Any(func(s string) bool { return s == code })
	},
	func(h tabular.Head, q Question) bool { // "U1 Persyaratan", "1. Syarat layanan …"
		return h.Any(func(s string) bool {
			n, rest := numbered(s)
			return n == q.Number && slices.Contains(q.words(), rest)
		})
	},
	func(h tabular.Head, q Question) bool {
		return h.Any(func(s string) bool { return numberOf(s) == q.Number })
	},
	func(h tabular.Head, q Question) bool { // the text with more around, or the beginning of it
		return h.Any(func(s string) bool {
			return slices.ContainsFunc(q.words(), func(w string) bool {
				return len(w) >= 10 && strings.Contains(s, w) || len(s) >= 15 && strings.HasPrefix(w, s)
			})
		})
	},
	func(h tabular.Head, q Question) bool { // another wording behind the number or the id
		return h.Any(func(s string) bool {
			n, rest := numbered(s)
			return n == q.Number && rest != "" || strings.HasPrefix(s, tabular.Plain(q.ID)+" ")
		})
	},
}

// words are what the question is called, in both languages.
func (q Question) words() []string {
	var all []string
	for _, t := range []assets.Text{q.Text, q.Name} {
		for _, s := range []string{tabular.Plain(t.ID), tabular.Plain(t.EN)} {
			if s != "" {
				all = append(all, s)
			}
		}
	}
	return all
}

var (
	onlyNumber  = regexp.MustCompile(`^(?:u|p|q|k|no|nomor|butir|pertanyaan|unsur|soal|item|question|answer|jawaban|f ?0?3)? ?0*([1-9]\d?)$`)
	numberFirst = regexp.MustCompile(`^(?:u|p|q|butir|pertanyaan|unsur|soal|item|question)? ?0*([1-9]\d?) (.+)$`)
)

// numberOf is the question's number that a heading consists of, or 0.
func numberOf(s string) int {
	if m := onlyNumber.FindStringSubmatch(s); m != nil {
		n, _ := strconv.Atoi(m[1]) // the form makes it a number
		return n
	}
	return 0
}

// numbered divides a heading into a number and what stands behind it.
func numbered(s string) (int, string) {
	if m := numberFirst.FindStringSubmatch(s); m != nil {
		n, _ := strconv.Atoi(m[1]) // the form makes it a number
		return n, m[2]
	}
	return 0, ""
}
