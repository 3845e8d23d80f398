package sync

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
	gosync "sync"
	"sync/atomic"
	"time"

	"pinisi/sync/wire"
)

// line is the connection to one hub, kept open between exchanges.
type line struct {
	opt  Options
	http *http.Client
	pin  []byte // SHA-256 of the hub's public key, or its first bytes

	sent, got, handshake atomic.Int64 // bytes on TCP, TLS and all
	dialled              atomic.Int64 // sent+got when the last connection began
	moved                atomic.Int64 // when a byte last moved, nanoseconds since began
	began                time.Time    // of the monotonic clock: nobody sets that one

	mu    gosync.Mutex
	full  [32]byte // the whole pin, once seen
	proxy string   // through which the last request went; "" without one
	wrote func()   // is told when bytes went out
}

func newLine(cert tls.Certificate, pin []byte, opt Options) *line {
	l := &line{opt: opt, pin: pin, began: time.Now()}
	rt := opt.RoundTripper
	if rt == nil {
		rt = &http.Transport{
			Proxy:                  l.way,
			OnProxyConnectResponse: proxyAnswered,
			DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
				c, err := opt.Dial(ctx, network, address)
				if err != nil {
					return nil, err
				}
				if tcp, ok := c.(*net.TCPConn); ok {
					// What the system keeps unsent counts as moved: not too much of it.
					if err := tcp.SetWriteBuffer(sendBuffer); err != nil {
						opt.Log.DebugContext(ctx, "the send buffer stays as it is", "error", err)
					}
				}
				l.touch()
				l.dialled.Store(l.sent.Load() + l.got.Load())
				return &counted{Conn: c, line: l}, nil
			},
			TLSClientConfig: &tls.Config{
				Certificates:       []tls.Certificate{cert},
				MinVersion:         tls.VersionTLS13,
				InsecureSkipVerify: true, // no authority is asked: the key is pinned
				VerifyConnection:   l.verify,
				NextProtos:         []string{"http/1.1"},
			},
			TLSNextProto:        map[string]func(string, *tls.Conn) http.RoundTripper{}, // HTTP/1.1: fewer bytes
			TLSHandshakeTimeout: opt.Stall,
			MaxIdleConns:        1,
			IdleConnTimeout:     10 * time.Minute,
			DisableCompression:  true,
			WriteBufferSize:     64 << 10,
			ReadBufferSize:      32 << 10,
		}
	}
	l.http = &http.Client{Transport: rt, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return l
}

// way is the proxy of a request, and keeps its name for who asks what was used.
func (l *line) way(r *http.Request) (*url.URL, error) {
	u, err := l.opt.Proxy(r)
	l.mu.Lock()
	l.proxy = proxyName(u)
	l.mu.Unlock()
	return u, err
}

// through is the proxy of the last request, "" without one.
func (l *line) through() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.proxy
}

const sendBuffer = 128 << 10 // bytes

// pinError is a server that is not the hub.
type pinError struct {
	issuer string
	ours   bool // it is some Pinisi hub
}

func (e *pinError) Error() string {
	return "the certificate is not the hub's, its issuer is " + e.issuer
}

// verify compares the pin. It runs before this side sends anything of its own.
func (l *line) verify(s tls.ConnectionState) error {
	if len(s.PeerCertificates) == 0 {
		return &pinError{}
	}
	cert := s.PeerCertificates[0]
	sum := sha256.Sum256(cert.RawSubjectPublicKeyInfo)
	if subtle.ConstantTimeCompare(sum[:len(l.pin)], l.pin) != 1 {
		names := append(append([]string{}, cert.Issuer.Organization...), cert.Issuer.CommonName)
		issuer := strings.TrimSpace(strings.Join(names, " "))
		return &pinError{issuer: issuer, ours: cert.Issuer.CommonName == wire.CommonName}
	}
	l.mu.Lock()
	l.full = sum
	l.mu.Unlock()
	return nil
}

func (l *line) fullPin() [32]byte {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.full
}

// tell lets f hear of bytes that go out; nil: nobody.
func (l *line) tell(f func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.wrote = f
}

func (l *line) touch() { l.moved.Store(int64(time.Since(l.began))) }

// errStalled is a line on which nothing moved for Options.Stall.
var errStalled = errors.New("nothing moved on the line")

// watch ends the context when the line stands still. It follows the real
// clock, as the network does. The caller must call stop.
func (l *line) watch(ctx context.Context) (watched context.Context, stop func()) {
	watched, cancel := context.WithCancelCause(ctx)
	done := make(chan struct{})
	var ended gosync.WaitGroup
	l.touch()
	ended.Go(func() {
		t := time.NewTicker(max(l.opt.Stall/8, time.Millisecond))
		defer t.Stop()
		for {
			select {
			case <-done:
				return
			case <-t.C:
				if time.Since(l.began)-time.Duration(l.moved.Load()) > l.opt.Stall {
					cancel(fmt.Errorf("%w for %v", errStalled, l.opt.Stall))
					return
				}
			}
		}
	})
	trace := &httptrace.ClientTrace{TLSHandshakeDone: func(tls.ConnectionState, error) {
		l.handshake.Add(l.sent.Load() + l.got.Load() - l.dialled.Load())
	}}
	watched = httptrace.WithClientTrace(watched, trace)
	return watched, func() {
		close(done)
		ended.Wait()
		cancel(nil)
	}
}

func (l *line) close() { l.http.CloseIdleConnections() }

// anew drops what may be dead: the connection, and the way out of the network.
func (l *line) anew() {
	l.close()
	l.opt.reroute()
}

// counted counts the bytes of a connection.
type counted struct {
	net.Conn
	line *line
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	if n > 0 {
		c.line.got.Add(int64(n))
		c.line.touch()
	}
	return n, err
}

func (c *counted) Write(p []byte) (int, error) {
	n, err := c.Conn.Write(p)
	if n > 0 {
		c.line.sent.Add(int64(n))
		c.line.touch()
		c.line.mu.Lock()
		wrote := c.line.wrote
		c.line.mu.Unlock()
		if wrote != nil {
			wrote()
		}
	}
	return n, err
}
