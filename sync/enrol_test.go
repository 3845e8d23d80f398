package sync_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"pinisi/data/store"
	pinsync "pinisi/sync"
	"pinisi/sync/wire"
)

// enrol tries a code on a new store of a scope.
func enrol(t *testing.T, scope, text string) (*device, pinsync.Info, error) {
	t.Helper()
	d := openDevice(t, t.TempDir())
	if err := d.SetProfile(context.Background(), store.Profile{Scope: scope, Staff: d.NewID()}); err != nil {
		t.Fatal(err)
	}
	info, err := pinsync.Enroll(context.Background(), d.Store, text, "Laptop")
	return d, info, err
}

func TestCodes(t *testing.T) {
	o := newOffice(t)
	text := o.code(singapore)
	// A device without a mission gets the code's.
	d, info, err := enrol(t, "", text)
	if err != nil || info.Scope != singapore || info.Device != "Loket 2" || d.Profile().Scope != singapore || len(info.Pin) != 64 {
		t.Fatalf("enrol: %+v, %v, profile %+v", info, err, d.Profile())
	}
	// The answer was lost: the same device may ask again.
	if again, err := pinsync.Enroll(context.Background(), d.Store, text, "Laptop"); err != nil || again.Scope != singapore {
		t.Errorf("again: %+v, %v", again, err)
	}
	d.sync()
	if _, _, err := enrol(t, "", text); code(err) != "sync.code_used" {
		t.Errorf("used by another: %v", err)
	}
	// A code for another mission is refused and stays good.
	other := o.code(johor)
	if _, _, err := enrol(t, singapore, other); code(err) != "sync.code_other_scope" {
		t.Errorf("other scope: %v", err)
	}
	if _, _, err := enrol(t, johor, other); err != nil {
		t.Errorf("the code was used up by a refusal: %v", err)
	}
	c, err := wire.ParseCode(o.code(singapore))
	if err != nil {
		t.Fatal(err)
	}
	c.Secret[3]++
	if _, _, err := enrol(t, "", c.String()); code(err) != "sync.code_wrong" {
		t.Errorf("wrong secret: %v", err)
	}
	c, err = o.hub.NewCode(context.Background(), singapore, "late", time.Nanosecond)
	if err != nil {
		t.Fatal(err)
	}
	time.Sleep(2 * time.Millisecond)
	if _, _, err := enrol(t, "", c.String()); code(err) != "sync.code_expired" {
		t.Errorf("expired: %v", err)
	}
	for typed, want := range map[string]string{
		"":                                     "sync.code_unreadable",
		"kode":                                 "sync.code_unreadable",
		text[:len(text)-2]:                     "sync.code_unreadable",
		strings.Replace(text, "127", "128", 1): "sync.code_address",
	} {
		if _, _, err := enrol(t, "", typed); code(err) != want {
			t.Errorf("typed %q: %v, want %s", typed, err, want)
		}
	}
	// A code without a name takes the device's own.
	if c, err = o.hub.NewCode(context.Background(), singapore, "", time.Hour); err != nil {
		t.Fatal(err)
	}
	if _, info, err := enrol(t, "", c.String()); err != nil || info.Device != "Laptop" {
		t.Errorf("without a name: %+v, %v", info, err)
	}
	// Headquarters' device.
	if h, info, err := enrol(t, "", o.code(store.Headquarters)); err != nil || info.Scope != store.Headquarters || h.Profile().Scope != store.Headquarters {
		t.Errorf("headquarters: %+v, %v", info, err)
	}
}

