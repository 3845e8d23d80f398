// Package opener opens files and folders with the program that the system has
// for them, whatever their path: with spaces, accents and signs, on a share.
// The toolkit hands a URL over, which Windows reads by the rules of its code
// page: "José" is found by nobody then.
package opener

import (
	"fmt"
	"path/filepath"
)

// Path opens a file or folder. On Windows the program is asked and not waited for.
func Path(path string) error {
	abs, err := filepath.Abs(path)
	if err == nil {
		err = open(abs)
	}
	if err != nil {
		return fmt.Errorf("open %s: %w", path, err)
	}
	return nil
}
