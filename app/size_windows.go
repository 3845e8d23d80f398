package app

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

var parametersInfo = windows.NewLazySystemDLL("user32.dll").NewProc("SystemParametersInfoW")

// workArea is the size in pixels of the main screen without the taskbar; false
// when the system does not say.
func workArea() (width, height int, ok bool) {
	const getWorkArea = 0x30 // SPI_GETWORKAREA
	var area windows.Rect
	r, _, _ := parametersInfo.Call(getWorkArea, 0, uintptr(unsafe.Pointer(&area)), 0)
	return int(area.Right - area.Left), int(area.Bottom - area.Top), r != 0
}
