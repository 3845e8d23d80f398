package assess

// Forget lets comparisons read everything anew.
func Forget() {
	remembered.Lock()
	defer remembered.Unlock()
	clear(remembered.of)
}
