package main

import (
	"context"
	"errors"
	"strings"

	"pinisi/assets/words"
	"pinisi/data"
	"pinisi/data/called"
	"pinisi/data/setup"
	"pinisi/data/store"
)

// record finds the record that a word on the command line names.
func (c *call) record(ctx context.Context, word string) (data.Record, error) {
	id, err := data.ParseID(strings.TrimSpace(word))
	if err != nil {
		return data.Record{}, refuse("cli.bad_id", "Value", word)
	}
	rec, err := c.st.Find(ctx, id)
	if errors.Is(err, data.ErrNotFound) {
		return rec, refuse("cli.no_record", "Value", word)
	}
	return rec, err
}

// scopeNamed is the scope that a mission's code or name, or "pusat", means; ""
// stays blank.
func scopeNamed(name string) (string, error) {
	switch {
	case name == "":
		return "", nil
	case strings.EqualFold(name, data.SharedScope), strings.EqualFold(name, store.Headquarters):
		return data.SharedScope, nil
	}
	m, err := setup.Find(name)
	return m.ID, err
}

// title names a record for people.
func (c *call) title(ctx context.Context, rec data.Record) string {
	title, err := called.Name(ctx, c.st, rec, c.words.Lang())
	if err != nil {
		title = rec.Headline(data.OnScreen)
	}
	if title == "" {
		title = rec.ID.String()
	}
	return words.Short(title, 60)
}

// staffName is the name of who wrote something.
func (c *call) staffName(ctx context.Context, id data.ID) string {
	if id == data.NilID {
		return c.words.T("cli.nobody")
	}
	if rec, err := c.st.Get(ctx, "staff", id); err == nil && rec.Text("name") != "" {
		return rec.Text("name")
	}
	return c.words.T("cli.someone")
}

// deviceName is a device for people: this one, or the first letters of its id.
func (c *call) deviceName(ctx context.Context, id data.DeviceID) string {
	if id == c.st.Device() {
		return c.words.T("cli.this_device")
	}
	return setup.DeviceName(ctx, c.st, id)
}
