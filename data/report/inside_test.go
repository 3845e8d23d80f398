package report

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"testing"
)

// exif is the beginning of a JPEG that says how it is to be turned.
func exif(turn byte) []byte {
	return []byte{0xFF, 0xD8, 0xFF, 0xE1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turn, 0, 0, 0, 0, 0, 0}
}

func TestOrientation(t *testing.T) {
	for turn := byte(1); turn <= 8; turn++ {
		if got := orientation(exif(turn)); got != int(turn) {
			t.Errorf("turn %d is read as %d", turn, got)
		}
	}
	for _, damaged := range [][]byte{nil, {0xFF}, exif(9), exif(6)[:20], exif(6)[:33], []byte("GIF89a"), {0xFF, 0xD8, 0xFF, 0xE1, 0, 0}} {
		if got := orientation(damaged); got != 1 {
			t.Errorf("% x is read as %d", damaged, got)
		}
	}
}

func FuzzOrientation(f *testing.F) {
	f.Add(exif(6))
	f.Fuzz(func(t *testing.T, b []byte) {
		if n := orientation(b); n < 1 || n > 8 {
			t.Errorf("% x: %d", b, n)
		}
	})
}

// TestUpright turns a picture whose corners have colours back to where they were.
func TestUpright(t *testing.T) {
	red, blue := color.RGBA{255, 0, 0, 255}, color.RGBA{0, 0, 255, 255}
	// Where the red and the blue corner of an upright picture of 3×2 lie in the file.
	for turn, at := range map[int][2]image.Point{
		1: {{0, 0}, {2, 0}}, 2: {{2, 0}, {0, 0}}, 3: {{2, 1}, {0, 1}}, 4: {{0, 1}, {2, 1}},
		5: {{0, 0}, {0, 2}}, 6: {{0, 2}, {0, 0}}, 7: {{1, 2}, {1, 0}}, 8: {{1, 0}, {1, 2}},
	} {
		size := image.Rect(0, 0, 3, 2)
		if turn >= 5 {
			size = image.Rect(0, 0, 2, 3)
		}
		in := image.NewRGBA(size)
		in.SetRGBA(at[0].X, at[0].Y, red)
		in.SetRGBA(at[1].X, at[1].Y, blue)
		out := upright(in, turn)
		if out.Bounds() != image.Rect(0, 0, 3, 2) || out.RGBAAt(0, 0) != red || out.RGBAAt(2, 0) != blue {
			t.Errorf("turn %d: %v, %v %v", turn, out.Bounds(), out.RGBAAt(0, 0), out.RGBAAt(2, 0))
		}
	}
}

func TestAPictureIsMadeSmallAndADocumentIsNone(t *testing.T) {
	var raw bytes.Buffer
	if err := jpeg.Encode(&raw, image.NewGray(image.Rect(0, 0, 1000, 500)), nil); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name    string
		content []byte
		want    bool
	}{{"a picture", raw.Bytes(), true}, {"a torn picture", raw.Bytes()[:300], false}, {"no picture", []byte("%PDF-1.4"), false}, {"nothing", nil, false}} {
		path := t.TempDir() + "/x"
		writeFile(t, path, test.content)
		p, err := thumbnail(path, "x", thumb, newRoom(mostOpen))
		if err != nil || (p != nil) != test.want {
			t.Fatalf("%s: %v, %v", test.name, p, err)
		}
		if p != nil && (p.Width != thumb.width || p.Height != thumb.width/2) {
			t.Errorf("%s: %v × %v mm", test.name, p.Width, p.Height)
		}
	}
}

func writeFile(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}
