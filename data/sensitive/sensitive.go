// Package sensitive finds numbers and addresses of persons in free text:
// passports, identity numbers (NIK), phones and mails. What it finds only looks
// so; what it passes over may be one all the same. It is there to warn, never
// to refuse.
//
// Shapes:
//
//   - passport: a letter and seven digits (Indonesia; validator.js, Validator.jl
//     give A-C for it), also two letters and six or seven digits (older books,
//     the travel document SPLP, and most other countries: ICAO 9303 leaves up to
//     nine places);
//   - NIK: 16 digits, region, birthday (day plus 40 for women), running number
//     (Permendagri 19/2010 as commonly described);
//   - phone: ITU-T E.164 with +, 00 or 62, up to 15 digits; Indonesian mobile and
//     fixed numbers from 0; other numbers of 7 to 15 digits behind a word for it;
//   - mail: a word, @ and a domain.
//
// All functions are safe for concurrent use.
package sensitive

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kind is what a piece of text looks like.
type Kind string

// The kinds.
const (
	Passport Kind = "passport"
	NIK      Kind = "nik"
	Phone    Kind = "phone"
	Mail     Kind = "mail"
)

// Span is a piece of a text: its bytes From to To.
type Span struct {
	Kind     Kind
	From, To int
}

var (
	mails     = regexp.MustCompile(`[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.[A-Za-z]{2,}`)
	niks      = regexp.MustCompile(`\d(?:[ .\-]?\d){15}`)
	passports = regexp.MustCompile(`[A-Za-z]\d{7}|[A-Z][ \-]\d{7}|[A-Za-z]{2}\d{6,7}|[A-Z]{2}[ \-]\d{6,7}`)
	phones    = regexp.MustCompile(`(?:\(?\+[ ]?\d{1,3}\)?|00\d{2})(?:[ .\-]?\(?\d{1,5}\)?){2,7}` +
		`|\(?(?:0?62[ .\-]?|0)8\d{1,3}\)?(?:[ .\-]?\d{2,5}){2,4}` +
		`|\(0[2-9]\d{1,2}\)[ .\-]?\d{3,5}(?:[ .\-]?\d{2,5})?` +
		`|0[2-9]\d{1,2}[ \-]\d{5,8}|0[2-9]\d{1,2}[ \-]\d{3,4}[ \-]\d{3,4}`)
	called = regexp.MustCompile(`(?i)(?:telepon|telpon|telp|tel|phone|ponsel|handphone|whatsapp|hp|wa|hubungi)\.?(?:[ ]?(?:nomor|no|di|ke))?[.:]?[ ]?(\(?\d(?:[ .\-]?[()]?\d){6,14})`)
)

// Find is what looks like a person's number or address, in its order and
// without overlaps.
func Find(text string) []Span {
	digits := 0
	at := false
	for i := 0; i < len(text); i++ {
		if text[i] >= '0' && text[i] <= '9' {
			digits++
		}
		at = at || text[i] == '@'
	}
	if digits < 6 && !at {
		return nil
	}
	var all []Span
	add := func(kind Kind, from, to int) {
		if !slices.ContainsFunc(all, func(s Span) bool { return from < s.To && s.From < to }) {
			all = append(all, Span{kind, from, to})
		}
	}
	if at {
		for _, m := range mails.FindAllStringIndex(text, -1) {
			if from := m[0] + len(text[m[0]:m[1]]) - len(strings.TrimLeft(text[m[0]:m[1]], ".-%+")); text[from] != '@' {
				add(Mail, from, m[1])
			}
		}
	}
	if digits >= 16 {
		each(niks, text, func(from, to int) bool {
			if alone(text, from, to) && isNIK(bare(text[from:to])) {
				add(NIK, from, to)
				return true
			}
			return false
		})
	}
	each(passports, text, func(from, to int) bool {
		if alone(text, from, to) && isPassport(text[from:to]) {
			add(Passport, from, to)
			return true
		}
		return false
	})
	if digits >= 7 {
		each(phones, text, func(from, to int) bool {
			if alone(text, from, to) && isPhone(text[from:to]) {
				add(Phone, from, to)
				return true
			}
			return false
		})
		for _, m := range called.FindAllStringSubmatchIndex(text, -1) {
			if before, _ := utf8.DecodeLastRuneInString(text[:m[0]]); unicode.IsLetter(before) {
				continue // the end of another word
			}
			if alone(text, m[2], m[3]) && !isDate(text[m[2]:m[3]]) {
				add(Phone, m[2], m[3])
			}
		}
	}
	slices.SortFunc(all, func(a, b Span) int { return cmp.Compare(a.From, b.From) })
	return all
}

