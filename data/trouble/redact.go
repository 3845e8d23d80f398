package trouble

import (
	_ "embed"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"unicode"
)

// vocabulary are the words of the messages that the program itself can write:
// those of its own source and of the libraries that it logs errors of. The
// tests of this package write it (-update).
//
//go:embed vocabulary.txt
var vocabulary string

// systemErrors are the numbers of which the system's own sentences are known,
// in the language that it speaks here: of files, of the network, of WinHTTP.
var systemErrors = [][2]syscall.Errno{{1, 400}, {995, 1500}, {10000, 11100}, {12000, 12200}}

// known says of a word whether it can be shown.
var known = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for word := range strings.FieldsSeq(vocabulary) {
		all[word] = true
	}
	for _, span := range systemErrors {
		for n := span[0]; n <= span[1]; n++ {
			for word := range wordsOf(n.Error()) {
				all[word] = true
			}
		}
	}
	return all
})

// wordsOf are the words of a text, with the digits in and behind them.
func wordsOf(text string) func(yield func(string) bool) {
	return strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' })
}

// hidden stands where something was left out.
const hidden = "…"

// shortest and longest number that may be a name of nobody: an error's number,
// a size, a port. Longer ones may be a telephone, a passport, a NIK.
const mostDigits = 5

// Redactor leaves out of a text what people may have written. It does not look
// for names: it lets through only words of [vocabulary], short numbers and the
// folders that it knows, and writes "…" for all else. So a name that is a word
// of an error message can stay, and nothing else can.
type Redactor struct{ folders [][2]string }

// Folder shows a folder, and what is below it as far as its words are known, as
// name. The first folder that fits is taken.
func (r *Redactor) Folder(path, name string) {
	if path != "" && path != "/" && len(path) > 3 {
		r.folders = append(r.folders, [2]string{filepath.Clean(path), name})
	}
}

