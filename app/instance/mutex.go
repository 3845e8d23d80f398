package instance

// MutexName is what the installer tests for: `Local\id.pinisi.desktop` for
// the program's id. The name is of one session of Windows.
func MutexName(id string) string { return `Local\` + id }
