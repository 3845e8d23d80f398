package sync

import (
	"pinisi/sync/dotpinisi"
	"pinisi/sync/wire"
)

// Invitation is an enrolment file that was read and whose code is whole.
type Invitation struct {
	dotpinisi.Enrolment
	Addresses []string // of the hub, as the code says; the code's check covers them
}

// ReadInvitation reads an enrolment file, without asking anyone. It fails with
// the codes of package dotpinisi or of ReadCode.
func ReadInvitation(path string) (Invitation, error) {
	e, err := dotpinisi.ReadFile(path)
	if err != nil {
		return Invitation{}, err
	}
	c, err := readCode(e.Code)
	if err != nil {
		return Invitation{}, err
	}
	return Invitation{Enrolment: e, Addresses: c.Addresses}, nil
}

// ReadCode reads an enrolment code as typed or as the content of an enrolment
// file, without asking anyone: sync.code_unreadable, or sync.code_mistyped with
// the group (1 to 12), or sync.code_address.
func ReadCode(text string) (wire.Code, error) {
	if e, err := dotpinisi.Decode([]byte(text)); err == nil {
		text = e.Code
	}
	return readCode(text)
}
