package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"crypto/ed25519"

	"pinisi/data/release"
)

// list is a flag that may be given several times.
type list []string

func (l *list) String() string     { return strings.Join(*l, ",") }
func (l *list) Set(s string) error { *l = append(*l, s); return nil }

// olds are the flags --from DIR --from-version V, in pairs.
type olds struct{ folders, versions list }

func (c *call) olds() *olds {
	var o olds
	c.flags.Var(&o.folders, "from", "")
	c.flags.Var(&o.versions, "from-version", "")
	return &o
}

func (o *olds) pairs() ([]release.Old, error) {
	if len(o.folders) != len(o.versions) {
		return nil, usage(errors.New("--from --from-version"))
	}
	var all []release.Old
	for i, folder := range o.folders {
		all = append(all, release.Old{Folder: folder, Version: o.versions[i]})
	}
	return all, nil
}

func pack(c *call) func([]string) error {
	version := c.flags.String("version", "", "")
	platform := c.flags.String("platform", "windows/amd64", "")
	out := c.flags.String("out", "", "")
	notes := map[string]*string{"id": c.flags.String("notes-id", "", ""), "en": c.flags.String("notes-en", "", "")}
	from := c.olds()
	return func(args []string) error {
		if *version == "" || *out == "" {
			return usage(errors.New("pack --version --out"))
		}
		before, err := from.pairs()
		if err != nil {
			return err
		}
		said := map[string]string{}
		for lang, path := range notes {
			if *path == "" {
				continue
			}
			b, err := os.ReadFile(*path)
			if err != nil {
				return fmt.Errorf("read the notes: %w", err)
			}
			said[lang] = strings.TrimSpace(strings.ReplaceAll(strings.TrimPrefix(string(b), "\ufeff"), "\r\n", "\n"))
		}
		s, err := release.Make(*out, args[0], *version, *platform, said, before)
		if err != nil {
			return err
		}
		if err := release.Try(c.ctx, *out, s, before); err != nil {
			return err
		}
		c.tell(s)
		c.note("release.tool.packed", "Path", *out)
		return nil
	}
}

// tell says what a statement holds, for a person to compare before signing.
func (c *call) tell(s release.Statement) {
	var installed int64
	for _, f := range s.Files {
		installed += f.Size
	}
	c.say("release.tool.is", "Version", s.Version, "Platform", s.Platform, "Files", len(s.Files), "Size", c.words.Bytes(installed))
	for _, f := range s.Files {
		fmt.Fprintf(c.out, "  %s  %12d  %s\n", f.SHA256[:16], f.Size, f.Path)
	}
	c.say("release.tool.whole", "Size", c.words.Bytes(s.Whole.Size), "Bytes", s.Whole.Size)
	for _, p := range s.Patches {
		c.say("release.tool.patch", "From", p.From, "Size", c.words.Bytes(p.Size), "Bytes", p.Size, "Percent", fmt.Sprintf("%.1f", 100*float64(p.Size)/float64(s.Whole.Size)))
	}
	for _, lang := range []string{"id", "en"} {
		if s.Notes[lang] != "" {
			fmt.Fprintf(c.out, "[%s]\n%s\n", lang, s.Notes[lang])
		}
	}
}

func sign(c *call) func([]string) error {
	key := c.flags.String("key", "", "")
	from := c.flags.String("passphrase-file", "", "")
	return func(args []string) error {
		if *key == "" {
			return usage(errors.New("sign --key"))
		}
		file, err := readKey(*key)
		if err != nil {
			return err
		}
		phrase, err := c.passphrase(*from)
		if err != nil {
			return err
		}
		private, err := file.open(phrase)
		if err != nil {
			return err
		}
		text, err := os.ReadFile(filepath.Join(args[0], release.StatementFile))
		if err != nil {
			return fmt.Errorf("read the statement: %w", err)
		}
		s, err := release.Parse(text) // never sign what no program takes
		if err != nil {
			return err
		}
		c.tell(s)
		path := filepath.Join(args[0], release.SignatureFile)
		if err := os.WriteFile(path, []byte(release.Sign(file.ID, private, text)+"\n"), 0o644); err != nil {
			return fmt.Errorf("write the signature: %w", err)
		}
		if _, err := release.ReadBundle(args[0], []release.Key{{ID: file.ID, Public: ed25519.PublicKey(file.Public)}}); err != nil {
			return errors.Join(err, os.Remove(path))
		}
		c.note("release.tool.signed", "Key", file.ID, "Path", path)
		known, err := release.Keys()
		if err == nil && !slices.ContainsFunc(known, func(k release.Key) bool { return k.ID == file.ID }) {
			c.note("release.tool.not_built_in", "Key", file.ID)
		}
		return err
	}
}

func verify(c *call) func([]string) error {
	path := c.flags.String("keys", "", "")
	from := c.olds()
	return func(args []string) error {
		before, err := from.pairs()
		if err != nil {
			return err
		}
		keys, err := release.KeysFrom(*path)
		if err != nil {
			return err
		}
		b, err := release.ReadBundle(args[0], keys)
		if err != nil {
			return err
		}
		if err := release.Try(c.ctx, args[0], b.Statement, before); err != nil {
			return err
		}
		c.tell(b.Statement)
		id, _, _ := strings.Cut(b.Signature, " ")
		c.note("release.tool.verified", "Key", id)
		return nil
	}
}