// Path is a path with its folder by name, and "…" where the words are not known.
func (r *Redactor) Path(path string) string {
	for _, f := range r.folders {
		if rest, ok := cutPrefix(path, f[0]); ok && (rest == "" || rest[0] == '/' || rest[0] == '\\') {
			if rest == "" || r.clean(rest) {
				return f[1] + rest
			}
			return f[1] + rest[:1] + hidden
		}
	}
	if len(path) > 1 && path[1] == ':' {
		return path[:2] + `\` + hidden
	}
	return hidden
}

// cutPrefix compares as Windows does, which is right enough elsewhere.
func cutPrefix(text, prefix string) (string, bool) {
	if len(text) < len(prefix) || !strings.EqualFold(text[:len(prefix)], prefix) {
		return text, false
	}
	return text[len(prefix):], true
}

// clean reports whether every word of a text is known.
func (r *Redactor) clean(text string) bool {
	all := known()
	digits := 0
	for word := range wordsOf(text) {
		if number(word) {
			if digits += len(word); digits > mostDigits {
				return false
			}
			continue
		}
		if !all[word] {
			return false
		}
	}
	return true
}

func number(word string) bool {
	return strings.IndexFunc(word, func(c rune) bool { return c < '0' || c > '9' }) < 0
}

var (
	spaces = regexp.MustCompile(`[ \t]+|[^ \t]+`)
	// 2026-11-23T20:12:35.123+07:00, 4.5ms, and the like, which slog and Go write.
	moment = regexp.MustCompile(`^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$`)
	span   = regexp.MustCompile(`^-?(\d{1,4}h)?(\d{1,2}m)?(\d{1,3}(\.\d+)?(µs|ns|ms|s))?$`)
)

// Line is one line of text.
func (r *Redactor) Line(line string) string {
	line = strings.ToValidUTF8(line, hidden)
	const mark = "\x00"
	for i, f := range r.folders { // before the words: a folder's name may have spaces
		for _, path := range []string{f[0], strings.ReplaceAll(f[0], `\`, `\\`)} {
			line = replaceFold(line, path, mark+string(rune('a'+i)))
		}
	}
	var b strings.Builder
	digits := 0 // of numbers that stand one after the other, as in "0812 3456 7890"
	var numbers []int
	for _, chunk := range spaces.FindAllString(line, -1) {
		if chunk[0] == ' ' || chunk[0] == '\t' {
			b.WriteByte(' ')
			continue
		}
		at := b.Len()
		word := r.chunk(chunk)
		b.WriteString(word)
		if n := digitsOf(chunk); n == 0 || n != letters(chunk) {
			digits, numbers = 0, nil
			continue
		} else {
			digits += n
			numbers = append(numbers, at)
		}
		if digits > mostDigits && len(numbers) > 1 {
			text := b.String()[:numbers[0]]
			b.Reset()
			b.WriteString(text + hidden)
			numbers = numbers[:1]
		}
	}
	text := b.String()
	for strings.Contains(text, hidden+" "+hidden) {
		text = strings.ReplaceAll(text, hidden+" "+hidden, hidden)
	}
	for i, f := range r.folders {
		text = strings.ReplaceAll(text, mark+string(rune('a'+i)), f[1])
	}
	return text
}

// chunk is what stands between two spaces: whole, or without what it means.
func (r *Redactor) chunk(chunk string) string {
	key, value, attribute := strings.Cut(chunk, "=")
	if attribute && r.clean(key) {
		return key + "=" + r.chunk(value)
	}
	core := strings.TrimFunc(chunk, punctuation)
	if core == "" {
		return chunk
	}
	if moment.MatchString(core) || span.MatchString(core) && len(core) > 1 && digitsOf(core) <= 12 && letters(core) > digitsOf(core) {
		return chunk
	}
	if i := strings.IndexByte(core, 0); i >= 0 { // a known folder; what is below it is
		if rest := core[i+2:]; i == 0 && r.clean(rest) {
			return chunk
		} else if i == 0 {
			return core[:2] + hidden
		}
	}
	if r.clean(strings.ReplaceAll(core, "\x00", "\x00.")) {
		return chunk
	}
	before, after, _ := strings.Cut(chunk, core)
	return before + hidden + after
}

func punctuation(r rune) bool { return strings.ContainsRune(`.,:;()[]{}"'<>!?`, r) }

func digitsOf(text string) int {
	n := 0
	for _, c := range text {
		if unicode.IsDigit(c) {
			n++
		}
	}
	return n
}

// letters counts letters and digits.
func letters(text string) int {
	n := 0
	for _, c := range text {
		if unicode.IsDigit(c) || unicode.IsLetter(c) {
			n++
		}
	}
	return n
}

// replaceFold replaces a text in whatever case it stands.
func replaceFold(text, old, with string) string {
	if old == "" {
		return text
	}
	lower, find := strings.ToLower(text), strings.ToLower(old)
	if len(lower) != len(text) || len(find) != len(old) { // letters whose lower case is longer
		return strings.ReplaceAll(text, old, with)
	}
	var b strings.Builder
	for {
		i := strings.Index(lower, find)
		if i < 0 {
			return b.String() + text
		}
		b.WriteString(text[:i] + with)
		text, lower = text[i+len(old):], lower[i+len(old):]
	}
}

var (
	goroutine = regexp.MustCompile(`^(goroutine \d+)(?: gp=\S+)?(?: m=\S+)?(?: mp=\S+)? (\[[a-zA-Z0-9 ().,-]+\]:)$`)
	function  = regexp.MustCompile(`^(created by )?([\w./*()\[\]{}·~-]+?)(\([^()]*\)|\(\.\.\.\))?( in goroutine \d+)?$`)
	source    = regexp.MustCompile(`^\t(.*?)([^/\\]+/)?([^/\\]+\.(go|s|c)):(\d+)( \+0x[0-9a-f]+)?`)
)

// Stack is the words of a crash: what it said by the rules of [Redactor.Line],
// then where the program was, without the values that it worked on. What stands
// behind the first goroutine is the runtime's own: functions and files of the
// program.
func (r *Redactor) Stack(words string) []string {
	var out []string
	running := false
	for line := range strings.Lines(words) {
		line = strings.TrimRight(line, "\r\n")
		if m := goroutine.FindStringSubmatch(line); m != nil && r.clean(m[2]) {
			running = true
			out = append(out, m[1]+" "+m[2])
		} else if m := source.FindStringSubmatch(line); running && m != nil {
			out = append(out, "\t"+m[2]+m[3]+":"+m[5])
		} else if m := function.FindStringSubmatch(line); running && m != nil && strings.Contains(line, ".") {
			out = append(out, m[1]+m[2]+m[4])
		} else {
			out = append(out, r.Line(line))
		}
	}
	return out
}
