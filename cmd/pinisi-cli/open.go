package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"pinisi/assets/words"
	"pinisi/data"
	"pinisi/data/place"
	"pinisi/data/store"
)

// database is the file that shows that a folder holds a device's data.
const database = "pinisi.db"

// folder finds where the data are: --data, PINISI_DATA, or the app's own place.
func (c *call) folder() error {
	if c.dir == "" {
		dir, err := place.Data()
		if err != nil {
			return refuse("cli.no_place")
		}
		c.dir = dir
	}
	return nil
}

// open opens the store to write, making the folder when it is new.
func (c *call) open(ctx context.Context, opt store.Options) error {
	if err := c.folder(); err != nil {
		return err
	}
	st, err := store.Open(ctx, c.dir, opt)
	if err != nil {
		return err
	}
	c.st = st
	if own := st.Profile().Language; c.lang == "" && own != "" {
		c.words = words.New(own)
	}
	return nil
}

// forWriting opens a device that was set up before.
func (c *call) forWriting(ctx context.Context) error { return c.existing(ctx, store.Options{}) }

// forReading opens it so that reading works beside an open window and in a
// folder that cannot be written. If nobody else has the folder it is opened
// like any other time: after an upgrade the tables must be brought up to date
// first, and the search index after the latest changes.
func (c *call) forReading(ctx context.Context) error {
	err := c.existing(ctx, store.Options{})
	if errors.Is(err, store.ErrInUse) || errors.Is(err, store.ErrNoFolder) {
		return c.existing(ctx, store.Options{ReadOnly: true})
	}
	return err
}

func (c *call) existing(ctx context.Context, opt store.Options) error {
	if err := c.folder(); err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(c.dir, database)); errors.Is(err, os.ErrNotExist) {
		return refuse("cli.no_data", "Path", c.dir)
	}
	if err := c.open(ctx, opt); err != nil {
		return err
	}
	if c.st.Profile().Scope == "" {
		return refuse("cli.not_set_up", "Path", c.dir)
	}
	return nil
}

// author is who works at this device.
func (c *call) author() data.ID { return c.st.Profile().Staff }
