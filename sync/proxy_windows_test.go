package sync_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"golang.org/x/sys/windows/registry"

	pinsync "pinisi/sync"
)

// TestTheSettingsOfWindows writes into the user's own settings and puts them
// back; so it runs only where that is allowed, such as in a Wine prefix:
// PINISI_MAY_SET_PROXY=1.
func TestTheSettingsOfWindows(t *testing.T) {
	if os.Getenv("PINISI_MAY_SET_PROXY") == "" {
		t.Skip("it changes the proxy settings of the user")
	}
	t.Setenv("HTTPS_PROXY", "")
	key, _, err := registry.CreateKey(registry.CURRENT_USER, `Software\Microsoft\Windows\CurrentVersion\Internet Settings`, registry.ALL_ACCESS)
	if err != nil {
		t.Fatal(err)
	}
	defer key.Close()
	// forget what was set; the connection settings of Internet Explorer stand above
	wipe := func() {
		for _, name := range []string{"ProxyEnable", "ProxyServer", "ProxyOverride", "AutoConfigURL"} {
			_ = key.DeleteValue(name) // it may not be there
		}
		_ = registry.DeleteKey(key, "Connections")
	}
	t.Cleanup(wipe)
	p := newTunnel(t)
	address := strings.TrimPrefix(p.URL, "http://")
	script := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/x-ns-proxy-autoconfig")
		fmt.Fprintf(w, "function FindProxyForURL(url, host) { return \"PROXY %s; DIRECT\"; }\n", address)
	}))
	t.Cleanup(script.Close)
	set := func(t *testing.T, server, bypass, auto string) {
		t.Helper()
		wipe()
		on := uint32(0)
		if server != "" {
			on = 1
		}
		if err := key.SetDWordValue("ProxyEnable", on); err != nil {
			t.Fatal(err)
		}
		for name, value := range map[string]string{"ProxyServer": server, "ProxyOverride": bypass, "AutoConfigURL": auto} {
			if value == "" {
				continue
			}
			if err := key.SetStringValue(name, value); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, test := range []struct {
		name, server, bypass, auto, want string
	}{
		{name: "none"},
		{name: "static", server: address, bypass: "<-loopback>", want: address},
		{name: "static for TLS", server: "http=127.0.0.1:9;https=" + address, bypass: "<-loopback>", want: address},
		{name: "static, this computer apart", server: address},
		{name: "static, by pattern apart", server: address, bypass: "<-loopback>;127.*"},
		{name: "script", auto: script.URL + "/proxy.pac", want: address},
	} {
		t.Run(test.name, func(t *testing.T) {
			set(t, test.server, test.bypass, test.auto)
			o := newOffice(t)
			before := p.passed.Load()
			d := o.device(singapore, pinsync.Options{})
			d.note(singapore, "loket dua tutup")
			r := d.sync()
			went := p.passed.Load() > before
			if r.Proxy != test.want || went != (test.want != "") || r.SentChanges == 0 {
				t.Errorf("sent %d changes through %q (%v), want %q", r.SentChanges, r.Proxy, went, test.want)
			}
		})
	}
}
