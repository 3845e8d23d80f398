package sync

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"testing"
	"time"
)

func TestTheSystemsListOfProxies(t *testing.T) {
	for _, test := range []struct{ list, want string }{
		{"proxy:8080", "http://proxy:8080"},
		{"proxy", "http://proxy:80"},
		{"http://proxy:8080/", "http://proxy:8080"},
		{"http=web:80;https=safe:443", "http://safe:443"},
		{"HTTPS=safe:8443", "http://safe:8443"},
		{"http=web:80;ftp=files:21", ""}, // only for what we do not speak
		{"http=web:80;old:3128", "http://old:3128"},
		{"socks=s:1080", "socks5://s:1080"},
		{"socks=s", "socks5://s:1080"},
		{"socks=s;https=safe:1", "http://safe:1"},
		{"a:1;b:2 c:3", "http://a:1 http://b:2 http://c:3"},
		{"https://tls:8443", "https://tls:8443"},
		{"siti:rahasia@proxy:80", "http://siti:rahasia@proxy:80"},
		{"[2001:db8::1]:3128", "http://[2001:db8::1]:3128"},
		{"", ""}, {";;", ""}, {"gopher://x", ""}, {"http://", ""}, {"%zz", ""}, {"=", ""},
	} {
		got := ""
		for _, u := range proxyList(test.list, "https") {
			if got != "" {
				got += " "
			}
			got += u.String()
		}
		if got != test.want {
			t.Errorf("%q: got %q, want %q", test.list, got, test.want)
		}
	}
}

func TestWhatIsReachedWithoutTheProxy(t *testing.T) {
	for _, test := range []struct {
		list, host string
		want       bool
	}{
		{"", "pusat.kemlu.go.id:443", false},
		{"*.kemlu.go.id", "pusat.kemlu.go.id:443", true},
		{"*.KEMLU.go.id", "Pusat.Kemlu.go.id", true},
		{"*.kemlu.go.id", "kemlu.go.id", false},
		{".kemlu.go.id", "pusat.kemlu.go.id", true},
		{"kemlu.go.id", "pusat.kemlu.go.id", false},
		{"10.*;192.168.*", "10.1.2.3:443", true},
		{"10.0.0.0/8", "10.1.2.3", true},
		{"10.0.0.0/8", "11.1.2.3", false},
		{"<local>", "intranet", true},
		{"<local>", "intranet:8443", true},
		{"<local>", "pusat.kemlu.go.id", false},
		{"<local>", "10.1.2.3", false},
		{"pusat.kemlu.go.id:443", "pusat.kemlu.go.id", true},
		{"pusat.kemlu.go.id:443", "pusat.kemlu.go.id:8443", false},
		{"https://pusat.kemlu.go.id", "pusat.kemlu.go.id", true},
		{"http://pusat.kemlu.go.id", "pusat.kemlu.go.id", false},
		{"a, b;c d", "d", true},
		{"", "localhost:8443", true},
		{"", "127.0.0.1:8443", true},
		{"", "[::1]:8443", true},
		{"<-loopback>", "127.0.0.1:8443", false},
		{"<-loopback>;127.*", "127.0.0.1:8443", true},
		{"*", "pusat.kemlu.go.id", true},
		{"[", "pusat.kemlu.go.id", false}, // no pattern
	} {
		if got := bypassed(test.list, &url.URL{Scheme: "https", Host: test.host}); got != test.want {
			t.Errorf("%q without the proxy under %q: %v, want %v", test.host, test.list, got, test.want)
		}
	}
}

// clean takes the machine's own proxies out of a test.
func clean(t *testing.T) {
	t.Setenv("HTTPS_PROXY", "")
	t.Setenv("https_proxy", "")
}

