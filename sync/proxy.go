package sync

import (
	"context"
	"net"
	"net/http"
	"net/url"
	"os"
	"path"
	"strings"
	gosync "sync"
	"time"
)

// ProxySettings is how the system says that the network is left, in the words
// of Windows (WINHTTP_CURRENT_USER_IE_PROXY_CONFIG).
type ProxySettings struct {
	Server string // "proxy:8080", or "http=a:80;https=b:443;socks=c:1080"
	Bypass string // "*.go.id;10.*;<local>": hosts that are reached without
	Script string // address of an automatic configuration (PAC)
	Detect bool   // the network is asked for its configuration (WPAD)
}

// proxyFor is how long an answer holds; a connection that fails ends it at once.
const proxyFor = 5 * time.Minute

// proxies finds the way out of the network: what the environment says, else
// what the system's settings say. It is safe for concurrent use.
type proxies struct {
	env    func(*http.Request) (*url.URL, error)
	system func() (ProxySettings, error)
	// script runs the automatic configuration; its answer is like ProxySettings.Server, "" without proxy.
	script func(ProxySettings, *url.URL) (string, error)
	now    func() time.Time
	failed func(error) // is told of settings that cannot be read

	mu    gosync.Mutex
	found map[string]route // by host
	turn  int              // which of several proxies is tried, after failures
}

type route struct {
	ways  []*url.URL // none: without proxy
	until time.Time
}

// environment reports whether the environment decides; it then decides alone.
func environment() bool { return os.Getenv("HTTPS_PROXY") != "" || os.Getenv("https_proxy") != "" }

// find is the proxy for a request, nil for none; http.Transport asks it.
func (p *proxies) find(r *http.Request) (*url.URL, error) {
	if environment() {
		return p.env(r)
	}
	host := r.URL.Host
	p.mu.Lock()
	way, known := p.found[host]
	turn := p.turn
	p.mu.Unlock()
	if !known || p.now().After(way.until) {
		ways, err := p.ask(r.Context(), r.URL)
		if err != nil {
			return nil, err
		}
		way = route{ways, p.now().Add(proxyFor)}
		p.mu.Lock()
		if p.found == nil {
			p.found = map[string]route{}
		}
		p.found[host] = way
		p.mu.Unlock()
	}
	if len(way.ways) == 0 {
		return nil, nil
	}
	return way.ways[turn%len(way.ways)], nil
}

// forget lets the settings be read anew: the network may be another one now.
// Of several proxies the next is tried.
func (p *proxies) forget() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.found = nil
	p.turn++
}

