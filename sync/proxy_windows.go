package sync

import (
	"fmt"
	"net/url"
	"runtime"
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	winhttp            = windows.NewLazySystemDLL("winhttp.dll")
	winhttpUserConfig  = winhttp.NewProc("WinHttpGetIEProxyConfigForCurrentUser")
	winhttpOpen        = winhttp.NewProc("WinHttpOpen")
	winhttpTimeouts    = winhttp.NewProc("WinHttpSetTimeouts")
	winhttpProxyForURL = winhttp.NewProc("WinHttpGetProxyForUrl")
	winhttpClose       = winhttp.NewProc("WinHttpCloseHandle")
	kernel32           = windows.NewLazySystemDLL("kernel32.dll")
	globalFree         = kernel32.NewProc("GlobalFree")
)

// take reads a text that WinHTTP allocated, and frees it.
func take(p *uint16) string {
	if p == nil {
		return ""
	}
	defer globalFree.Call(uintptr(unsafe.Pointer(p)))
	return windows.UTF16PtrToString(p)
}

// systemProxy reads the settings of the user (WINHTTP_CURRENT_USER_IE_PROXY_CONFIG),
// which a policy may have set.
func systemProxy() (ProxySettings, error) {
	var c struct {
		detect                int32
		script, proxy, bypass *uint16
	}
	if err := winhttpUserConfig.Find(); err != nil {
		return ProxySettings{}, fmt.Errorf("read the system's proxy settings: %w", err)
	}
	ok, _, err := winhttpUserConfig.Call(uintptr(unsafe.Pointer(&c)))
	if ok == 0 {
		return ProxySettings{}, fmt.Errorf("read the system's proxy settings: %w", err)
	}
	return ProxySettings{Detect: c.detect != 0, Script: take(c.script), Server: take(c.proxy), Bypass: take(c.bypass)}, nil
}

// Flags of WinHttpOpen and WINHTTP_AUTOPROXY_OPTIONS (winhttp.h).
const (
	accessNoProxy    = 1
	accessNamedProxy = 3

	autoDetect    = 1
	autoConfigURL = 2

	detectDHCP = 1
	detectDNS  = 2

	errLoginFailure = windows.Errno(12015)
)

// scriptProxy lets WinHTTP find and run the automatic configuration (PAC), as
// browsers have it.
func scriptProxy(s ProxySettings, target *url.URL) (string, error) {
	agent, err := windows.UTF16PtrFromString("Pinisi")
	if err != nil {
		return "", fmt.Errorf("name the program: %w", err)
	}
	session, _, err := winhttpOpen.Call(uintptr(unsafe.Pointer(agent)), accessNoProxy, 0, 0, 0)
	if session == 0 {
		return "", fmt.Errorf("ask for the automatic proxy: %w", err)
	}
	defer winhttpClose.Call(session)
	// Milliseconds to resolve, connect, send and receive; the default of the first is for ever.
	winhttpTimeouts.Call(session, 5000, 5000, 10000, 10000) // where it is refused the defaults do
	var o struct {
		flags, detect uint32
		script        *uint16
		reserved      uintptr
		reserved2     uint32
		login         int32 // with the user's Windows login
	}
	if s.Detect {
		o.flags, o.detect = o.flags|autoDetect, detectDHCP|detectDNS
	}
	if s.Script != "" {
		o.flags |= autoConfigURL
		if o.script, err = windows.UTF16PtrFromString(s.Script); err != nil {
			return "", fmt.Errorf("read the address of the automatic proxy: %w", err)
		}
	}
	address, err := windows.UTF16PtrFromString(target.Scheme + "://" + target.Host + "/")
	if err != nil {
		return "", fmt.Errorf("read the address of the hub: %w", err)
	}
	var found struct {
		access        uint32
		proxy, bypass *uint16
	}
	ask := func() (uintptr, error) {
		ok, _, err := winhttpProxyForURL.Call(session, uintptr(unsafe.Pointer(address)), uintptr(unsafe.Pointer(&o)), uintptr(unsafe.Pointer(&found)))
		runtime.KeepAlive(o.script)
		return ok, err
	}
	ok, err := ask()
	if ok == 0 && err == errLoginFailure { //nolint:errorlint // a bare code of the system
		o.login = 1 // second, as Microsoft advises: it is slower
		ok, err = ask()
	}
	if ok == 0 {
		return "", fmt.Errorf("ask for the automatic proxy: %w", err)
	}
	list, _ := take(found.proxy), take(found.bypass)
	if found.access != accessNamedProxy {
		return "", nil
	}
	return list, nil
}
