//go:build !windows || !cgo || ci

package graphics

import "log/slog"

// Prepare has nothing to do here: the system draws OpenGL itself.
func Prepare(*slog.Logger) error { return nil }

func removed() uint32 { return unknown }
