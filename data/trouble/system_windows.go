package trouble

import (
	"fmt"
	"os"
	"strings"
	"unsafe"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

var (
	kernel32     = windows.NewLazySystemDLL("kernel32.dll")
	memoryStatus = kernel32.NewProc("GlobalMemoryStatusEx")
	user32       = windows.NewLazySystemDLL("user32.dll")
	metric       = user32.NewProc("GetSystemMetrics")
)

// installed says how the program came here: "user" by the setup of one user,
// "machine" by the administrator's, or "other".
func installed() string {
	exe, err := os.Executable()
	if err != nil {
		return "other"
	}
	for name, how := range map[string]string{"LOCALAPPDATA": "user", "ProgramFiles": "machine", "ProgramFiles(x86)": "machine", "ProgramW6432": "machine"} {
		root := os.Getenv(name)
		if name == "LOCALAPPDATA" && root != "" {
			root += `\Programs`
		}
		if rest, ok := cutPrefix(exe, root); root != "" && ok && strings.HasPrefix(rest, `\`) {
			return how
		}
	}
	return "other"
}

func system(dir string) facts {
	f := facts{Name: name()}
	if all, err := windows.GetUserPreferredUILanguages(windows.MUI_LANGUAGE_NAME); err == nil && len(all) > 0 {
		f.Language = all[0]
	}
	// MEMORYSTATUSEX
	m := struct {
		length, load                                                           uint32
		all, free, pageAll, pageFree, virtualAll, virtualFree, virtualExtended uint64
	}{}
	m.length = uint32(unsafe.Sizeof(m))
	if ok, _, _ := memoryStatus.Call(uintptr(unsafe.Pointer(&m))); ok != 0 {
		f.Memory, f.MemoryFree = int64(m.all), int64(m.free)
	}
	if p, err := windows.UTF16PtrFromString(dir); err == nil {
		var free, all uint64
		if windows.GetDiskFreeSpaceEx(p, &free, &all, nil) == nil {
			f.Disk, f.DiskFree = int64(all), int64(free)
		}
	}
	const remoteSession = 0x1000 // SM_REMOTESESSION
	on, _, _ := metric.Call(remoteSession)
	f.Remote = on != 0
	return f
}

// name is such as "Windows 10 Pro 22H2, 10.0.19045.3803". The version that the
// system tells ordinary programs is an old one.
func name() string {
	v := windows.RtlGetVersion()
	number := fmt.Sprintf("%d.%d.%d", v.MajorVersion, v.MinorVersion, v.BuildNumber)
	product := "Windows"
	if key, err := registry.OpenKey(registry.LOCAL_MACHINE, `SOFTWARE\Microsoft\Windows NT\CurrentVersion`, registry.QUERY_VALUE); err == nil {
		if text, _, err := key.GetStringValue("ProductName"); err == nil {
			product = text
		}
		if v.BuildNumber >= 22000 { // the registry goes on calling it 10
			product = strings.Replace(product, "Windows 10", "Windows 11", 1)
		}
		if text, _, err := key.GetStringValue("DisplayVersion"); err == nil {
			product += " " + text
		}
		if n, _, err := key.GetIntegerValue("UBR"); err == nil {
			number += fmt.Sprintf(".%d", n)
		}
		_ = key.Close() // it was only read
	}
	if windows.NewLazySystemDLL("ntdll.dll").NewProc("wine_get_version").Find() == nil {
		product += " (Wine)"
	}
	return product + ", " + number
}
