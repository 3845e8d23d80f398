//go:build deps

// Package pinisi holds its dependencies here while their first users are written; deleted afterwards.
package main

import (
	_ "fyne.io/fyne/v2"
	_ "github.com/google/uuid"
	_ "github.com/klauspost/compress/zstd"
	_ "github.com/rogpeppe/go-internal/testscript"
	_ "github.com/skip2/go-qrcode"
	_ "golang.org/x/image/draw"
	_ "golang.org/x/sys/unix"
	_ "honnef.co/go/tools/cmd/staticcheck"
	_ "modernc.org/sqlite"
	_ "pgregory.net/rapid"
)
