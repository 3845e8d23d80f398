package sync_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"

	"pinisi/data"
	"pinisi/data/store"
	"pinisi/sync/wire"
)

// raw asks the hub without any of the client's care.
func (o *office) raw(d *device, method, path string, body []byte) (status int, answer []byte) {
	o.t.Helper()
	cert, err := wire.SelfSigned(d.PrivateKey(), "hostile", rand.Reader)
	if err != nil {
		o.t.Fatal(err)
	}
	c := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{Certificates: []tls.Certificate{cert}, InsecureSkipVerify: true}}}
	defer c.CloseIdleConnections()
	r, err := http.NewRequestWithContext(context.Background(), method, "https://"+o.addr+path, bytes.NewReader(body))
	if err != nil {
		o.t.Fatal(err)
	}
	resp, err := c.Do(r)
	if err != nil {
		return 0, nil
	}
	defer resp.Body.Close()
	answer, _ = io.ReadAll(resp.Body) // cut answers are part of the game
	return resp.StatusCode, answer
}

func frames(t *testing.T, b []byte) (refusals []wire.Refusal, batches int, done *wire.Done) {
	t.Helper()
	r := wire.NewReader(bytes.NewReader(b))
	for {
		ft, p, err := r.Next()
		if err != nil {
			return
		}
		switch ft {
		case wire.FrameRefuse:
			x, err := wire.DecodeRefusal(p)
			if err != nil {
				t.Fatal(err)
			}
			refusals = append(refusals, x)
		case wire.FrameBatch:
			batches++
		case wire.FrameDone:
			d, err := wire.DecodeDone(p)
			if err != nil {
				t.Fatal(err)
			}
			done = &d
		}
	}
}

func exchangeBody(t *testing.T, h wire.Hello, segments ...[]byte) []byte {
	t.Helper()
	b := wire.AppendFrame(nil, wire.FrameHello, h.Encode())
	packed, err := wire.Pack(segments)
	if err != nil {
		t.Fatal(err)
	}
	return wire.AppendFrame(b, wire.FrameBatch, packed)
}

func (d *device) segments() (all [][]byte) {
	d.t.Helper()
	ctx := context.Background()
	if err := d.Seal(ctx, 0); err != nil {
		d.t.Fatal(err)
	}
	if err := d.SegmentsSince(ctx, nil, nil, func(s store.Sealed) error { all = append(all, s.Bytes); return nil }); err != nil {
		d.t.Fatal(err)
	}
	return all
}

func TestBodiesThatAreNoExchange(t *testing.T) {
	o := newOffice(t)
	d := o.device(singapore)
	id := d.note("", "Antrean")
	good := d.segments()[0]
	packed, err := wire.Pack([][]byte{good})
	if err != nil {
		t.Fatal(err)
	}
	hello := wire.AppendFrame(nil, wire.FrameHello, wire.Hello{Version: 1}.Encode())
	for name, body := range map[string][]byte{
		"empty":                nil,
		"a page":               []byte("<html>hello</html>"),
		"zeros":                make([]byte, 1000),
		"a batch first":        wire.AppendFrame(nil, wire.FrameBatch, packed),
		"a hello that is none": wire.AppendFrame(nil, wire.FrameHello, []byte{0xff, 0xff}),
		"a huge frame":         append(bytes.Clone(hello), byte(wire.FrameBatch), 0xff, 0xff, 0xff, 0xff, 0x7f),
		"a batch of noise":     wire.AppendFrame(bytes.Clone(hello), wire.FrameBatch, []byte("no zstd at all")),
	} {
		if status, _ := o.raw(d, "POST", wire.PathSync, body); status != http.StatusBadRequest {
			t.Errorf("%s: status %d", name, status)
		}
	}
	// Bad segments between good ones are refused alone.
	damaged := bytes.Clone(good)
	damaged[len(damaged)/2] ^= 1
	status, answer := o.raw(d, "POST", wire.PathSync, exchangeBody(t, wire.Hello{Version: 9}, []byte("no segment"), damaged, good, nil))
	refusals, _, done := frames(t, answer)
	if status != 200 || len(refusals) != 3 || done == nil {
		t.Errorf("bad segments: status %d, refusals %v, done %v", status, refusals, done)
	}
	for _, r := range refusals {
		if r.Reason != wire.Damaged || r.Index == 2 {
			t.Errorf("refusal %+v", r)
		}
	}
	// A replay, as often as one likes, changes nothing.
	for range 3 {
		_, answer = o.raw(d, "POST", wire.PathSync, exchangeBody(t, wire.Hello{}, good, good))
		if refusals, _, done := frames(t, answer); len(refusals) != 0 || done == nil {
			t.Errorf("replay: %v", refusals)
		}
	}
	d.sync()
	if s, err := o.hub.Store().Status(context.Background()); err != nil || s.Segments != 1 {
		t.Errorf("the hub holds %+v, %v", s, err)
	}
	b := o.device(singapore)
	b.sync()
	if !b.has(id) {
		t.Error("the good segment did not arrive")
	}
}

