package trouble

// facts are what the system says of itself; zero where it does not.
type facts struct {
	Name         string // with version and build
	Language     string
	Memory, Disk int64 // bytes
	MemoryFree   int64
	DiskFree     int64 // of the disk of the data
	Remote       bool  // over Remote Desktop
}
