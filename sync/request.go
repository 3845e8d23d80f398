package sync

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	"pinisi/data"
	"pinisi/sync/wire"
)

// answer is the hub's answer while it comes in.
type answer struct {
	header http.Header
	status int
	body   io.ReadCloser
	delay  time.Duration // about half a round trip
	stop   func()
}

// drain reads the body to its end, so that the connection can be used again.
func (a *answer) drain() error {
	_, err := io.Copy(io.Discard, io.LimitReader(a.body, 64<<10))
	if err != nil {
		return fmt.Errorf("read the end of the hub's answer: %w", err)
	}
	return nil
}

func (a *answer) close() {
	_ = a.body.Close() // it was read as far as it mattered
	a.stop()
}

// request asks the hub, at whichever of its addresses answers. An answer that
// is not of the 200s is an error, 409 apart.
func (c *Client) request(ctx context.Context, method, path string, body []byte, header ...string) (*answer, error) {
	return c.line.request(ctx, c.addresses(), method, path, body, header...)
}

func (l *line) request(ctx context.Context, addresses []string, method, path string, body []byte, header ...string) (*answer, error) {
	var first error
	for _, address := range addresses {
		a, err := l.ask(ctx, address, method, path, body, header...)
		if err == nil {
			return a, nil
		}
		var dial *net.OpError
		if !errors.As(err, &dial) || dial.Op != "dial" || ctx.Err() != nil {
			return nil, err
		}
		if first == nil {
			first = err
		}
	}
	return nil, first
}

func (l *line) ask(ctx context.Context, address, method, path string, body []byte, header ...string) (*answer, error) {
	watched, stop := l.watch(ctx)
	fail := func(err error) (*answer, error) {
		if cause := context.Cause(watched); cause != nil && ctx.Err() == nil {
			err = cause
		}
		stop()
		return nil, err
	}
	var reader io.Reader
	if body != nil {
		reader = bytes.NewReader(body)
	}
	r, err := http.NewRequestWithContext(watched, method, "https://"+address+path, reader)
	if err != nil {
		return fail(fmt.Errorf("make a request to %s: %w", address, err))
	}
	r.Header["User-Agent"] = nil             // says nothing and costs bytes
	r.Header["Idempotency-Key"] = []string{} // not sent; lets an idle connection that died be replaced at once
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	began := time.Now()
	resp, err := l.http.Do(r)
	if err != nil {
		l.opt.reroute()
		return fail(err)
	}
	a := &answer{header: resp.Header, status: resp.StatusCode, body: &causeReader{resp.Body, watched, ctx}, delay: min(time.Since(began)/2, time.Second), stop: stop}
	if resp.StatusCode/100 == 2 || resp.StatusCode == http.StatusConflict {
		return a, nil
	}
	defer a.close()
	return nil, problem(resp)
}

// causeReader says why a body ended early: the line stood still.
type causeReader struct {
	io.ReadCloser
	watched, ctx context.Context
}

func (r *causeReader) Read(p []byte) (int, error) {
	n, err := r.ReadCloser.Read(p)
	if err != nil && err != io.EOF && r.ctx.Err() == nil { //nolint:errorlint // io.Reader's contract
		if cause := context.Cause(r.watched); cause != nil {
			err = cause
		}
	}
	return n, err
}

// problem reads what the hub said is wrong; what is not from a hub is said to be so.
func problem(resp *http.Response) error {
	if resp.Header.Get("Content-Type") == wire.ContentType {
		b, err := io.ReadAll(io.LimitReader(resp.Body, 16<<10))
		if err == nil {
			var p wire.Problem
			if p, err = wire.DecodeProblem(b); err == nil && strings.HasPrefix(p.Code, "sync.") {
				e := &data.Error{Code: p.Code, Err: fmt.Errorf("the hub answered %s", resp.Status)}
				for k, v := range p.Args {
					if e.Args == nil {
						e.Args = map[string]any{}
					}
					e.Args[k] = v
				}
				return e
			}
		}
	}
	return data.Fail("sync.not_hub", fmt.Errorf("the answer was %s", resp.Status), "Status", resp.StatusCode)
}

// explain says a failure in words of the translations.
func (c *Client) explain(ctx context.Context, err error) error {
	return explain(ctx, err, c.info.Address, c.line.through())
}

func explain(ctx context.Context, err error, address, proxy string) error {
	host, _, _ := strings.Cut(address, ",")
	var known *data.Error
	var pin *pinError
	var record tls.RecordHeaderError
	var dns *net.DNSError
	var netErr net.Error
	var op *net.OpError
	var refusal *proxyError
	switch {
	case ctx.Err() != nil:
		return data.Fail("sync.cancelled", err)
	case errors.As(err, &pin) && pin.ours:
		return data.Fail("sync.wrong_certificate", err, "Hub", host, "Issuer", pin.issuer)
	case errors.As(err, &pin):
		return data.Fail("sync.intercepted", err, "Hub", host, "Issuer", pin.issuer)
	case errors.As(err, &known):
		return err
	case errors.As(err, &record), strings.Contains(err.Error(), "server gave HTTP response to HTTPS client"):
		return data.Fail("sync.captive_portal", err, "Hub", host)
	case errors.As(err, &refusal) && refusal.code == http.StatusProxyAuthRequired:
		return data.Fail("sync.proxy_login", err, "Hub", host, "Proxy", proxy)
	case errors.As(err, &op) && op.Op == "proxyconnect":
		return data.Fail("sync.proxy_silent", err, "Hub", host, "Proxy", proxy)
	case errors.As(err, &refusal):
		return data.Fail("sync.proxy_refused", err, "Hub", host, "Proxy", proxy, "Answer", refusal.status)
	case errors.As(err, &dns) && dns.IsNotFound:
		return data.Fail("sync.no_name", err, "Hub", host)
	case errors.Is(err, errStalled), errors.As(err, &netErr), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF), errors.Is(err, context.DeadlineExceeded):
		return data.Fail("sync.no_line", err, "Hub", host)
	}
	return data.Fail("sync.failed", err, "Hub", host)
}
