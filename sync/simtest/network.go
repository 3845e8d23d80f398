package simtest

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"

	"pinisi/sync/wire"
)

// errLine is a line that broke.
var errLine = errors.New("the line broke")

// line carries one device's requests to the hub, or not.
type line struct {
	w      *world
	d      *device
	rough  bool
	old    []packet // requests that may come again, late
	during func()   // runs once while a request is half in
}

type packet struct {
	method, path string
	body         []byte
}

func (l *line) RoundTrip(r *http.Request) (*http.Response, error) {
	p := packet{method: r.Method, path: r.URL.RequestURI()}
	if r.Body != nil {
		var err error
		if p.body, err = io.ReadAll(r.Body); err != nil {
			return nil, err
		}
		r.Body.Close()
	}
	broken := &url.Error{Op: r.Method, URL: p.path, Err: errLine}
	if !l.rough {
		return l.deliver(r, p, len(p.body), -1)
	}
	if len(l.old) < 8 {
		l.old = append(l.old, p)
	}
	rnd := l.w.rnd
	if len(l.old) > 0 && rnd.IntN(6) == 0 { // an old request arrives late, its answer goes nowhere
		late := l.old[rnd.IntN(len(l.old))]
		if _, err := l.deliver(r, late, len(late.body), -1); err != nil {
			return nil, err
		}
	}
	switch rnd.IntN(8) {
	case 0: // it never arrives
		return nil, broken
	case 1: // it arrives in part
		if _, err := l.deliver(r, p, rnd.IntN(len(p.body)+1), 0); err != nil {
			return nil, err
		}
		return nil, broken
	case 2: // it arrives, its answer does not
		if _, err := l.deliver(r, p, len(p.body), 0); err != nil {
			return nil, err
		}
		return nil, broken
	case 3: // it arrives twice
		if _, err := l.deliver(r, p, len(p.body), -1); err != nil {
			return nil, err
		}
	case 4: // the answer arrives in part
		return l.deliver(r, p, len(p.body), rnd.IntN(600))
	}
	return l.deliver(r, p, len(p.body), -1)
}

// deliver gives the hub the first in bytes of a request and returns the first
// out of its answer (-1: all).
func (l *line) deliver(r *http.Request, p packet, in, out int) (*http.Response, error) {
	whole := in == len(p.body)
	if l.w.newer { // a version that says more than ours
		extra := wire.AppendFrame(nil, 99, []byte("from the future"))
		if whole {
			p.body = append(bytes.Clone(p.body), extra...)
			in = len(p.body)
		}
	}
	var body io.Reader = bytes.NewReader(p.body[:in])
	if during := l.during; during != nil && in > 1 {
		l.during = nil
		body = io.MultiReader(bytes.NewReader(p.body[:in/2]), &act{f: during}, bytes.NewReader(p.body[in/2:in]))
	}
	if !whole {
		body = io.MultiReader(body, &broken{})
	}
	req := httptest.NewRequest(p.method, p.path, body).WithContext(r.Context())
	req.ContentLength = -1
	req.TLS = &tls.ConnectionState{PeerCertificates: []*x509.Certificate{{PublicKey: l.d.key.Public()}}}
	rec := httptest.NewRecorder()
	aborted := l.w.serve(rec, req)
	answer := rec.Body.Bytes()
	if l.w.newer && rec.Code == http.StatusOK {
		answer = append(wire.AppendFrame(nil, 98, []byte("more from the future")), answer...)
	}
	var rest io.Reader = bytes.NewReader(answer)
	if out >= 0 && out < len(answer) {
		rest, aborted = bytes.NewReader(answer[:out]), true
	}
	if aborted {
		rest = io.MultiReader(rest, &broken{})
	}
	return &http.Response{StatusCode: rec.Code, Status: http.StatusText(rec.Code), Header: rec.Header(), Body: io.NopCloser(rest), Request: r, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1}, nil
}

// broken is where a line broke.
type broken struct{}

func (*broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// act does something when it is read.
type act struct{ f func() }

func (a *act) Read([]byte) (int, error) {
	a.f()
	return 0, io.EOF
}
