package sync

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"pinisi/data"
	"pinisi/data/store"
	"pinisi/sync/wire"
)

// Enroll lets the device in by a one-time code of headquarters: the text as
// typed, or the content of an enrolment file. A store without a scope takes
// the code's. It is safe to repeat when the answer was lost.
func Enroll(ctx context.Context, st *store.Store, code string, deviceName string) (Info, error) {
	return EnrollWith(ctx, st, code, deviceName, Options{})
}

// EnrollWith is Enroll over another network or clock.
func EnrollWith(ctx context.Context, st *store.Store, code, deviceName string, opt Options) (Info, error) {
	opt = opt.filled()
	c, err := ReadCode(code)
	if err != nil {
		return Info{}, err
	}
	cert, err := wire.SelfSigned(st.PrivateKey(), "Pinisi device", opt.Rand)
	if err != nil {
		return Info{}, err
	}
	l := newLine(cert, c.Pin[:], opt)
	defer l.close()
	own := st.Profile().Scope
	ask := wire.Enrol{Version: wire.Version, Secret: c.Secret[:], Name: deviceName, Scope: own}
	address := strings.Join(c.Addresses, ",")
	e, err := l.enrol(ctx, c.Addresses, ask)
	if err != nil {
		return Info{}, explain(ctx, err, address, l.through())
	}
	pin := l.fullPin()
	info := Info{Address: address, Pin: hex.EncodeToString(pin[:]), Scope: e.Scope, Device: e.Name, EnrolledAt: opt.Now().UTC()}
	if own == "" {
		p := st.Profile()
		p.Scope = e.Scope
		if err := st.SetProfile(ctx, p); err != nil {
			return Info{}, err
		}
	}
	return info, Remember(ctx, st, info)
}

// Remember keeps what a device knows of its hub; the next exchange begins by
// comparing what both have.
func Remember(ctx context.Context, r Replica, info Info) error {
	b, err := json.Marshal(info)
	if err != nil {
		return fmt.Errorf("keep the hub's address: %w", err)
	}
	if err := r.SetSetting(ctx, settingMark, ""); err != nil {
		return err
	}
	return r.SetSetting(ctx, settingHub, string(b))
}

func (l *line) enrol(ctx context.Context, addresses []string, ask wire.Enrol) (wire.Enrolled, error) {
	a, err := l.request(ctx, addresses, "POST", wire.PathEnrol, ask.Encode())
	if err != nil {
		return wire.Enrolled{}, err
	}
	defer a.close()
	b, err := io.ReadAll(io.LimitReader(a.body, 64<<10))
	if err != nil {
		return wire.Enrolled{}, fmt.Errorf("read the hub's answer: %w", err)
	}
	e, err := wire.DecodeEnrolled(b)
	if err == nil && e.Scope == "" {
		err = data.Fail("sync.hub_error", errors.New("the answer names no scope"))
	}
	return e, err
}

// readCode is ReadCode of the code alone.
func readCode(text string) (wire.Code, error) {
	c, err := wire.ParseCode(text)
	var m *wire.MistypedError
	switch {
	case errors.As(err, &m) && m.Group > 0:
		return c, data.Fail("sync.code_mistyped", err, "Group", m.Group, "Text", m.Text)
	case errors.As(err, &m):
		return c, data.Fail("sync.code_address", err)
	case err != nil:
		return c, data.Fail("sync.code_unreadable", err)
	}
	return c, nil
}
