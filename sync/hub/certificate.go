package hub

import (
	"crypto/ed25519"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"pinisi/sync/wire"
)

const (
	keyFile  = "hub.key"
	certFile = "hub.crt"
)

// makeCertificate writes a new key and its certificate into dir.
func makeCertificate(dir string, rnd io.Reader) error {
	_, key, err := ed25519.GenerateKey(rnd)
	if err != nil {
		return fmt.Errorf("make the hub's key: %w", err)
	}
	cert, err := wire.SelfSigned(key, wire.CommonName, rnd)
	if err != nil {
		return err
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return fmt.Errorf("write the hub's key: %w", err)
	}
	for _, f := range []struct {
		name, kind string
		der        []byte
	}{{keyFile, "PRIVATE KEY", der}, {certFile, "CERTIFICATE", cert.Certificate[0]}} {
		b := pem.EncodeToMemory(&pem.Block{Type: f.kind, Bytes: f.der})
		if err := os.WriteFile(filepath.Join(dir, f.name), b, 0o600); err != nil {
			return fmt.Errorf("write the hub's key: %w", err)
		}
	}
	return nil
}

func loadCertificate(dir string) (tls.Certificate, error) {
	c, err := tls.LoadX509KeyPair(filepath.Join(dir, certFile), filepath.Join(dir, keyFile))
	if err != nil {
		return c, fmt.Errorf("read the hub's certificate: %w", err)
	}
	return c, nil
}

// PinOf is the SHA-256 of a certificate's public key.
func PinOf(c tls.Certificate) ([32]byte, error) {
	if len(c.Certificate) == 0 {
		return [32]byte{}, errors.New("a certificate is empty")
	}
	x, err := x509.ParseCertificate(c.Certificate[0])
	if err != nil {
		return [32]byte{}, fmt.Errorf("read a certificate: %w", err)
	}
	return sha256.Sum256(x.RawSubjectPublicKeyInfo), nil
}
