package hub

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// TLS is how the hub speaks: TLS 1.3 only, and every device shows a
// certificate over its own key. No tickets: they cost bytes after each
// handshake and devices keep their connection.
func (h *Hub) TLS() *tls.Config {
	return &tls.Config{
		Certificates:           []tls.Certificate{h.cert},
		MinVersion:             tls.VersionTLS13,
		ClientAuth:             tls.RequireAnyClientCert, // who it is, the store knows
		NextProtos:             []string{"http/1.1"},
		SessionTicketsDisabled: true,
	}
}

// Serve answers on l until ctx ends, then lets running exchanges finish for up
// to half a minute. It closes l.
func (h *Hub) Serve(ctx context.Context, l net.Listener) error {
	s := &http.Server{
		Handler:           h,
		TLSConfig:         h.TLS(),
		ReadHeaderTimeout: 30 * time.Second, // the handshake too
		IdleTimeout:       15 * time.Minute, // devices keep their connection between exchanges
		MaxHeaderBytes:    8 << 10,
		ErrorLog:          slog.NewLogLogger(h.opt.Log.Handler(), slog.LevelDebug),
		BaseContext:       func(net.Listener) context.Context { return context.WithoutCancel(ctx) },
	}
	done := make(chan error, 1)
	go func() {
		<-ctx.Done()
		stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), 30*time.Second)
		defer cancel()
		err := s.Shutdown(stop)
		if err != nil {
			err = errors.Join(err, s.Close())
		}
		done <- err
	}()
	h.opt.Log.Info("listening", "address", l.Addr().String())
	err := s.ServeTLS(l, "", "")
	if !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve on %s: %w", l.Addr(), err)
	}
	return <-done
}
