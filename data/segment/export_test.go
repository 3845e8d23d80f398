package segment

// Compressible is a segment without its header and its random bytes: what a
// dictionary can help with.
func Compressible(b []byte) []byte {
	f, err := parse(b)
	if err != nil {
		return nil
	}
	return b[len(f.header) : len(b)-len(f.public.raw)-len(f.secret.raw)-len(f.signature)]
}
