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

	text *entry
	who  *PickList
	add  *Button
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
	c.build(c, RowGrow(look.Gap, 0, newRinged(c.text), Sized(look.Text(190), 0, c.who), c.add))
	return c
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
