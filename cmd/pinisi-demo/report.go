package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
)

// report holds that the mission and headquarters come to the same number, and
// that the documents they make of it are the same byte for byte.
func (s *stage) report(ctx context.Context) error {
	s.out.head("demo.report")
	if _, err := s.siti.do(ctx, fine, "score", loket); err != nil {
		return err
	}
	for _, want := range []struct{ kind, id, format string }{
		{"evaluation", loket, "pdf"}, {"evaluation", loket, "docx"}, {"evaluation", loket, "xlsx"}, {"respondents", loket, "pdf"}, {"survey", skm, "pdf"},
	} {
		var first []byte
		for _, d := range []*device{s.siti, s.budi, s.dewi} {
			file := filepath.Join(s.dir, "laporan-"+d.computer+"."+want.format)
			if _, err := d.cli(ctx, "report", want.kind, want.id, "--format", want.format, "--out", file); err != nil {
				return err
			}
			made, err := os.ReadFile(file)
			if err != nil {
				return fmt.Errorf("%s made no %s as %s: %w", d.computer, want.kind, want.format, err)
			}
			if err := os.Remove(file); err != nil {
				return err
			}
			if first == nil {
				first = made
			}
			if !bytes.Equal(first, made) {
				return fmt.Errorf("%s and %s make different documents of one %s as %s", s.siti.computer, d.computer, want.kind, want.format)
			}
		}
		s.out.say("demo.report.same", "Kind", want.kind, "Format", want.format, "Size", s.out.words.Bytes(int64(len(first))))
	}
	return nil
}
