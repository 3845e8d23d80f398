package journal

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// mostRead is how much of the end of a file is read, in bytes.
const mostRead = 256 << 10

// Tail is at most so many last lines of the log in a folder, the newest last.
// A folder without a log has none.
func Tail(dir string, lines int) ([]string, error) {
	j := &Journal{dir: dir}
	var all []string
	for n := 0; n <= kept && len(all) < lines; n++ {
		text, _, err := end(j.path(n))
		if errors.Is(err, fs.ErrNotExist) {
			break
		}
		if err != nil {
			return all, fmt.Errorf("read the log: %w", err)
		}
		all = append(split(text), all...)
	}
	return all[max(0, len(all)-lines):], nil
}

// LastCrash is what the last crash left and when, "" if there was none. A crash
// that the program is just dying of is not meant.
func LastCrash(dir string) (words string, at time.Time, err error) {
	words, at, err = end(filepath.Join(dir, crashBefore))
	if errors.Is(err, fs.ErrNotExist) {
		return "", at, nil
	}
	if err != nil {
		return "", at, fmt.Errorf("read the last crash: %w", err)
	}
	return words, at, nil
}

// end is the end of a file, from a whole line on, and when it was written last.
// What is short is whole.
func end(path string) (string, time.Time, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", time.Time{}, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", time.Time{}, err
	}
	from := max(0, info.Size()-mostRead)
	b, err := io.ReadAll(io.NewSectionReader(f, from, mostRead))
	if err != nil {
		return "", time.Time{}, err
	}
	if from > 0 {
		_, b, _ = bytes.Cut(b, []byte("\n"))
	}
	return string(b), info.ModTime(), nil
}

func split(text string) []string {
	text = strings.TrimRight(text, "\r\n")
	if text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}
