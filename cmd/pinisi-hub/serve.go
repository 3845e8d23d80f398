package main

import (
	"fmt"
	"log/slog"
	"net"
	"strings"

	"pinisi/data"
	"pinisi/sync/hub"
)

// list is a flag that may be given several times, or with commas.
type list []string

func (l *list) String() string { return strings.Join(*l, ",") }

func (l *list) Set(s string) error {
	*l = append(*l, strings.Split(s, ",")...)
	return nil
}

func initialise(c *call) func([]string) error {
	var addresses list
	c.flags.Var(&addresses, "address", "")
	return func([]string) error {
		if err := hub.Init(c.ctx, c.dir, addresses, hub.Options{}); err != nil {
			return err
		}
		fmt.Fprintln(c.out, c.words.T("hub.made", map[string]any{"Folder": c.dir, "Address": addresses.String()}))
		return nil
	}
}

func serve(c *call) func([]string) error {
	address := c.flags.String("listen", ":8443", "")
	verbose := c.flags.Bool("verbose", false, "")
	return func([]string) error {
		level := slog.LevelInfo
		if *verbose {
			level = slog.LevelDebug
		}
		log := slog.New(slog.NewTextHandler(c.err, &slog.HandlerOptions{Level: level}))
		return c.onHub(hub.Options{Log: log}, func(h *hub.Hub) error {
			l, err := (&net.ListenConfig{}).Listen(c.ctx, "tcp", *address)
			if err != nil {
				return data.Fail("hub.no_listen", err, "Address", *address, "Why", err)
			}
			return h.Serve(c.ctx, l)
		})
	}
}
