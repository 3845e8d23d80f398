//go:build !windows

package opener

import (
	"net/url"

	"fyne.io/fyne/v2"
)

func open(path string) error {
	return fyne.CurrentApp().OpenURL(&url.URL{Scheme: "file", Path: path})
}
