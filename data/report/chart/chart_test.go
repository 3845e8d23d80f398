package chart_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"testing"

	"pinisi/data/report/chart"
)

func one(names []string, values ...float64) chart.Chart {
	return chart.Chart{Names: names, Series: []chart.Series{{Name: "F-02", Values: values}}, Max: 5, Steps: 5, Format: func(v float64) string { return fmt.Sprintf("%.2f", v) }}
}

func decoded(t *testing.T, raw []byte, err error) image.Image {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// bars are the lengths of the bars in pixels, from the top.
func bars(img image.Image) []int {
	sea := color.RGBA{0x0B, 0x4F, 0x6C, 255}
	var lengths []int
	in := false
	for y := range img.Bounds().Dy() {
		n := 0
		for x := range img.Bounds().Dx() {
			if color.RGBAModel.Convert(img.At(x, y)) == sea {
				n++
			}
		}
		if n > 20 && !in {
			lengths = append(lengths, 0)
		}
		if in = n > 20; in {
			lengths[len(lengths)-1] = max(lengths[len(lengths)-1], n)
		}
	}
	return lengths
}

// TestBarsBeginAtNothing: a bar twice as long stands for twice as much, and the
// first name is at the top.
func TestBarsBeginAtNothing(t *testing.T) {
	raw, err := chart.Bars(one([]string{"a", "b", "c"}, 4, 2, 5))
	got := bars(decoded(t, raw, err))
	if len(got) != 3 {
		t.Fatalf("bars %v, want three", got)
	}
	for i, want := range []float64{4, 2, 5} {
		if per := float64(got[i]) / want; per < float64(got[2])/5*0.98 || per > float64(got[2])/5*1.02 {
			t.Errorf("bar %d is %d long for %v, the whole scale %d", i, got[i], want, got[2])
		}
	}
}

func TestTheSameValuesGiveTheSamePicture(t *testing.T) {
	c := one([]string{"a", "b", "c", "d"}, 4, 2, 5, 0)
	two := c
	two.Series = append([]chart.Series{{Name: "F-03", Values: []float64{1, 2, 3, 4}}}, c.Series...)
	for name, draw := range map[string]func(chart.Chart) ([]byte, error){"radar": chart.Radar, "bars": chart.Bars, "lines": chart.Lines} {
		for _, c := range []chart.Chart{c, two} {
			first, err := draw(c)
			img := decoded(t, first, err)
			again, err := draw(c)
			if err != nil || !bytes.Equal(first, again) {
				t.Errorf("%s of %d: another picture, %v", name, len(c.Series), err)
			}
			p, err := chart.Picture(first, 150, name, "x")
			if err != nil || p.Height <= 0 || p.Height > 200 || img.Bounds().Dx() < 1000 {
				t.Errorf("%s of %d: %v × %v mm, %v px, %v", name, len(c.Series), p.Width, p.Height, img.Bounds(), err)
			}
		}
	}
}
