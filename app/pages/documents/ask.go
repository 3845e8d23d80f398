package documents

import (
	"context"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/choose"
	"pinisi/app/look"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/report"
)

// last is the folder into which the last document of this run was made.
var last string

// question is the open dialog: which document, with names or without, and where.
type question struct {
	b        *Button
	which    *widgets.PickList
	period   *widgets.PickList // nil when the page says which
	personal *widget.Check
	name     *widgets.AutoField
	where    *widgets.Text
	folder   string
	slot     session.Slot
}

func (b *Button) ask() {
	c := fyne.CurrentApp().Driver().CanvasForObject(b.button)
	if c == nil {
		return
	}
	q := &question{b: b, folder: last}
	if q.folder == "" {
		q.folder = choose.Documents()
	}
	var options []widgets.Option
	for _, o := range b.offers {
		options = append(options, widgets.Option{ID: o.ID, Text: words.T("report.offer." + o.ID), Detail: words.T("report.offer." + o.ID + ".detail")})
	}
	q.which = widgets.NewChoice(words.T("report.window.which"), options)
	q.which.Set(b.offers[0].ID)
	q.which.OnPicked = func(string) { q.propose() }
	var when fyne.CanvasObject = widgets.Column(0)
	if r := b.of(); r.ID == data.NilID && r.Period == "" {
		q.period = widgets.NewChoice(words.T("report.window.period"), b.periods())
		q.period.Set(strconv.Itoa(b.s.Now().Year()))
		q.period.OnPicked = func(string) { q.propose() }
		when = q.period
	}
	q.personal = widget.NewCheck(words.T("report.window.personal"), func(bool) { q.propose() })
	q.name, q.where = widgets.NewAutoField(words.T("report.window.file")), widgets.Small("")
	q.name.OnTyped = func(string) { q.tell() }
	pick := widgets.NewButton(widgets.Quiet, words.T("report.window.folder"), "", func() {
		choose.Folder(b.s.Window, func(path string, err error) {
			if err != nil {
				b.s.Fail(err, nil)
				return
			}
			q.folder = path
			q.propose()
		})
	}).Compact()
	body := widgets.Column(look.Gap, q.which, when, q.name, widgets.RowGrow(look.Gap, 0, q.where, pick), q.personal, widgets.Small(words.T("report.window.personal_hint")))
	q.propose()
	widgets.Ask(c, widgets.Question{Title: words.T("report.window.title"), Yes: words.T("report.window.make"), Body: body}, func(string) { q.accept(c) })
}

// request is what the dialog says now.
func (q *question) request() report.Request {
	r := q.b.of()
	for _, o := range q.b.offers {
		if o.ID == q.which.ID() {
			r.Kind, r.Format = o.Kind, o.Format
		}
	}
	if q.period != nil {
		r.Period = q.period.ID()
	}
	if r.Today == "" {
		r.Today = q.b.today(r)
	}
	r.ByUnsur = q.which.ID() == apartID
	r.Lang, r.Personal = words.Now().Lang(), q.personal.Checked
	return r
}

// propose names the file after what is asked for, so that nothing is replaced.
func (q *question) propose() {
	r, folder, s := q.request(), q.folder, q.b.s
	session.Load(s, &q.slot, func(ctx context.Context) (string, error) {
		name, err := report.Name(ctx, s.Store, r)
		return free(folder, name), err
	}, func(file string) {
		q.name.SetText(filepath.Base(file))
		q.tell()
	})
}

// tell says the whole path that will be written, which the field may be too
// short to show.
func (q *question) tell() {
	file := q.file()
	if file != "" {
		file = words.T("report.window.whole", "Path", file)
	}
	q.where.Set(file)
}

// file is the path that the dialog says now; "" without a name.
func (q *question) file() string {
	file := strings.TrimSpace(q.name.Text())
	if file == "" {
		return ""
	}
	if !filepath.IsAbs(file) { // a whole path may be typed too
		file = filepath.Join(q.folder, file)
	}
	if ending := "." + q.request().Format; !strings.EqualFold(filepath.Ext(file), ending) {
		file += ending
	}
	return file
}

// periods are those that can be asked for, of this year and the one before; of
// complaints quarters too.
func (b *Button) periods() []widgets.Option {
	quarters := !slices.ContainsFunc(b.offers, func(o Offer) bool { return o.Kind != report.Complaints })
	var all []widgets.Option
	for _, y := range []int{b.s.Now().Year(), b.s.Now().Year() - 1} {
		year := strconv.Itoa(y)
		add := func(id, key string, n int) {
			all = append(all, widgets.Option{ID: year + id, Text: words.T("report.period."+key, "N", n, "Year", year)})
		}
		add("", "year", 0)
		for n := 1; n <= 2; n++ {
			add("-S"+strconv.Itoa(n), "half", n)
		}
		for n := 1; n <= 4 && quarters; n++ {
			add("-Q"+strconv.Itoa(n), "quarter", n)
		}
	}
	return all
}

// free is a name that is not taken in the folder: "… (2).pdf".
func free(folder, name string) string {
	ending := filepath.Ext(name)
	file := filepath.Join(folder, name)
	for n := 2; exists(file) && n < 1000; n++ {
		file = filepath.Join(folder, strings.TrimSuffix(name, ending)+" ("+strconv.Itoa(n)+")"+ending)
	}
	return file
}

// accept begins to make the document; what is there is replaced only after asking.
func (q *question) accept(c fyne.Canvas) {
	q.slot.Drop()
	r, file := q.request(), q.file()
	if file == "" {
		return
	}
	last = filepath.Dir(file)
	if !exists(file) {
		q.b.make(r, file, false)
		return
	}
	widgets.Ask(c, widgets.Question{
		Title: words.T("report.window.over"), Text: words.T("report.window.over_text", "Path", file), Yes: words.T("report.window.over_yes"), Grave: true,
	}, func(string) { q.b.make(r, file, true) })
}