func TestNotEnrolledAndRevoked(t *testing.T) {
	o := newOffice(t)
	d := openDevice(t, t.TempDir())
	if _, err := d.client.Sync(context.Background(), nil); code(err) != "sync.not_enrolled" {
		t.Errorf("before enrolment: %v", err)
	}
	a, b := o.device(singapore), o.device(singapore)
	id := a.note("", "Sebelum dicabut")
	a.sync()
	if err := o.hub.Revoke(context.Background(), a.Device()); err != nil {
		t.Fatal(err)
	}
	later := a.note("", "Sesudah dicabut")
	if _, err := a.client.Sync(context.Background(), nil); code(err) != "sync.revoked" {
		t.Errorf("revoked: %v", err)
	}
	// What it sent before stays valid; what it wrote after stays with it, unsent.
	b.sync()
	if !b.has(id) || b.has(later) || !a.has(later) || a.pending().Changes != 1 {
		t.Errorf("after the revocation: %v %v %v %+v", b.has(id), b.has(later), a.has(later), a.pending())
	}
	// A new code lets it in again.
	if _, err := pinsync.Enroll(context.Background(), a.Store, o.code(singapore), "again"); err != nil {
		t.Fatal(err)
	}
	a.sync()
	b.sync()
	if !b.has(later) {
		t.Error("after the new code the change did not arrive")
	}
}

// interceptor is somebody else's server, with a certificate of theirs.
func interceptor(t *testing.T, organization string) (address string, requests *atomic.Int64) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	name := pkix.Name{Organization: []string{organization}, CommonName: "TLS Inspection CA"}
	x := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: name, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, x, x, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	requests = new(atomic.Int64)
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { requests.Add(1) }))
	s.TLS = &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}, ClientAuth: tls.RequestClientCert}
	s.StartTLS()
	t.Cleanup(s.Close)
	return s.Listener.Addr().String(), requests
}

func TestSomebodyElseAnswers(t *testing.T) {
	o, wrong := newOffice(t), newOffice(t)
	d := o.device(singapore)
	d.note("", "Rahasia")
	// Another hub under the address, as after a reinstallation.
	readdress(t, d, wrong.addr)
	_, err := d.client.Sync(context.Background(), nil)
	if code(err) != "sync.wrong_certificate" {
		t.Errorf("another hub: %v", err)
	}
	// A firewall that opens TLS is named, and gets nothing.
	address, requests := interceptor(t, "Kantor Firewall")
	readdress(t, d, address)
	_, err = d.client.Sync(context.Background(), nil)
	if code(err) != "sync.intercepted" || !strings.Contains(err.Error(), "Kantor Firewall") || requests.Load() != 0 {
		t.Errorf("interception: %v, %d requests came through", err, requests.Load())
	}
	c, err := wire.ParseCode(o.code(singapore))
	if err != nil {
		t.Fatal(err)
	}
	c.Addresses = []string{address}
	if _, _, err := enrol(t, "", c.String()); code(err) != "sync.intercepted" || requests.Load() != 0 {
		t.Errorf("interception of an enrolment: %v, %d requests came through", err, requests.Load())
	}
	// A hotel's network answers with a page, a page over TLS of nobody's, or nothing.
	plain := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = w.Write([]byte("<html>Login")) }))
	t.Cleanup(plain.Close)
	readdress(t, d, plain.Listener.Addr().String())
	if _, err := d.client.Sync(context.Background(), nil); code(err) != "sync.captive_portal" {
		t.Errorf("captive portal: %v", err)
	}
	l := listen(t, "127.0.0.1:0")
	closed := l.Addr().String()
	l.Close()
	readdress(t, d, closed)
	if _, err := d.client.Sync(context.Background(), nil); code(err) != "sync.no_line" {
		t.Errorf("nobody there: %v", err)
	}
	// Of several addresses, one that answers is enough.
	readdress(t, d, closed+","+o.addr)
	d.sync()
	if d.pending().Changes != 0 {
		t.Errorf("after all: %+v", d.pending())
	}
}

// readdress lets a device look for its hub elsewhere.
func readdress(t *testing.T, d *device, address string) {
	t.Helper()
	info, ok, err := pinsync.Enrolled(context.Background(), d.Store)
	if err != nil || !ok {
		t.Fatalf("enrolled: %v %v", ok, err)
	}
	info.Address = address
	if err := pinsync.Remember(context.Background(), d.Store, info); err != nil {
		t.Fatal(err)
	}
}
