package sync_test

import (
	"context"
	"encoding/base64"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	gosync "sync"
	"sync/atomic"
	"testing"

	"pinisi/data"
	pinsync "pinisi/sync"
)

// tunnel is a proxy that lets CONNECT through.
type tunnel struct {
	*httptest.Server
	passed atomic.Int64
	login  string // "name:password" that it asks for
	refuse int    // the status that it answers instead
}

func newTunnel(t *testing.T) *tunnel {
	t.Helper()
	p := &tunnel{}
	p.Server = httptest.NewServer(p)
	t.Cleanup(p.Close)
	return p
}

func (p *tunnel) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case p.refuse != 0:
		w.WriteHeader(p.refuse)
		return
	case p.login != "" && r.Header.Get("Proxy-Authorization") != "Basic "+base64.StdEncoding.EncodeToString([]byte(p.login)):
		w.Header().Set("Proxy-Authenticate", `Basic realm="kantor"`)
		w.WriteHeader(http.StatusProxyAuthRequired)
		return
	case r.Method != http.MethodConnect:
		w.WriteHeader(http.StatusMethodNotAllowed)
		return
	}
	to, err := net.Dial("tcp", r.Host)
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer to.Close()
	p.passed.Add(1)
	w.WriteHeader(http.StatusOK)
	from, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	defer from.Close()
	var both gosync.WaitGroup
	pass := func(a, b net.Conn) {
		both.Go(func() {
			_, _ = io.Copy(a, b) // the other side says what it means to it
			_ = a.Close()
		})
	}
	pass(to, from)
	pass(from, to)
	both.Wait()
}

// through makes a device's exchanges go through a proxy.
func through(t *testing.T, address string) pinsync.Options {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return pinsync.Options{Proxy: func(*http.Request) (*url.URL, error) { return u, nil }}
}

func TestAnExchangeGoesThroughTheProxyAndSaysSo(t *testing.T) {
	// given an office and a proxy that wants a login
	o, p := newOffice(t), newTunnel(t)
	p.login = "siti:rahasia"
	host := strings.TrimPrefix(p.URL, "http://")
	// when a device enrols and sends through it
	d := o.device(singapore, through(t, "http://"+p.login+"@"+host))
	d.note(singapore, "loket dua tutup")
	r := d.sync()
	// then it went through, and is named without the password
	if p.passed.Load() == 0 || r.SentChanges == 0 || r.Proxy != host {
		t.Errorf("passed %d, sent %d changes through %q, want %q", p.passed.Load(), r.SentChanges, r.Proxy, host)
	}
}

func TestAProxyThatDoesNotLetThroughIsNamed(t *testing.T) {
	o := newOffice(t)
	gone := newTunnel(t)
	gone.Close()
	for _, test := range []struct {
		name  string
		proxy func(*tunnel)
		at    string // "" its own address
		want  string
	}{
		{name: "wants a login", proxy: func(p *tunnel) { p.login = "a:b" }, want: "sync.proxy_login"},
		{name: "refuses", proxy: func(p *tunnel) { p.refuse = http.StatusForbidden }, want: "sync.proxy_refused"},
		{name: "cannot reach the hub", proxy: func(p *tunnel) { p.refuse = http.StatusBadGateway }, want: "sync.proxy_refused"},
		{name: "is not there", at: gone.URL, want: "sync.proxy_silent"},
	} {
		p := newTunnel(t)
		if test.proxy != nil {
			test.proxy(p)
		}
		at := test.at
		if at == "" {
			at = p.URL
		}
		d := openDevice(t, t.TempDir())
		_, err := pinsync.EnrollWith(context.Background(), d.Store, o.code(singapore), "test", through(t, at))
		var known *data.Error
		if code(err) != test.want || !errors.As(err, &known) || known.Args["Proxy"] != strings.TrimPrefix(at, "http://") {
			t.Errorf("a proxy that %s: %v, want %s with its address", test.name, err, test.want)
		}
	}
}
