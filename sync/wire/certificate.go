package wire

import (
	"crypto/ed25519"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"io"
	"math/big"
	"time"
)

// CommonName stands in the certificate of every hub, so that a device can tell
// another hub from somebody who opens the connection on the way.
const CommonName = "Pinisi hub"

// SelfSigned makes a certificate over key that is valid for as long as anyone
// will care: what counts is the key, which is pinned.
func SelfSigned(key ed25519.PrivateKey, name string, rnd io.Reader) (tls.Certificate, error) {
	serial := make([]byte, 16)
	if _, err := io.ReadFull(rnd, serial); err != nil {
		return tls.Certificate{}, fmt.Errorf("make a certificate: %w", err)
	}
	der, err := x509.CreateCertificate(rnd, &x509.Certificate{
		SerialNumber: new(big.Int).SetBytes(serial),
		Subject:      pkix.Name{CommonName: name},
		// Not the clock's: devices whose clock is wrong must come in too.
		NotBefore:   time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC),
		NotAfter:    time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC),
		KeyUsage:    x509.KeyUsageDigitalSignature,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
	}, &x509.Certificate{Subject: pkix.Name{CommonName: name}}, key.Public(), key)
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("make a certificate: %w", err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, nil
}
