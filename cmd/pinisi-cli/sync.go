package main

import (
	"context"
	"errors"
	"flag"

	pinsync "pinisi/sync"
)

var syncCommand = command{name: "sync", setup: func(f *flag.FlagSet) action {
	return func(ctx context.Context, c *call) (err error) {
		if err := c.forWriting(ctx); err != nil {
			return err
		}
		client, err := pinsync.NewClient(c.st, pinsync.Options{})
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, client.Close()) }()
		tell, end := c.progress()
		res, err := client.Sync(ctx, func(p pinsync.Progress) {
			tell("cli.sync.progress", "Sent", c.words.Bytes(p.Sent), "Got", c.words.Bytes(p.Got), "File", p.File)
		})
		end()
		// Nobody stays to clean the file of what erasures named: the program ends here.
		scrubbed := c.st.Scrub(ctx)
		if err != nil {
			c.kept(ctx)
			return err
		}
		if scrubbed != nil {
			return scrubbed
		}
		left, err := c.st.Pending(ctx)
		if err != nil {
			return err
		}
		conflicts, err := c.st.Conflicts(ctx)
		if err != nil {
			return err
		}
		return c.result(map[string]any{
			"requests": res.Requests, "sent_bytes": res.Sent, "got_bytes": res.Got, "handshake_bytes": res.Handshake,
			"sent_changes": res.SentChanges, "got_changes": res.GotChanges, "got_records": res.GotRecords,
			"files_sent": res.FilesSent, "files_got": res.FilesGot, "refused": res.Refused,
			"pending_changes": left.Changes, "pending_files": left.Files, "conflicts": len(conflicts),
			"proxy": res.Proxy, "clock_offset_ms": res.ClockOffset.Milliseconds(), "took_ms": res.Took.Milliseconds(),
		}, func() {
			c.say("cli.sync.done", "SentChanges", c.count(res.SentChanges), "Sent", c.words.Bytes(res.Sent),
				"GotChanges", c.count(res.GotChanges), "Got", c.words.Bytes(res.Got), "FilesSent", c.count(res.FilesSent), "FilesGot", c.count(res.FilesGot))
			if res.Proxy != "" {
				c.say("cli.sync.proxy", "Proxy", res.Proxy)
			}
			if left.Changes == 0 && left.Files == 0 {
				c.say("cli.sync.all")
			} else {
				c.say("cli.sync.left", "Changes", c.count(left.Changes), "Files", c.count(left.Files))
			}
			if res.Refused > 0 {
				c.say("cli.sync.refused", "Count", c.count(res.Refused))
			}
			if len(conflicts) > 0 {
				c.say("cli.sync.conflicts", "Count", c.count(len(conflicts)))
			}
		})
	}
}}

// kept says what stays here after an exchange that failed; the failure itself
// is told next, so one in counting is not.
func (c *call) kept(ctx context.Context) {
	if c.json {
		return
	}
	if p, err := c.st.Pending(context.WithoutCancel(ctx)); err == nil && p.Changes > 0 {
		c.note("cli.sync.kept", "Changes", c.count(p.Changes))
	}
}
