package store

import "net/url"

// address is how SQLite is told of a file: a URI, since a plain path would end
// at its first "?" and lose what follows "%". The path stands in it whole and
// escaped, not behind "//": SQLite would take the C: of "file://C:/…" for a
// computer's name and refuse it.
func address(path string, options url.Values) string {
	path, vfs := native(path)
	all := url.Values{}
	for name, values := range options {
		all[name] = values
	}
	if vfs != "" {
		all.Set("vfs", vfs)
	}
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: all.Encode()}).String()
}
