package app

import (
	"context"

	"pinisi/app/pages/settings"
)

func settingsView(p *App) (settings.View, error) {
	return settings.Load(context.Background(), p.store)
}
