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

// Parts are the bytes of a segment by their kind.
func Parts(b []byte) map[string][]byte {
	f, err := parse(b)
	if err != nil {
		return nil
	}
	return map[string][]byte{"header": f.header, "codes": f.public.codes, "texts": f.public.texts, "raw": f.public.raw,
		"personal codes": f.secret.codes, "personal texts": f.secret.texts, "personal raw": f.secret.raw, "signature": f.signature}
}
