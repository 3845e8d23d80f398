package look

import (
	"encoding/hex"
	"image/color"
	"io/fs"
	"strings"
	"sync"

	"fyne.io/fyne/v2"

	"pinisi/assets"
)

// Names of all icons, as in assets/icons, and a few small ones drawn here.
var Names = []string{
	"home", "evaluation", "consultation", "follow-up", "complaint", "standard", "survey", "innovation", "sync", "settings",
	"attachment", "back", "calendar", "check", "clock", "close", "conflict", "download", "edit", "lock", "mission",
	"offline", "person", "plus", "search", "trash", "undo", "upload", "warning",
	"chevron-down", "tick", "info", "copy", "sort", "dot",
}

// drawn are the small signs that the icon set lacks, on a 24 grid.
var drawn = map[string]string{
	"chevron-down": `<path fill="none" stroke="#000000" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" d="M6.5 9.5L12 15L17.5 9.5"/>`,
	"tick":         `<path fill="none" stroke="#000000" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round" d="M5.5 12.5L10 17L18.5 7.5"/>`,
	"info":         `<circle cx="12" cy="12" r="8.5" fill="none" stroke="#000000" stroke-width="1.75"/><path fill="none" stroke="#000000" stroke-width="1.75" stroke-linecap="round" d="M12 11.2L12 16M12 8L12 8.1"/>`,
	"copy":         `<path fill="none" stroke="#000000" stroke-width="1.75" stroke-linejoin="round" d="M9 8.5L19 8.5L19 19.5L9 19.5ZM5 15.5L5 4.5L15 4.5"/>`,
	"sort":         `<path fill="none" stroke="#000000" stroke-width="1.9" stroke-linecap="round" d="M5 7L19 7M7.5 12L16.5 12M10 17L14 17"/>`,
	"dot":          `<circle cx="12" cy="12" r="6" fill="#000000"/>`,
}

var pictures struct {
	sync.Mutex
	byName map[string]string
}

func picture(name string) string {
	pictures.Lock()
	defer pictures.Unlock()
	if p, ok := pictures.byName[name]; ok {
		return p
	}
	var p string
	if d, ok := drawn[name]; ok {
		p = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">` + d + `</svg>`
	} else if data, err := fs.ReadFile(assets.Icons(), name+".svg"); err == nil {
		p = string(data)
	} else {
		fyne.LogError("icon "+name+" is not among the assets", err)
	}
	if pictures.byName == nil {
		pictures.byName = map[string]string{}
	}
	pictures.byName[name] = p
	return p
}

// icon is a picture in one colour token. Its resource name holds the colour, so
// that the toolkit's cache of pictures follows a change of scheme.
type icon struct {
	name  string
	token fyne.ThemeColorName
}

// Icon returns an icon in a colour token; it follows the scheme.
func Icon(name string, token fyne.ThemeColorName) fyne.Resource { return icon{name, token} }

func (i icon) hex() string {
	c := color.NRGBAModel.Convert(Color(i.token)).(color.NRGBA)
	return hex.EncodeToString([]byte{c.R, c.G, c.B})
}

// Name implements fyne.Resource.
func (i icon) Name() string { return i.name + "-" + i.hex() + ".svg" }

// Content implements fyne.Resource.
func (i icon) Content() []byte {
	return []byte(strings.ReplaceAll(picture(i.name), "#000000", "#"+i.hex()))
}

// Mark returns the product's mark, the ship under sail, in its own colours.
func Mark() fyne.Resource {
	data, err := fs.ReadFile(assets.Icons(), "icon.svg")
	if err != nil {
		fyne.LogError("the product mark is not among the assets", err)
	}
	return fyne.NewStaticResource("pinisi-mark.svg", data)
}