func TestScopesAreKeptBothWays(t *testing.T) {
	o := newOffice(t)
	a, j, h := o.device(singapore), o.device(johor), o.device(store.Headquarters)
	secret := j.note("", "Hanya Johor")
	j.sync()
	// Given a device of Singapore that writes into Johor's scope and the shared one
	intruder, shared, own := a.note(johor, "Selundupan"), a.note(data.SharedScope, "Aturan palsu"), a.note("", "Sah")
	r := a.sync()
	if r.Refused != 2 {
		t.Errorf("refused %d segments, want 2", r.Refused)
	}
	// Then nobody gets it, its own change arrives, and it is not told as confirmed
	j.sync()
	h.sync()
	if j.has(intruder) || h.has(intruder) || h.has(shared) || !h.has(own) || a.pending().Changes != 2 {
		t.Errorf("%v %v %v %v %+v", j.has(intruder), h.has(intruder), h.has(shared), h.has(own), a.pending())
	}
	if r := a.sync(); r.Sent > 1000 {
		t.Errorf("what was refused is sent again and again: %+v", r)
	}
	// Whatever it asks for, it gets nothing of Johor
	for _, hello := range []wire.Hello{{}, {Vector: store.Vector{}}, {Vector: store.Vector{{Scope: johor}: 0}}} {
		_, answer := o.raw(a, "POST", wire.PathSync, wire.AppendFrame(nil, wire.FrameHello, hello.Encode()))
		rd := wire.NewReader(bytes.NewReader(answer))
		for {
			ft, p, err := rd.Next()
			if err != nil {
				break
			}
			if ft != wire.FrameBatch {
				if bytes.Contains(p, []byte(johor)) {
					t.Errorf("hello %+v: a frame of type %d names Johor", hello, ft)
				}
				continue
			}
			segments, err := wire.Unpack(p)
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range segments {
				if bytes.Contains(s, []byte(johor)) || bytes.Contains(s, []byte("Hanya")) {
					t.Errorf("hello %+v: a segment of Johor came down", hello)
				}
			}
		}
	}
	if a.has(secret) {
		t.Error("Singapore has Johor's record")
	}
	// Headquarters writes where it likes.
	rule, visit := h.note(data.SharedScope, "Aturan"), h.note(johor, "Kunjungan")
	for _, d := range []*device{h, a, j} {
		d.sync()
	}
	if !a.has(rule) || !j.has(rule) || a.has(visit) || !j.has(visit) {
		t.Errorf("headquarters' records: %v %v %v %v", a.has(rule), j.has(rule), a.has(visit), j.has(visit))
	}
	// A device brings what it holds of others of its scope only with the author's right.
	stolen := j.segments()
	_, answer := o.raw(a, "POST", wire.PathSync, exchangeBody(t, wire.Hello{}, stolen...))
	refusals, _, _ := frames(t, answer)
	for _, r := range refusals {
		if r.Reason != wire.NotAllowed {
			t.Errorf("refusal %+v", r)
		}
	}
	if len(refusals) == 0 {
		t.Error("another mission's segments were taken from Singapore")
	}
}

