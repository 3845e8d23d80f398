// Command pinisi-cli is a Pinisi device without a window: the same store, the
// same records, the same exchange with headquarters. It is for scheduled jobs,
// bulk entry, support and tests.
//
//	pinisi-cli init --mission kbri-singapura --staff "Siti Aminah"
//	pinisi-cli import data.jsonl
//	pinisi-cli sync
//
// Results go to standard output, messages to standard error; with --json both
// are JSON. The exit codes are in exit.go and, for users, in docs/cli.md. All
// texts come from the translation files (area cli).
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}
