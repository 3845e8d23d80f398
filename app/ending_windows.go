package app

import (
	"unsafe"

	"fyne.io/fyne/v2/driver"
	"golang.org/x/sys/windows"

	"pinisi/app/words"
)

// Of Windows' user32.h and dwmapi.h.
const (
	wmQueryEndSession = 0x0011
	wmEndSession      = 0x0016
	gwlpWndProc       = ^uintptr(3) // -4
	swRestore         = 9
	dwmDarkTitleBar   = 20
)

var (
	user32             = windows.NewLazySystemDLL("user32.dll")
	setWindowLongPtr   = user32.NewProc("SetWindowLongPtrW")
	callWindowProc     = user32.NewProc("CallWindowProcW")
	blockReasonCreate  = user32.NewProc("ShutdownBlockReasonCreate")
	blockReasonDestroy = user32.NewProc("ShutdownBlockReasonDestroy")
	isIconic           = user32.NewProc("IsIconic")
	showWindow         = user32.NewProc("ShowWindow")
	setWindowAttribute = windows.NewLazySystemDLL("dwmapi.dll").NewProc("DwmSetWindowAttribute")
)

// handle is the window for Windows, 0 while there is none.
func (p *App) handle() (hwnd uintptr) {
	if w, ok := p.window.(driver.NativeWindow); ok {
		w.RunNative(func(context any) {
			if c, ok := context.(driver.WindowsWindowContext); ok {
				hwnd = c.HWND
			}
		})
	}
	return hwnd
}

// watchEnd stands before the toolkit's window procedure, which lets Windows end
// the session without a word. Windows asks first (WM_QUERYENDSESSION), when
// what is being typed is stored, and may change its mind; then it tells
// (WM_ENDSESSION) and takes the process away as soon as that returns. Both come
// on the window's own goroutine.
func (p *App) watchEnd() {
	hwnd := p.handle()
	if hwnd == 0 {
		p.opt.Log.Warn("the end of the session cannot be watched: no window")
		return
	}
	var before uintptr
	procedure := windows.NewCallback(func(window windows.HWND, message uint32, wparam, lparam uintptr) uintptr {
		switch message {
		case wmQueryEndSession:
			p.opt.Log.Info("the system asks to end the session")
			p.blockEnd(hwnd)
			p.handOver(endWithin)
			return 1
		case wmEndSession:
			if wparam == 0 {
				p.opt.Log.Info("the session goes on")
				p.unblockEnd(hwnd)
				return 0
			}
			p.opt.Log.Info("the system ends the session")
			p.endNow(endWithin)
			p.opt.Log.Info("everything is stored")
			p.unblockEnd(hwnd)
			p.fyne.Quit()
			return 0
		}
		result, _, _ := callWindowProc.Call(before, uintptr(window), uintptr(message), wparam, lparam)
		return result
	})
	var err error
	if before, _, err = setWindowLongPtr.Call(hwnd, gwlpWndProc, procedure); before == 0 {
		p.opt.Log.Error("watch the end of the session", "error", err)
	}
}

// blockEnd lets Windows say why it waits, should it wait long.
func (p *App) blockEnd(hwnd uintptr) {
	reason, err := windows.UTF16PtrFromString(words.T("instance.storing"))
	if err != nil {
		return
	}
	_, _, _ = blockReasonCreate.Call(hwnd, uintptr(unsafe.Pointer(reason))) // it is a courtesy only
}

func (p *App) unblockEnd(hwnd uintptr) { _, _, _ = blockReasonDestroy.Call(hwnd) }

// titleBar makes the window's title bar dark or light, as the program is: the
// toolkit goes by the system alone. Windows before version 2004 of 10 keeps its own.
func (p *App) titleBar(dark bool) {
	hwnd := p.handle()
	if hwnd == 0 || setWindowAttribute.Find() != nil {
		return
	}
	var on int32
	if dark {
		on = 1
	}
	_, _, _ = setWindowAttribute.Call(hwnd, dwmDarkTitleBar, uintptr(unsafe.Pointer(&on)), unsafe.Sizeof(on))
}

// restore shows a window that is only a button in the taskbar.
func (p *App) restore() {
	hwnd := p.handle()
	if hwnd == 0 {
		return
	}
	if small, _, _ := isIconic.Call(hwnd); small != 0 {
		_, _, _ = showWindow.Call(hwnd, swRestore)
	}
}