// ask reads the settings. An automatic configuration may take many seconds on
// a network that has none; who gave up does not wait for it. The system ends it
// by its own time limits.
func (p *proxies) ask(ctx context.Context, target *url.URL) ([]*url.URL, error) {
	answer := make(chan []*url.URL, 1)
	go func() { answer <- p.look(target) }()
	select {
	case ways := <-answer:
		return ways, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (p *proxies) look(target *url.URL) []*url.URL {
	s, err := p.system()
	if err != nil {
		p.failed(err)
		return nil
	}
	if s.Detect || s.Script != "" {
		list, err := p.script(s, target)
		if err == nil {
			return proxyList(list, target.Scheme)
		}
		if s.Script != "" { // that a network has nothing to detect is the usual case
			p.failed(err)
		}
	}
	if s.Server == "" || bypassed(s.Bypass, target) {
		return nil
	}
	return proxyList(s.Server, target.Scheme)
}

// proxyList reads "a:8080 b:8080" or "http=a:80;https=b:443;socks=c": those for
// a scheme, or those for all, or the SOCKS ones, in their order.
func proxyList(list, scheme string) []*url.URL {
	var own, all, socks []*url.URL
	for _, word := range strings.FieldsFunc(list, func(r rune) bool { return r == ';' || r == ' ' || r == '\t' || r == '\n' || r == '\r' }) {
		kind, address, named := strings.Cut(word, "=")
		if !named {
			kind, address = "", word
		}
		kind = strings.ToLower(kind)
		proxy := proxyURL(address, kind == "socks")
		if proxy == nil {
			continue
		}
		switch kind {
		case "":
			all = append(all, proxy)
		case scheme:
			own = append(own, proxy)
		case "socks":
			socks = append(socks, proxy)
		}
	}
	switch {
	case len(own) > 0:
		return own
	case len(all) > 0:
		return all
	}
	return socks
}

// proxyURL reads the address of one proxy, with or without scheme. Port 80 is
// the default of Windows.
func proxyURL(address string, socks bool) *url.URL {
	if !strings.Contains(address, "://") {
		address = "http://" + address
	}
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" {
		return nil
	}
	u.Path, u.RawQuery, u.Fragment = "", "", ""
	port := "80"
	switch {
	case socks || strings.HasPrefix(u.Scheme, "socks"):
		u.Scheme, port = "socks5", "1080"
	case u.Scheme == "https":
		port = "443"
	case u.Scheme != "http":
		return nil
	}
	if u.Port() == "" {
		u.Host = net.JoinHostPort(u.Hostname(), port)
	}
	return u
}

// bypassed reports whether a host is reached without the static proxy. Parts
// are patterns with *, may name scheme and port, and <local> are names without
// a dot. This computer itself is reached directly, unless <-loopback> is said.
func bypassed(list string, target *url.URL) bool {
	host := strings.ToLower(target.Hostname())
	ip := net.ParseIP(host)
	var loopback bool
	for _, part := range strings.FieldsFunc(strings.ToLower(list), func(r rune) bool { return r == ';' || r == ',' || r == ' ' || r == '\t' || r == '\n' || r == '\r' }) {
		switch part {
		case "<local>":
			if ip == nil && !strings.Contains(host, ".") {
				return true
			}
			continue
		case "<-loopback>":
			loopback = true
			continue
		}
		if scheme, rest, named := strings.Cut(part, "://"); named {
			if scheme != target.Scheme {
				continue
			}
			part = rest
		}
		if h, port, err := net.SplitHostPort(part); err == nil {
			if own := target.Port(); port != own && (own != "" || port != "443") {
				continue
			}
			part = h
		}
		part = strings.Trim(part, "[]")
		if _, network, err := net.ParseCIDR(part); err == nil {
			if ip != nil && network.Contains(ip) {
				return true
			}
			continue
		}
		if strings.HasPrefix(part, ".") {
			part = "*" + part
		}
		if ok, err := path.Match(part, host); ok && err == nil {
			return true
		}
	}
	return !loopback && (host == "localhost" || strings.HasSuffix(host, ".localhost") || ip != nil && ip.IsLoopback())
}

// proxyName is a proxy as people are told of it: without name and password.
func proxyName(u *url.URL) string {
	if u == nil {
		return ""
	}
	if u.Scheme == "http" || u.Scheme == "" {
		return u.Host
	}
	return u.Scheme + "://" + u.Host
}

// proxyError is a proxy that does not let us through.
type proxyError struct {
	code   int    // of HTTP
	status string // "403 Forbidden"
	logins string // what it takes for a login: "Negotiate, NTLM"
}

func (e *proxyError) Error() string {
	if e.logins != "" {
		return "the proxy answered " + e.status + " and takes " + e.logins
	}
	return "the proxy answered " + e.status
}

// proxyAnswered looks at what a proxy says of the hub's address.
func proxyAnswered(_ context.Context, _ *url.URL, _ *http.Request, r *http.Response) error {
	if r.StatusCode == http.StatusOK {
		return nil
	}
	var logins []string
	for _, l := range r.Header.Values("Proxy-Authenticate") {
		name, _, _ := strings.Cut(l, " ") // not the rest: it may be a challenge
		logins = append(logins, name)
	}
	return &proxyError{r.StatusCode, r.Status, strings.Join(logins, ", ")}
}
