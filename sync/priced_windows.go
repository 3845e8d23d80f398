package sync

import (
	"errors"
	"fmt"
	"runtime"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	createInstance = windows.NewLazySystemDLL("ole32.dll").NewProc("CoCreateInstance")

	// Of netlistmgr.h: the network list manager, and what it says of costs.
	classNetworks = windows.GUID{Data1: 0xDCB00C01, Data2: 0x570F, Data3: 0x4A9B, Data4: [8]byte{0x8D, 0x69, 0x19, 0x9F, 0xDB, 0xA5, 0x72, 0x3B}}
	ofCosts       = windows.GUID{Data1: 0xDCB00008, Data2: 0x570F, Data3: 0x4A9B, Data4: [8]byte{0x8D, 0x69, 0x19, 0x9F, 0xDB, 0xA5, 0x72, 0x3B}}
)

const (
	anyContext = 0x17 // CLSCTX_ALL
	// NLM_CONNECTION_COST: a plan with a limit, paid by the byte, over the limit, roaming.
	costs = 0x2 | 0x4 | 0x10000 | 0x40000
)

// costManager is INetworkCostManager.
type costManager struct {
	methods *struct {
		queryInterface, addRef, release uintptr
		getCost                         uintptr // (this, cost *uint32, destination)
	}
}

// priced reports whether Windows says that the line in use is paid by the byte
// or has a limit ("metered connection"); not when it cannot tell.
func priced() bool {
	cost, err := lineCost()
	return err == nil && cost&costs != 0
}

// lineCost is the NLM_CONNECTION_COST of the line in use.
func lineCost() (cost uint32, err error) {
	runtime.LockOSThread() // COM is set up for each thread
	defer runtime.UnlockOSThread()
	const alreadySetUp = syscall.Errno(1) // S_FALSE
	if err := windows.CoInitializeEx(0, windows.COINIT_MULTITHREADED); err == nil || errors.Is(err, alreadySetUp) {
		defer windows.CoUninitialize()
	}
	var m *costManager
	r, _, _ := createInstance.Call(uintptr(unsafe.Pointer(&classNetworks)), 0, anyContext, uintptr(unsafe.Pointer(&ofCosts)), uintptr(unsafe.Pointer(&m)))
	if r != 0 || m == nil {
		return 0, fmt.Errorf("ask for the cost of the line: %w", syscall.Errno(r))
	}
	defer func() { _, _, _ = syscall.SyscallN(m.methods.release, uintptr(unsafe.Pointer(m))) }()
	if r, _, _ := syscall.SyscallN(m.methods.getCost, uintptr(unsafe.Pointer(m)), uintptr(unsafe.Pointer(&cost)), 0); r != 0 {
		return 0, fmt.Errorf("ask for the cost of the line: %w", syscall.Errno(r))
	}
	return cost, nil
}