func TestTheWayOut(t *testing.T) {
	clean(t)
	for _, test := range []struct {
		name     string
		settings ProxySettings
		script   string
		failure  error
		want     string
	}{
		{name: "nothing set"},
		{name: "static", settings: ProxySettings{Server: "p:1"}, want: "http://p:1"},
		{name: "static, bypassed", settings: ProxySettings{Server: "p:1", Bypass: "*.go.id"}},
		{name: "script", settings: ProxySettings{Script: "http://wpad/x.pac"}, script: "q:2", want: "http://q:2"},
		{name: "script says direct, and is believed", settings: ProxySettings{Script: "http://wpad/x.pac", Server: "p:1"}},
		{name: "no script there", settings: ProxySettings{Script: "http://wpad/x.pac", Server: "p:1"}, failure: errors.New("no"), want: "http://p:1"},
		{name: "nothing to detect", settings: ProxySettings{Detect: true}, failure: errors.New("no")},
		{name: "nothing to detect, static", settings: ProxySettings{Detect: true, Server: "p:1"}, failure: errors.New("no"), want: "http://p:1"},
	} {
		p := &proxies{system: func() (ProxySettings, error) { return test.settings, nil }, now: time.Now, failed: func(error) {},
			script: func(ProxySettings, *url.URL) (string, error) { return test.script, test.failure }}
		u, err := p.find(request(t, "https://pusat.kemlu.go.id/v1"))
		got := ""
		if u != nil {
			got = u.String()
		}
		if got != test.want || err != nil {
			t.Errorf("%s: got %q, %v, want %q", test.name, got, err, test.want)
		}
	}
}

func TestTheSettingsAreReadAgainWhenTheyAreOldOrTheLineFails(t *testing.T) {
	clean(t)
	// given settings that name two proxies
	now, reads := time.Now(), 0
	p := &proxies{now: func() time.Time { return now }, failed: func(err error) { t.Error(err) },
		system: func() (ProxySettings, error) { reads++; return ProxySettings{Server: "a:1;b:2"}, nil }}
	ask := func() string {
		u, err := p.find(request(t, "https://pusat/"))
		if err != nil {
			t.Fatal(err)
		}
		return u.Host
	}
	if got := ask() + " " + ask(); got != "a:1 a:1" || reads != 1 {
		t.Errorf("within the time: %s, read %d times", got, reads)
	}
	// when the time is over
	now = now.Add(proxyFor + time.Second)
	if got := ask(); got != "a:1" || reads != 2 {
		t.Errorf("later: %s, read %d times", got, reads)
	}
	// when the connection failed, then the other one is tried
	p.forget()
	if got := ask(); got != "b:2" || reads != 3 {
		t.Errorf("after a failure: %s, read %d times", got, reads)
	}
	// when nobody waits any more, then a script that hangs is not waited for
	p.forget()
	hang := make(chan struct{})
	defer close(hang)
	p.system = func() (ProxySettings, error) { <-hang; return ProxySettings{}, nil }
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := p.find(request(t, "https://pusat/").WithContext(ctx)); !errors.Is(err, context.Canceled) {
		t.Errorf("given up: %v", err)
	}
}

func TestTheEnvironmentDecidesAlone(t *testing.T) {
	clean(t)
	t.Setenv("HTTPS_PROXY", "http://env:3128")
	env := &url.URL{Scheme: "http", Host: "env:3128"}
	p := &proxies{env: func(*http.Request) (*url.URL, error) { return env, nil }, now: time.Now,
		system: func() (ProxySettings, error) { t.Error("the system was asked"); return ProxySettings{}, nil }}
	if u, err := p.find(request(t, "https://pusat/")); u != env || err != nil {
		t.Errorf("got %v, %v", u, err)
	}
}

func request(t *testing.T, address string) *http.Request {
	t.Helper()
	r, err := http.NewRequest(http.MethodPost, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestAProxyIsNamedWithoutItsPassword(t *testing.T) {
	u := &url.URL{Scheme: "http", User: url.UserPassword("siti", "rahasia"), Host: "p:1"}
	if got := proxyName(u); got != "p:1" {
		t.Errorf("named %q", got)
	}
}
