package respond

import (
	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	poll "pinisi/data/respond"
)

// typer is the grid with the question in hand over it, and under it the word
// about what was typed.
type typer struct {
	s        *session.Session
	form     poll.Form
	grid     *grid
	question *widgets.Text
	message  *widgets.Text
	content  *fyne.Container
	onTyped  func()
	onWhole  func(answers []int) // Enter behind the last question
}

func newTyper(s *session.Session, f poll.Form) *typer {
	t := &typer{s: s, form: f, grid: newGrid(f), question: widgets.Body("").OneLine(), message: widgets.Hint("")}
	t.content = widgets.Column(look.Gap, t.question, t.message, t.grid) // the word over the grid: it is seen on low screens too
	t.grid.onMoved = func() {
		t.hint()
		if t.onTyped != nil {
			t.onTyped()
		}
	}
	t.grid.onWrong = func(r rune) {
		if t.grid.at == len(t.grid.levels) {
			t.say(words.T("entry.paper.whole"))
			return
		}
		t.say(words.T("entry.paper.outside", "Typed", string(r), "Min", f.Min, "Max", f.Max))
	}
	t.grid.onEnter = func() {
		if n := t.grid.open(); n > 0 {
			t.say(words.T("entry.paper.still_open", "N", n))
			return
		}
		t.onWhole(t.grid.answers())
	}
	t.hint()
	return t
}

// focus gives the grid the keyboard.
func (t *typer) focus() {
	if t.s.Window != nil {
		t.s.Window.Canvas().Focus(t.grid)
	}
}

// say shows what is wrong.
func (t *typer) say(problem string) { t.message.SetIn(problem, look.Bad) }

// hint shows the question in hand and the keys.
func (t *typer) hint() {
	if t.grid.at < len(t.form.Questions) {
		q := t.form.Questions[t.grid.at]
		t.question.SetIn(words.T("entry.paper.question", "N", t.grid.at+1, "Text", q.Text.In(words.Now().Lang())), look.Ink)
		t.message.SetIn(words.T("entry.paper.keys", "Min", t.form.Min, "Max", t.form.Max), look.Quiet)
		return
	}
	t.question.SetIn(words.T("entry.paper.enter"), look.Ink)
	t.message.SetIn(words.T("entry.paper.keys", "Min", t.form.Min, "Max", t.form.Max), look.Quiet)
}

// set shows levels to go on with.
func (t *typer) set(levels []int) {
	t.grid.set(levels)
	t.hint()
}

// clear makes room for the next sheet.
func (t *typer) clear() { t.set(nil) }