func TestFilesKeepTheirScope(t *testing.T) {
	o := newOffice(t)
	a, j, h := o.device(singapore), o.device(johor), o.device(store.Headquarters)
	content := []byte("bukti rahasia")
	sum := sha256.Sum256(content)
	path := wire.PathFiles + hex.EncodeToString(sum[:])
	put := "&at=0&size=13"
	for _, x := range []struct {
		what   string
		d      *device
		method string
		path   string
		want   int
	}{
		{"before it is there", j, "GET", path + "?scope=" + johor, 404},
		{"into another scope", a, "PUT", path + "?scope=" + johor + put, 403},
		{"into the shared scope", a, "PUT", path + "?scope=" + data.SharedScope + put, 403},
		{"without a scope", a, "PUT", path + "?" + put[1:], 400},
		{"a scope that leaves the folder", h, "PUT", path + "?scope=.." + put, 400},
		{"a scope with a slash", h, "PUT", path + "?scope=a%2fb" + put, 400},
		{"a hash that is none", a, "PUT", wire.PathFiles + "zz?scope=" + singapore + put, 400},
		{"an offset beyond the end", a, "PUT", path + "?scope=" + singapore + "&at=14&size=13", 400},
		{"an offset that is not where the file ends", a, "PUT", path + "?scope=" + singapore + "&at=5&size=13", 409},
		{"larger than any file", a, "PUT", path + "?scope=" + singapore + "&at=0&size=3221225472", 400},
		{"rightly", j, "PUT", path + "?scope=" + johor + put, 200},
		{"again", j, "PUT", path + "?scope=" + johor + put, 200},
		{"by who may not read it", a, "GET", path + "?scope=" + johor, 403},
		{"under the own scope", a, "GET", path + "?scope=" + singapore, 404},
		{"by its owner", j, "GET", path + "?scope=" + johor, 200},
		{"by headquarters", h, "GET", path + "?scope=" + johor, 200},
		{"deleting", h, "DELETE", path + "?scope=" + johor, 403},
		{"another path", h, "GET", "/v1/else", 404},
		{"wrong content", a, "PUT", "", 422},
	} {
		body := content
		if x.method != "PUT" {
			body = nil
		}
		if strings.Contains(x.path, "at=5") || strings.Contains(x.path, "at=14") {
			body = content[5:]
		}
		if x.what == "wrong content" {
			other := sha256.Sum256([]byte("something else"))
			x.path = wire.PathFiles + hex.EncodeToString(other[:]) + "?scope=" + singapore + put
		}
		if status, answer := o.raw(x.d, x.method, x.path, body); status != x.want {
			t.Errorf("%s: %s %s is %d, want %d: %q", x.what, x.method, x.path, status, x.want, answer)
		}
	}
}

func TestWhoSendsNoMoreIsCut(t *testing.T) {
	o := newOffice(t)
	o.stall = 100 * time.Millisecond
	o.restart(nil)
	d := o.device(singapore)
	cert, err := wire.SelfSigned(d.PrivateKey(), "hostile", rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	// Given a device that announces more than it sends
	c, err := tls.Dial("tcp", o.addr, &tls.Config{Certificates: []tls.Certificate{cert}, InsecureSkipVerify: true})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := c.Write([]byte("POST " + wire.PathSync + " HTTP/1.1\r\nHost: hub\r\nContent-Length: 1000\r\n\r\nhalf")); err != nil {
		t.Fatal(err)
	}
	// Then the hub says so and ends the connection, though the device keeps it
	if _, err := io.ReadAll(c); err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, syscall.ECONNRESET) {
		t.Errorf("the connection ended with %v", err)
	}
	d.client.Close()
}
