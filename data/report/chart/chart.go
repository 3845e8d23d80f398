// Package chart draws the figures of reports as PNG: a radar, bars and lines.
// Every axis begins at 0 and ends at the top of the scale, and series differ in
// brightness as well as in hue, so that a print in black and white is read alike.
package chart

import (
	"bytes"
	"fmt"
	"image/png"
	"strconv"
	"sync"

	"github.com/go-analyze/charts"
	"github.com/go-fonts/liberation/liberationsansregular"

	"pinisi/data/report/document"
)

// Series is one line of values; names of its points are those of the chart.
type Series struct {
	Name   string
	Values []float64
}

// Chart is what is drawn.
type Chart struct {
	Names  []string
	Series []Series
	Max    float64 // the top of the scale
	Steps  int     // that it is divided into
	Format func(float64) string
}

const family = "Liberation Sans"

var install = sync.OnceValue(func() error { return charts.InstallFont(family, liberationsansregular.TTF) })

func color(hex string) charts.Color { return charts.ParseColor("#" + hex) }

// theme has the series in the order sail, sea, grey when there are others to
// compare with, and sea alone otherwise.
func theme(series int) charts.ColorPalette {
	colors := []charts.Color{color(document.Sea)}
	if series > 1 {
		colors = []charts.Color{color("9FB0BC"), color(document.Sail), color(document.Sea)}[3-min(series, 3):]
		for len(colors) < series {
			colors = append([]charts.Color{color("C5CFD8")}, colors...)
		}
	}
	return charts.MakeTheme(charts.ThemeOption{
		AxisStrokeColor: color(document.Faint), AxisSplitLineColor: color(document.Rule), BackgroundColor: charts.ColorWhite,
		TextColor: color(document.Ink), SeriesColors: colors,
	})
}

func draw(width, height int, series int, with func(p *charts.Painter, theme charts.ColorPalette, font charts.FontStyle) error) ([]byte, error) {
	if err := install(); err != nil {
		return nil, fmt.Errorf("read the letters of charts: %w", err)
	}
	f := charts.GetFont(family)
	t := theme(series)
	p := charts.NewPainter(charts.PainterOptions{OutputFormat: charts.ChartOutputPNG, Width: width, Height: height, Font: f, Theme: t})
	if err := with(p, t, charts.FontStyle{FontSize: 17, FontColor: color(document.Ink), Font: f}); err != nil {
		return nil, fmt.Errorf("draw a chart: %w", err)
	}
	raw, err := p.Bytes()
	if err != nil {
		return nil, fmt.Errorf("draw a chart: %w", err)
	}
	return raw, nil
}

func legend(c Chart, font charts.FontStyle) charts.LegendOption {
	var names []string
	for _, s := range c.Series {
		names = append(names, s.Name)
	}
	return charts.LegendOption{Show: charts.Ptr(len(c.Series) > 1), SeriesNames: names, FontStyle: font, Symbol: charts.SymbolSquare, Offset: charts.OffsetStr{Top: "0"}}
}

// Radar draws values on spokes, at least three. Those of a single series stand
// behind the names of the spokes, where no line crosses them.
func Radar(c Chart) ([]byte, error) {
	return draw(1100, 580, len(c.Series), func(p *charts.Painter, t charts.ColorPalette, font charts.FontStyle) error {
		var list charts.RadarSeriesList
		for _, s := range c.Series {
			list = append(list, charts.RadarSeries{Name: s.Name, Values: s.Values, Label: charts.SeriesLabel{Show: charts.Ptr(false)}})
		}
		max := make([]float64, len(c.Names))
		for i := range max {
			max[i] = c.Max
		}
		spokes := charts.NewRadarIndicators(c.labels(), max)
		for i := range spokes {
			spokes[i].FontStyle = font
		}
		return p.RadarChart(charts.RadarChartOption{Theme: t, Padding: charts.NewBox(4, 16, 4, 8), SeriesList: list, Legend: legend(c, font), RadarIndicators: spokes, Radius: "46%", ValueFormatter: c.Format})
	})
}

// Bars draws lying bars, the first at the top, with the value behind each.
func Bars(c Chart) ([]byte, error) {
	n := len(c.Names)
	height := 90 + n*(30+22*len(c.Series))
	return draw(1100, height, len(c.Series), func(p *charts.Painter, t charts.ColorPalette, font charts.FontStyle) error {
		var list charts.BarSeriesList
		for _, s := range c.Series {
			list = append(list, charts.BarSeries{Name: s.Name, Values: reversed(s.Values), Label: charts.SeriesLabel{Show: charts.Ptr(true), ValueFormatter: c.Format, FontStyle: font}})
		}
		return p.BarChart(charts.BarChartOption{
			Theme: t, Padding: charts.NewBox(10, 10, 30, 10), Horizontal: true, SeriesList: list, Legend: legend(c, font), ValueFormatter: c.Format,
			CategoryAxis: charts.CategoryAxisOption{Labels: reversed(c.Names), LabelFontStyle: font},
			ValueAxis:    []charts.ValueAxisOption{c.axis(font)},
		})
	})
}

// Lines draws values over periods. Those of a single series stand behind the
// names of the periods.
func Lines(c Chart) ([]byte, error) {
	return draw(1100, 460, len(c.Series), func(p *charts.Painter, t charts.ColorPalette, font charts.FontStyle) error {
		var list charts.LineSeriesList
		for _, s := range c.Series {
			list = append(list, charts.LineSeries{Name: s.Name, Values: s.Values, Label: charts.SeriesLabel{Show: charts.Ptr(false)}})
		}
		return p.LineChart(charts.LineChartOption{
			Theme: t, Padding: charts.NewBox(10, 20, 40, 10), SeriesList: list, Legend: legend(c, font), ValueFormatter: c.Format, LineStrokeWidth: 4, Symbol: charts.Symbol{Shape: charts.SymbolDot, Size: 7},
			XAxis: charts.XAxisOption{Labels: c.labels(), LabelFontStyle: font, BoundaryGap: charts.Ptr(true), LabelCount: len(c.Names)},
			YAxis: []charts.YAxisOption{c.axis(font)},
		})
	})
}

// labels are the names, with the values of a single series.
func (c Chart) labels() []string {
	if len(c.Series) != 1 {
		return c.Names
	}
	var names []string
	for i, n := range c.Names {
		names = append(names, n+"  "+c.Format(c.Series[0].Values[i]))
	}
	return names
}

func (c Chart) axis(font charts.FontStyle) charts.ValueAxisOption {
	return charts.ValueAxisOption{
		Min: charts.Ptr(0.0), Max: charts.Ptr(c.Max), RangeValuePaddingScale: charts.Ptr(0.0), LabelCount: c.Steps + 1, LabelFontStyle: font,
		ValueFormatter: func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }, PreferNiceIntervals: charts.Ptr(false), SplitLineShow: charts.Ptr(true),
	}
}

func reversed[T any](list []T) []T {
	out := make([]T, len(list))
	for i, v := range list {
		out[len(list)-1-i] = v
	}
	return out
}

// Picture is a chart as a picture of a document, so wide on paper.
func Picture(raw []byte, width float64, name, alt string) (document.Picture, error) {
	c, err := png.DecodeConfig(bytes.NewReader(raw))
	if err != nil {
		return document.Picture{}, fmt.Errorf("measure the chart %s: %w", name, err)
	}
	return document.Picture{Name: "chart-" + name, Format: "png", Bytes: raw, Width: width, Height: width * float64(c.Height) / float64(c.Width), Alt: alt}, nil
}
