package sync

import (
	"context"
	"crypto/rand"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"time"

	"pinisi/data/store"
)

// Options are what exchanges need from outside; zero fields take the real thing.
type Options struct {
	Dial  func(ctx context.Context, network, address string) (net.Conn, error)
	Proxy func(*http.Request) (*url.URL, error) // default: of the environment, else of the system's settings
	Now   func() time.Time
	Rand  io.Reader // jitter, certificates
	Log   *slog.Logger

	// Stall is how long a connection may stand still before it is given up; a
	// slow one that moves is not. Default 90 s.
	Stall time.Duration
	// Metered says whether the line is paid by the byte: files then wait.
	Metered func() bool
	// AutoFetch says which wanted files come down by themselves; the others on
	// [Client.Fetch]. Default: up to 2 MiB.
	AutoFetch func(store.File) bool
	// Release is the SHA-256 of the one package of a program release that comes
	// down by itself, after all else; blank: none. AutoFetch is not asked about
	// such packages. Default: none.
	Release func(context.Context) string
	// Priced says whether the system takes the line to be paid by the byte:
	// packages above 2 MiB then wait, so that small differences still come.
	// Default: what Windows says of it; elsewhere never.
	Priced func() bool

	// Interval is how often the agent syncs when nothing happens. Default 5 min.
	Interval time.Duration
	// Settle is how long the agent waits after a change for more of them. Default 3 s.
	Settle time.Duration

	// RoundTripper replaces the network in tests of the protocol.
	RoundTripper http.RoundTripper

	reroute func() // forgets the way out of the network
}

// smallFile is the size in bytes up to which files come down unasked on any line.
const smallFile = 2 << 20

func (o Options) filled() Options {
	if o.Dial == nil {
		o.Dial = (&net.Dialer{Timeout: 30 * time.Second, KeepAlive: 45 * time.Second}).DialContext
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Rand == nil {
		o.Rand = rand.Reader
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.reroute == nil {
		o.reroute = func() {}
	}
	if o.Proxy == nil {
		p := &proxies{env: http.ProxyFromEnvironment, system: systemProxy, script: scriptProxy, now: o.Now,
			failed: func(err error) { o.Log.Warn("the system's proxy", "error", err) }}
		o.Proxy, o.reroute = p.find, p.forget
	}
	if o.Stall == 0 {
		o.Stall = 90 * time.Second
	}
	if o.Metered == nil {
		o.Metered = func() bool { return false }
	}
	if o.AutoFetch == nil {
		o.AutoFetch = func(f store.File) bool { return f.Size <= smallFile }
	}
	if o.Release == nil {
		o.Release = func(context.Context) string { return "" }
	}
	if o.Priced == nil {
		o.Priced = priced
	}
	if o.Interval == 0 {
		o.Interval = 5 * time.Minute
	}
	if o.Settle == 0 {
		o.Settle = 3 * time.Second
	}
	return o
}
