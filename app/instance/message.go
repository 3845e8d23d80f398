package instance

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// Request is what a second start asks of the first. The zero value brings the
// window to the front and nothing more.
type Request struct {
	Open []string `json:"open,omitempty"` // absolute paths of files
}

// answer is what the first says to it.
type answer string

const (
	taken  answer = "taken"
	ending answer = "ending"
)

// Bounds of what is believed.
const (
	mostMessage = 256 << 10 // bytes of one message
	mostFiles   = 8
	mostPath    = 32 << 10 // bytes; Windows knows 32767 characters
)

// errSilent means that the other program did not answer in time.
var errSilent = errors.New("the program that has the folder does not answer")

// hello is the first's first message: Windows lets a program come to the front
// only when the one that was just started allows it by its number.
type hello struct {
	Process int `json:"process"`
}

// converse is the second's side.
func converse(c conn, r Request) (answer, error) {
	in := bufio.NewReader(io.LimitReader(c, mostMessage))
	var h hello
	if err := receive(in, &h); err != nil {
		return "", err
	}
	allowFront(h.Process)
	if err := send(c, r); err != nil {
		return "", err
	}
	var a answer
	if err := receive(in, &a); err != nil {
		return "", err
	}
	if a != taken && a != ending {
		return "", fmt.Errorf("the program that has the folder says %.20q", a)
	}
	return a, nil
}

// hear is the first's side. What is no request gets no answer.
func hear(c conn, do func(Request) answer) {
	if send(c, hello{Process: os.Getpid()}) != nil {
		return
	}
	line, err := readLine(bufio.NewReader(io.LimitReader(c, mostMessage)))
	if err != nil {
		return
	}
	r, err := decode(line)
	if err != nil {
		return
	}
	if a := do(r); a != "" {
		_ = send(c, a) // the other one is gone: nobody waits for it
	}
}

// decode reads a request and believes nothing: absolute paths of a bounded
// number and length.
func decode(line []byte) (Request, error) {
	if len(line) > mostMessage || !utf8.Valid(line) {
		return Request{}, errors.New("it is no message")
	}
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	var r Request
	if err := d.Decode(&r); err != nil {
		return Request{}, fmt.Errorf("read a message: %w", err)
	}
	if d.More() || len(r.Open) > mostFiles {
		return Request{}, errors.New("the message is too long")
	}
	for _, path := range r.Open {
		if len(path) > mostPath || !filepath.IsAbs(path) || strings.ContainsRune(path, 0) {
			return Request{}, errors.New("the message names no file")
		}
	}
	return r, nil
}

func send(c conn, message any) error {
	b, err := json.Marshal(message)
	if err != nil {
		return err
	}
	_, err = c.Write(append(b, '\n'))
	return silent(err)
}

func receive(in *bufio.Reader, message any) error {
	line, err := readLine(in)
	if err != nil {
		return silent(err)
	}
	return json.Unmarshal(line, message)
}

func readLine(in *bufio.Reader) ([]byte, error) {
	line, err := in.ReadBytes('\n')
	if err != nil {
		return nil, err
	}
	return line, nil
}

// silent is the error of who waited too long.
func silent(err error) error {
	var late net.Error
	if errors.As(err, &late) && late.Timeout() || errors.Is(err, os.ErrDeadlineExceeded) {
		return errSilent
	}
	return err
}
