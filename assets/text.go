package assets

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Text is a text of a data file in Indonesian and, where we have it, English.
// In JSON it is a plain string (Indonesian only) or {"id": "...", "en": "..."}.
type Text struct {
	ID string
	EN string
}

// In is the text in the language lang ("id", "en", "en-GB", ...). Indonesian is
// the official text, so it also answers for every language we do not have.
func (t Text) In(lang string) string {
	if t.EN != "" && (lang == "en" || strings.HasPrefix(lang, "en-") || strings.HasPrefix(lang, "en_")) {
		return t.EN
	}
	return t.ID
}

// IsZero tells whether there is no text in any language.
func (t Text) IsZero() bool { return t.ID == "" && t.EN == "" }

type bothLanguages struct {
	ID string `json:"id"`
	EN string `json:"en,omitempty"`
}

// UnmarshalJSON reads either form.
func (t *Text) UnmarshalJSON(data []byte) error {
	var plain string
	if json.Unmarshal(data, &plain) == nil {
		*t = Text{ID: plain}
		return nil
	}
	var both bothLanguages
	if err := json.Unmarshal(data, &both); err != nil {
		return fmt.Errorf("%.80s is neither a text nor {\"id\": text, \"en\": text}", data)
	}
	*t = Text(both)
	return nil
}

// MarshalJSON writes the shorter form that holds the text.
func (t Text) MarshalJSON() ([]byte, error) {
	if t.EN == "" {
		return json.Marshal(t.ID)
	}
	return json.Marshal(bothLanguages(t))
}
