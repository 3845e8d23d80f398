package report

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	_ "image/png"
	"io"
	"os"
	"runtime"
	"sync"
	"sync/atomic"

	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp"

	"pinisi/data/report/document"
)

const (
	peek     = 64 << 10  // bytes in which the turn is told
	mostOpen = 120 << 20 // bytes of pixels that are open at once; larger pictures are not opened
)

// format is how large a picture becomes.
type format struct {
	name          string
	pixels        int     // of the longer side
	width, height float64 // mm, at most
}

var (
	thumb = format{"thumb", 360, 34, 30}  // beside a file's name: 230 dpi
	photo = format{"photo", 1000, 80, 64} // of an album, two in a row
)

// room bounds the pixels that several goroutines hold open together.
type room struct {
	mu   sync.Mutex
	more sync.Cond
	left int
}

func newRoom(size int) *room {
	r := &room{left: size}
	r.more.L = &r.mu
	return r
}

func (r *room) take(n int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for r.left < n {
		r.more.Wait()
	}
	r.left -= n
}

func (r *room) give(n int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.left += n
	r.more.Broadcast()
}

// thumbnails makes small pictures of the files that are pictures and here; nil
// for the others. As many are made at once as there are processors.
func (m *maker) thumbnails(files []file, size format) ([]*document.Picture, error) {
	out := make([]*document.Picture, len(files))
	first := map[string]int{} // by hash
	var jobs []int
	for i, f := range files {
		if _, again := first[f.sha]; !again && f.here {
			first[f.sha] = i
			jobs = append(jobs, i)
		}
	}
	ctx, stop := context.WithCancel(m.ctx)
	defer stop()
	var wait sync.WaitGroup
	var next, done atomic.Int64
	failed := make(chan error, 1)
	open := newRoom(mostOpen)
	for range min(len(jobs), max(1, min(runtime.NumCPU(), 4))) {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for ctx.Err() == nil {
				at := int(next.Add(1)) - 1
				if at >= len(jobs) {
					return
				}
				f := files[jobs[at]]
				p, err := thumbnail(m.st.FilePath(f.sha), f.sha, size, open)
				if err != nil {
					select {
					case failed <- fmt.Errorf("make a small picture of %s: %w", f.name, err):
					default:
					}
					stop()
					return
				}
				out[jobs[at]] = p
				m.r.tell(0.1 + 0.6*float64(done.Add(1))/float64(len(jobs)))
			}
		}()
	}
	wait.Wait()
	select {
	case err := <-failed:
		return nil, err
	default:
	}
	if err := m.ctx.Err(); err != nil {
		return nil, err
	}
	for i, f := range files {
		if at, ok := first[f.sha]; ok && out[at] != nil {
			p := *out[at]
			p.Alt = m.T("evidence.alt", "Name", f.name, "Code", f.code)
			out[i] = &p
		}
	}
	return out, nil
}

// thumbnail makes a small upright picture of a file; nil when it is no picture
// that can be read.
func thumbnail(path, sha string, as format, open *room) (*document.Picture, error) {
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	head := make([]byte, peek)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return nil, err
	}
	head = head[:n]
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	config, coded, err := image.DecodeConfig(bufio.NewReader(f))
	if err != nil || config.Width < 1 || config.Height < 1 || config.Width > mostOpen/config.Height {
		return nil, nil // a document, a film, or a picture of a kind that is not read
	}
	size := config.Width * config.Height * 4
	if coded == "jpeg" {
		size = config.Width * config.Height * 2
	}
	if size > mostOpen {
		return nil, nil
	}
	open.take(size)
	defer open.give(size)
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	full, _, err := image.Decode(bufio.NewReaderSize(f, 1<<16))
	if err != nil {
		return nil, nil // a damaged picture is still listed
	}
	small := upright(scaled(full, as.pixels), orientation(head))
	var raw bytes.Buffer
	if err := jpeg.Encode(&raw, small, &jpeg.Options{Quality: 80}); err != nil {
		return nil, err
	}
	b := small.Bounds()
	scale := min(as.width/float64(b.Dx()), as.height/float64(b.Dy()))
	return &document.Picture{Name: as.name + "-" + sha, Format: "jpeg", Bytes: raw.Bytes(), Width: float64(b.Dx()) * scale, Height: float64(b.Dy()) * scale}, nil
}

// scaled is the picture with its longer side at most so many pixels, on white.
func scaled(full image.Image, pixels int) *image.RGBA {
	b := full.Bounds()
	scale := min(1, float64(pixels)/float64(max(b.Dx(), b.Dy())))
	w, h := max(1, int(float64(b.Dx())*scale+0.5)), max(1, int(float64(b.Dy())*scale+0.5))
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(out, out.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.ApproxBiLinear.Scale(out, out.Bounds(), full, b, draw.Over, nil)
	return out
}

// upright turns a picture as its camera says (EXIF orientation 1 to 8).
func upright(in *image.RGBA, turn int) *image.RGBA {
	if turn < 2 || turn > 8 {
		return in
	}
	w, h := in.Bounds().Dx(), in.Bounds().Dy()
	ow, oh := w, h
	if turn >= 5 {
		ow, oh = h, w
	}
	out := image.NewRGBA(image.Rect(0, 0, ow, oh))
	for y := range oh {
		for x := range ow {
			var sx, sy int
			switch turn {
			case 2:
				sx, sy = w-1-x, y
			case 3:
				sx, sy = w-1-x, h-1-y
			case 4:
				sx, sy = x, h-1-y
			case 5:
				sx, sy = y, x
			case 6:
				sx, sy = y, h-1-x
			case 7:
				sx, sy = w-1-y, h-1-x
			case 8:
				sx, sy = w-1-y, x
			}
			out.SetRGBA(x, y, in.RGBAAt(sx, sy))
		}
	}
	return out
}
