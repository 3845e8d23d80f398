// Command pinisi-demo shows what Pinisi promises, through the real programs: it
// starts a hub, two devices of KBRI Singapura, one of KJRI Johor Bahru and one
// of headquarters in folders of their own, lets them work with the network cut
// and disagree, joins them, decides, and compares what each side holds.
//
// It ends with 0 only if every side holds the same and nothing that was typed
// is gone. With --keep DIR the folders stay, with one disagreement more left
// open: DIR/singapura-1, singapura-2, johor-1, pusat and hub.
//
// What is typed in the demo stands in story/, its narration in the translation
// files (area demo).
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"pinisi/assets/words"
)

func main() {
	keep := flag.String("keep", "", "folder in which to keep the data; it must be empty or new")
	bin := flag.String("bin", "", "folder of pinisi-hub and pinisi-cli; otherwise this program's own, or PINISI_BIN")
	lang := flag.String("lang", "id", "language: id or en")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, *bin, *keep, &printer{w: os.Stdout, words: words.New(*lang)})
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "\npinisi-demo:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, bin, keep string, out *printer) (err error) {
	p, err := findPrograms(bin)
	if err != nil {
		return err
	}
	p.lang = out.words.Lang()
	dir := keep
	if keep == "" {
		if dir, err = os.MkdirTemp("", "pinisi-demo-*"); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	} else if err := empty(keep); err != nil {
		return err
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return err
	}
	h := &hub{programs: p, dir: filepath.Join(dir, "hub")}
	defer func() { err = errors.Join(err, h.stop()) }()
	return play(ctx, &stage{programs: p, dir: dir, hub: h, out: out, keep: keep != ""})
}

// empty makes the folder, or holds that nothing is in it.
func empty(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	inside, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	if len(inside) > 0 {
		return fmt.Errorf("%s is not empty; name a new folder", dir)
	}
	return nil
}
