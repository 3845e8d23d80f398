package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"pinisi/data"
	"pinisi/data/instrument"
	"pinisi/data/jsonl"
)

// Exit codes. They are a promise to scripts: docs/cli.md lists them.
const (
	exitOK      = 0 // done
	exitFailed  = 1 // the work failed: a damaged file, a full disk, an error of the hub
	exitUsage   = 2 // a command, flag or word that there is not
	exitRefused = 3 // what was given is refused and nothing changed
	exitPerson  = 4 // a person must decide or act
	exitNoLine  = 5 // no connection to the hub; everything is kept, try again later
	exitInUse   = 6 // another program has the folder open
)

// coded is an error that asks for an exit code of its own.
type coded struct {
	cause *data.Error
	code  int
}

// Error is for logs only; people get the cause's text.
func (e *coded) Error() string { return e.cause.Error() }

// Unwrap lets errors.As find the cause.
func (e *coded) Unwrap() error { return e.cause }

func usage(key string, args ...any) error {
	return &coded{data.Fail(key, nil, args...), exitUsage}
}

func refuse(key string, args ...any) error {
	return &coded{data.Fail(key, nil, args...), exitRefused}
}

// errQuiet is an end that was already told in the result.
type errQuiet int

// Error is for logs only.
func (e errQuiet) Error() string { return fmt.Sprintf("exit code %d", int(e)) }

// exitOf names the codes of the domain's errors; a prefix ends in "." or "_".
var exitOf = []struct {
	code int
	keys []string
}{
	{exitInUse, []string{"errors.in_use"}},
	{exitNoLine, []string{"sync.no_line", "sync.no_name", "sync.captive_portal"}},
	{exitRefused, []string{
		"import.", "respond.", "table.", "survey.", "report.", "rise.", "followup.", "setup.", "decide.", "evaluation.", "consultation.", "instrument.", "rules.", "release.", "errors.not_found", "errors.bad_value", "errors.bad_id", "errors.locked", "errors.erased_stays", "errors.file_gone", "errors.no_folder", "errors.is_folder",
		"errors.file_too_large", "errors.file_exists", "errors.nothing_to_undo", "sync.code_",
	}},
	{exitPerson, []string{
		"sync.not_enrolled", "sync.revoked", "sync.not_allowed", "sync.wrong_certificate", "sync.intercepted", "sync.not_hub", "sync.proxy_login",
	}},
}

func exitCode(err error) int {
	var own *coded
	var quiet errQuiet
	var known *data.Error
	var lines *jsonl.Refused
	var invalid *instrument.InvalidError
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &quiet):
		return int(quiet)
	case errors.As(err, &own):
		return own.code
	case errors.As(err, &lines):
		return exitRefused
	case errors.Is(err, context.Canceled):
		return exitFailed
	case errors.As(err, &known):
		for _, e := range exitOf {
			if slices.ContainsFunc(e.keys, func(k string) bool {
				return k == known.Code || strings.TrimRight(k, "._") != k && strings.HasPrefix(known.Code, k)
			}) {
				return e.code
			}
		}
	case errors.As(err, &invalid):
		return exitRefused
	}
	return exitFailed
}
