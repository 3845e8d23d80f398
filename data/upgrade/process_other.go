//go:build !windows

package upgrade

import "syscall"

// apart makes a process that outlives the one that starts it.
func apart() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setsid: true} }

// NoteVersion tells the system's list of programs which version is installed
// in the folder. Only Windows has one.
func (f *Folder) NoteVersion(string) error { return nil }
