package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"mime"
	"net/http"
	"path/filepath"

	"pinisi/data"
)

var attachCommand = command{name: "attach", min: 2, max: 2, setup: func(f *flag.FlagSet) action {
	caption := f.String("caption", "", "")
	taken := f.String("date", "", "")
	return func(ctx context.Context, c *call) error {
		if err := c.forWriting(ctx); err != nil {
			return err
		}
		owner, err := c.record(ctx, c.args[0])
		if err != nil {
			return err
		}
		if *taken != "" { // before the file is taken in
			if err := data.Attachment.Check("taken_on", data.TextValue(*taken)); err != nil {
				return err
			}
		}
		sha, size, err := c.st.AddFile(ctx, c.args[1], nil)
		if err != nil {
			return err
		}
		media, err := c.mediaType(sha, c.args[1])
		if err != nil {
			return err
		}
		id := c.st.NewID()
		fields := map[string]data.Value{
			"owner": data.RefValue(owner.ID), "owner_kind": data.TextValue(owner.Kind), "sha256": data.TextValue(sha),
			"name": data.TextValue(filepath.Base(c.args[1])), "size": data.IntValue(size), "media_type": data.TextValue(media),
		}
		if *caption != "" {
			fields["caption"] = data.TextValue(*caption)
		}
		if *taken != "" {
			fields["taken_on"] = data.TextValue(*taken)
		}
		_, err = c.st.Write(ctx, data.Action{Author: c.author(), Label: "cli.attach.action", Edits: data.Create("attachment", id, owner.Scope, fields)})
		if err != nil {
			return err
		}
		return c.result(map[string]any{"id": id.String(), "sha256": sha, "size": size, "media_type": media}, func() {
			c.say("cli.attach.done", "Name", filepath.Base(c.args[1]), "Size", c.words.Bytes(size), "Title", c.title(ctx, owner), "ID", id)
		})
	}
}}

// mediaType is told by the file's name, or else by its first bytes.
func (c *call) mediaType(sha, name string) (string, error) {
	if t := mime.TypeByExtension(filepath.Ext(name)); t != "" {
		return t, nil
	}
	f, err := c.st.OpenFile(sha)
	if err != nil {
		return "", err
	}
	defer f.Close()
	head := make([]byte, 512)
	n, err := io.ReadFull(f, head)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return "", fmt.Errorf("look into %s: %w", name, err)
	}
	return http.DetectContentType(head[:n]), nil
}
