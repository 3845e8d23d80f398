package widgets

import (
	"strings"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/words"
)

// Anonymous is the id that ChatInput hands over for nobody in particular.
const Anonymous = ""

// ChatInput takes down what people say, one after the other: text, who, Enter,
// next. The keyboard stays in the text.
type ChatInput struct {
	composite
	// OnAdd is called with a text and who said it, Anonymous for nobody named.
	OnAdd func(text, who string)
	// Check says what may be wrong with what is being typed; nil doubts nothing.
	Check func(text string) Doubt
	// OnLet is called when the person lets a doubted text stand; may be nil.
	OnLet func(text string)

	doubt *doubtLine
	text  *entry
	who   *PickList
	add   *Button
}

// NewChatInput makes the input; people are those who may have said it.
func NewChatInput(example string, people []Option) *ChatInput {
	c := &ChatInput{text: newEntry(false)}
	c.text.SetPlaceHolder(example)
	c.text.onKey = c.key
	c.who = NewChoice("", nil)
	c.SetPeople(people)
	c.who.Set(anonymousID)
	c.add = NewButton(Primary, words.T("common.add"), "", c.send)
	c.doubt = newDoubtLine(func() {
		c.text.SetText(c.doubt.now.Instead)
		c.Focus()
	}, func() {
		if c.OnLet != nil {
			c.OnLet(c.text.Text)
		}
		c.look(c.text.Text)
		c.Focus()
	})
	c.text.OnChanged = c.look
	c.build(c, Column(look.Tight, RowGrow(look.Gap, 0, newRinged(c.text), Sized(look.Text(190), 0, c.who), c.add), c.doubt))
	return c
}

// look doubts the text at every key: Enter sends it before a pause comes.
func (c *ChatInput) look(text string) {
	if c.Check != nil && c.doubt.set(c.Check(text)) {
		c.Refresh()
	}
}

const anonymousID = "-"

// SetPeople replaces who may be chosen.
func (c *ChatInput) SetPeople(people []Option) {
	options := append([]Option{{ID: anonymousID, Text: words.T("common.anonymous")}}, people...)
	c.who.SetOptions(options)
}

// SetWho chooses who speaks now.
func (c *ChatInput) SetWho(id string) {
	if id == Anonymous {
		id = anonymousID
	}
	c.who.Set(id)
}

// Focus moves the keyboard into the text.
func (c *ChatInput) Focus() { focus(c.text) }

func (c *ChatInput) key(key *fyne.KeyEvent) bool {
	if key.Name == fyne.KeyReturn || key.Name == fyne.KeyEnter {
		c.send()
		return true
	}
	return false
}

func (c *ChatInput) send() {
	text := strings.TrimSpace(c.text.Text)
	if text == "" {
		c.Focus()
		return
	}
	who := c.who.ID()
	if who == anonymousID {
		who = Anonymous
	}
	c.text.SetText("")
	if c.OnAdd != nil {
		c.OnAdd(text, who)
	}
	c.Focus()
}
