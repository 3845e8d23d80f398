package settings

import (
	"context"
	"fmt"
	"strconv"

	"pinisi/app/look"
	"pinisi/data/store"
)

// View is how one computer shows Pinisi. It is not part of any record.
type View struct {
	Language string // "id" or "en"
	Theme    string // "system", "light" or "dark"
	Scale    int    // of text, percent, 80 to 150
}

const (
	keyTheme = "window.theme"
	keyScale = "window.scale"
)

// Load reads the view; what was never set is Indonesian, the system's theme, 100 %.
func Load(ctx context.Context, st *store.Store) (View, error) {
	v := View{Language: st.Profile().Language, Theme: "system", Scale: 100}
	if v.Language == "" {
		v.Language = "id"
	}
	theme, err := st.Setting(ctx, keyTheme)
	if err != nil {
		return v, fmt.Errorf("read the theme: %w", err)
	}
	if theme == "light" || theme == "dark" {
		v.Theme = theme
	}
	scale, err := st.Setting(ctx, keyScale)
	if err != nil {
		return v, fmt.Errorf("read the size of text: %w", err)
	}
	if n, err := strconv.Atoi(scale); err == nil {
		v.Scale = max(80, min(n, 150))
	}
	return v, nil
}

// Save keeps the view.
func (v View) Save(ctx context.Context, st *store.Store) error {
	if p := st.Profile(); p.Language != v.Language {
		p.Language = v.Language
		if err := st.SetProfile(ctx, p); err != nil {
			return fmt.Errorf("keep the language: %w", err)
		}
	}
	if err := st.SetSetting(ctx, keyTheme, v.Theme); err != nil {
		return fmt.Errorf("keep the theme: %w", err)
	}
	if err := st.SetSetting(ctx, keyScale, strconv.Itoa(v.Scale)); err != nil {
		return fmt.Errorf("keep the size of text: %w", err)
	}
	return nil
}

// Look is the view's theme.
func (v View) Look() look.Theme {
	scheme := look.System
	switch v.Theme {
	case "light":
		scheme = look.Light
	case "dark":
		scheme = look.Dark
	}
	return look.Theme{Scheme: scheme, Scale: float32(v.Scale) / 100}
}
