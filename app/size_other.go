//go:build !windows

package app

// workArea is only asked of Windows; elsewhere the desktop keeps a window on
// its screen.
func workArea() (width, height int, ok bool) { return 0, 0, false }