// each calls f with the matches; when it refuses one, the search goes on just
// behind its beginning, since a better one may begin within.
func each(re *regexp.Regexp, text string, f func(from, to int) bool) {
	for at, tries := 0, 0; at < len(text) && tries < maxTries; tries++ {
		m := re.FindStringIndex(text[at:])
		if m == nil {
			return
		}
		from, to := at+m[0], at+m[1]
		if f(from, to) {
			at = to
			continue
		}
		// Behind the run of digits and letters in which it began: what starts in
		// the middle of a number is no number of its own.
		at = from + 1
		for at < len(text) && isWord(text[at]) {
			at++
		}
	}
}

// maxTries bounds the work on a text made of nothing but digits.
const maxTries = 10_000

func isWord(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// alone reports whether nothing goes on at either side: a longer number, a
// decree's number with slashes, a decimal.
func alone(text string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	after, size := utf8.DecodeRuneInString(text[to:])
	if from > 0 && (unicode.IsLetter(before) || unicode.IsDigit(before) || strings.ContainsRune("/_#@+-", before)) {
		return false
	}
	if from > 1 && strings.ContainsRune(".,", before) && isDigit(text[from-2]) {
		return false
	}
	if to == len(text) {
		return true
	}
	if unicode.IsLetter(after) || unicode.IsDigit(after) || strings.ContainsRune("/_@", after) {
		return false
	}
	if strings.ContainsRune(".,-", after) && to+size < len(text) && isDigit(text[to+size]) {
		return false
	}
	return true
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// bare is the digits of a text.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

func number(s string) int {
	n := 0
	for i := range len(s) {
		n = 10*n + int(s[i]-'0')
	}
	return n
}

// isNIK: province 11-97, a possible birthday, a running number that is not 0.
func isNIK(d string) bool {
	if len(d) != 16 {
		return false
	}
	day, month := number(d[6:8]), number(d[8:10])
	if day > 40 {
		day -= 40
	}
	return d[0] != '0' && number(d[:2]) >= 11 && number(d[:2]) <= 97 && day >= 1 && day <= 31 && month >= 1 && month <= 12 && d[12:] != "0000"
}

// notPassports are letters before a number that say what else it is.
var notPassports = []string{"NO", "SK", "ST", "SE", "SP", "ND", "RP", "RM", "US", "UU", "PP", "HP", "WA", "RT", "RW", "PO", "ID", "TH", "KM"}

func isPassport(s string) bool {
	letters := strings.TrimRight(s, "0123456789 -")
	return !slices.Contains(notPassports, strings.ToUpper(letters))
}

func isPhone(s string) bool {
	d := bare(s)
	switch {
	case strings.Contains(s, "+"):
		return len(d) >= 8 && len(d) <= 15 && d[0] != '0'
	case strings.HasPrefix(d, "00"):
		return len(d) >= 11 && len(d) <= 17 && d[2] != '0'
	case isDate(s):
		return false
	case strings.HasPrefix(d, "628") || strings.HasPrefix(d, "0628"):
		return len(d) >= 10 && len(d) <= 15
	case strings.HasPrefix(d, "08"):
		return len(d) >= 10 && len(d) <= 13
	}
	return len(d) >= 9 && len(d) <= 12
}

var dates = regexp.MustCompile(`^\(?(?:\d{1,2}[ .\-]\d{1,2}[ .\-](?:19|20)\d{2}|(?:19|20)\d{2}[ .\-]\d{1,2}[ .\-]\d{1,2})\b`)

// isDate reports a date, with whatever behind it.
func isDate(s string) bool { return dates.MatchString(s) }

// Replace puts what name says of each kind in the place of the spans that Find
// gave for the text.
func Replace(text string, spans []Span, name func(Kind) string) string {
	var b strings.Builder
	at := 0
	for _, s := range spans {
		if s.From < at || s.To > len(text) {
			continue
		}
		b.WriteString(text[at:s.From])
		b.WriteString(name(s.Kind))
		at = s.To
	}
	b.WriteString(text[at:])
	return b.String()
}

// Kinds are the kinds among spans, each once, in their order.
func Kinds(spans []Span) []Kind {
	var all []Kind
	for _, s := range spans {
		if !slices.Contains(all, s.Kind) {
			all = append(all, s.Kind)
		}
	}
	return all
}
