package main

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	qrcode "github.com/skip2/go-qrcode"

	"pinisi/assets"
	"pinisi/data"
	"pinisi/data/store"
	"pinisi/sync/dotpinisi"
	"pinisi/sync/hub"
	"pinisi/sync/wire"
)

func newCode(c *call) func([]string) error {
	scope := c.flags.String("scope", "", "")
	headquarters := c.flags.Bool("headquarters", false, "")
	name := c.flags.String("name", "", "")
	valid := c.flags.Duration("valid", 72*time.Hour, "")
	file := c.flags.String("file", "", "")
	qr := c.flags.String("qr", "", "")
	return func([]string) error {
		who := c.words.T("hub.headquarters")
		if *headquarters {
			*scope = store.Headquarters
		}
		if *scope != store.Headquarters {
			missions, err := assets.Missions()
			if err != nil {
				return err
			}
			i := slices.IndexFunc(missions, func(m assets.Mission) bool { return m.ID == *scope })
			if i < 0 {
				return data.Fail("hub.bad_scope", nil, "Scope", *scope)
			}
			who = missions[i].Name
		}
		var code wire.Code
		if err := c.onHub(hub.Options{}, func(h *hub.Hub) (err error) {
			code, err = h.NewCode(c.ctx, *scope, *name, *valid)
			return err
		}); err != nil {
			return err
		}
		text, until := code.String(), time.Now().Add(*valid)
		words := map[string]any{"Who": who, "Name": *name, "Until": c.words.DateTime(until)}
		if *file != "" {
			e := dotpinisi.Enrolment{Code: text, Scope: *scope, Name: *name, Until: until.UTC().Truncate(time.Second),
				Note: strings.ReplaceAll(c.words.T("hub.code_file", words), "\n", " ")}
			b, err := e.Encode()
			if err != nil {
				return err
			}
			if err := os.WriteFile(*file, b, 0o600); err != nil {
				return fmt.Errorf("write the enrolment file: %w", err)
			}
		}
		if *qr != "" {
			if err := qrcode.WriteFile(text, qrcode.Medium, 512, *qr); err != nil {
				return fmt.Errorf("draw the QR code: %w", err)
			}
		}
		if c.json {
			return c.writeJSON(map[string]any{"code": text, "scope": *scope, "name": *name, "until": until.UTC().Format(time.RFC3339)})
		}
		fmt.Fprintln(c.out, text)
		fmt.Fprintln(c.err, c.words.T("hub.code_made", words))
		return nil
	}
}

func listDevices(c *call) func([]string) error {
	return func([]string) error { return c.onHub(hub.Options{}, c.deviceList) }
}

func (c *call) deviceList(h *hub.Hub) error {
	all, err := h.Store().Devices(c.ctx)
	if err != nil {
		return err
	}
	if c.json {
		type row struct {
			ID       string     `json:"id"`
			Scope    string     `json:"scope"`
			Name     string     `json:"name"`
			Enrolled time.Time  `json:"enrolled_at"`
			Revoked  *time.Time `json:"revoked_at,omitempty"`
			Seen     *time.Time `json:"seen_at,omitempty"`
			Skew     float64    `json:"clock_ahead_seconds"`
		}
		rows := []row{}
		for _, d := range all {
			r := row{ID: d.ID.String(), Scope: d.Scope, Name: d.Name, Enrolled: d.EnrolledAt, Skew: d.Skew.Seconds()}
			if !d.RevokedAt.IsZero() {
				r.Revoked = &d.RevokedAt
			}
			if !d.SeenAt.IsZero() {
				r.Seen = &d.SeenAt
			}
			rows = append(rows, r)
		}
		return c.writeJSON(rows)
	}
	w := tabwriter.NewWriter(c.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, c.words.T("hub.devices_head"))
	for _, d := range all {
		state := c.words.T("hub.state_in")
		if !d.RevokedAt.IsZero() {
			state = c.words.T("hub.state_revoked", map[string]any{"When": c.words.DateTime(d.RevokedAt.Local())})
		}
		seen := "–"
		if !d.SeenAt.IsZero() {
			seen = c.words.DateTime(d.SeenAt.Local())
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", d.ID.String()[:12], d.Scope, d.Name, seen, state)
	}
	return w.Flush()
}

// revoke takes a device by its id, or the beginning of it.
func revoke(c *call) func([]string) error {
	return func(args []string) error {
		if len(args) != 1 {
			return data.Fail("hub.which_device", nil)
		}
		return c.onHub(hub.Options{}, func(h *hub.Hub) error {
			all, err := h.Store().Devices(c.ctx)
			if err != nil {
				return err
			}
			var found []hub.Device
			for _, d := range all {
				if len(args[0]) >= 4 && strings.HasPrefix(d.ID.String(), strings.ToLower(args[0])) && d.RevokedAt.IsZero() {
					found = append(found, d)
				}
			}
			if len(found) != 1 {
				return data.Fail("hub.no_device", nil, "Device", args[0], "Count", len(found))
			}
			if err := h.Revoke(c.ctx, found[0].ID); err != nil {
				return err
			}
			fmt.Fprintln(c.out, c.words.T("hub.revoked", map[string]any{"Name": found[0].Name, "Scope": found[0].Scope, "Device": found[0].ID.String()[:12]}))
			return nil
		})
	}
}

func status(c *call) func([]string) error {
	return func([]string) error { return c.onHub(hub.Options{}, c.hubStatus) }
}

func (c *call) hubStatus(h *hub.Hub) error {
	s, err := h.Store().Status(c.ctx)
	if err != nil {
		return err
	}
	if c.json {
		return c.writeJSON(map[string]any{"devices": s.Devices, "revoked": s.Revoked, "open_codes": s.OpenCodes, "streams": s.Streams,
			"segments": s.Segments, "segment_bytes": s.SegmentBytes, "files": s.Files, "file_bytes": s.FileBytes})
	}
	last := "–"
	if !s.LastArrival.IsZero() {
		last = c.words.DateTime(s.LastArrival.Local())
	}
	fmt.Fprintln(c.out, c.words.T("hub.status", map[string]any{"Devices": s.Devices, "Revoked": s.Revoked, "Codes": s.OpenCodes, "Streams": s.Streams,
		"Segments": s.Segments, "Bytes": c.words.Bytes(s.SegmentBytes), "Files": s.Files, "FileBytes": c.words.Bytes(s.FileBytes), "Last": last}))
	return nil
}

func (c *call) writeJSON(v any) error {
	enc := json.NewEncoder(c.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
