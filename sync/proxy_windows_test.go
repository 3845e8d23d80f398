package sync_test

import (
	"encoding/binary"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/windows/registry"

	pinsync "pinisi/sync"
)

// TestTheSettingsOfWindows writes into the user's own settings and puts them
// back; so it runs only where that is allowed, such as in a Wine prefix:
// PINISI_THROWAWAY=1.
func TestTheSettingsOfWindows(t *testing.T) {
	if os.Getenv("PINISI_THROWAWAY") == "" {
		t.Skip("it changes the proxy settings of the user")
	}
	t.Setenv("HTTPS_PROXY", "")
	key, _, err := registry.CreateKey(registry.CURRENT_USER, `Software\Microsoft\Windows\CurrentVersion\Internet Settings\Connections`, registry.ALL_ACCESS)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = key.Close() })
	const name = "DefaultConnectionSettings"
	before, _, err := key.GetBinaryValue(name)
	t.Cleanup(func() {
		if err == nil {
			err = key.SetBinaryValue(name, before)
		} else {
			err = key.DeleteValue(name)
		}
		if err != nil {
			t.Error(err)
		}
	})
	p := newTunnel(t)
	address := strings.TrimPrefix(p.URL, "http://")
	script := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/x-ns-proxy-autoconfig")
		fmt.Fprintf(w, "function FindProxyForURL(url, host) { return \"PROXY %s; DIRECT\"; }\n", address)
	}))
	t.Cleanup(script.Close)
	set := func(t *testing.T, server, bypass, auto string) {
		t.Helper()
		const direct, proxy, script = 1, 2, 4
		flags := uint32(direct)
		if server != "" {
			flags |= proxy
		}
		if auto != "" {
			flags |= script
		}
		blob := numbers(0x46, 1, flags)
		for _, text := range []string{server, bypass, auto} {
			blob = append(append(blob, numbers(uint32(len(text)))...), text...)
		}
		if err := key.SetBinaryValue(name, append(blob, make([]byte, 32)...)); err != nil {
			t.Fatal(err)
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
			sweep(t)
			set(t, test.server, test.bypass, test.auto)
			o := newOffice(t)
			passed := p.passed.Load()
			d := o.device(singapore, pinsync.Options{})
			d.note(singapore, "loket dua tutup")
			r := d.sync()
			went := p.passed.Load() > passed
			if r.Proxy != test.want || went != (test.want != "") || r.SentChanges == 0 {
				t.Errorf("sent %d changes through %q (%v), want %q", r.SentChanges, r.Proxy, went, test.want)
			}
		})
	}
}

func numbers(all ...uint32) (b []byte) {
	for _, n := range all {
		b = binary.LittleEndian.AppendUint32(b, n)
	}
	return b
}

// sweep empties the test's folders file by file: os.RemoveAll asks the system
// for a way to delete that Wine 8 does not know.
func sweep(t *testing.T) {
	root := filepath.Dir(t.TempDir())
	t.Cleanup(func() {
		var folders []string
		_ = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err == nil && d.IsDir() {
				folders = append([]string{path}, folders...)
				return nil
			}
			return os.Remove(path)
		})
		for _, f := range folders {
			_ = os.Remove(f) // the test's own cleaning says what is left
		}
	})
}
