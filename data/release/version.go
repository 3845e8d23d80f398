package release

import (
	"cmp"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

// Platform is that of this program, as windows/amd64.
func Platform() string { return runtime.GOOS + "/" + runtime.GOARCH }

// Compare orders versions by their numbers: -1, 0 or 1. What is no version
// comes before all.
func Compare(a, b string) int {
	return slices.CompareFunc(numbers(a), numbers(b), func(x, y int) int { return cmp.Compare(x, y) })
}

// numbers are those of a version as 0.2.0, without zeros at the end; nil of
// what is none.
func numbers(version string) []int {
	parts := strings.Split(version, ".")
	if len(parts) > 4 {
		return nil
	}
	all := []int{1} // so that a version comes after none
	for _, part := range parts {
		n, err := strconv.Atoi(part)
		if err != nil || n < 0 || len(part) > 6 || strings.Trim(part, "0123456789") != "" {
			return nil
		}
		all = append(all, n)
	}
	for all[len(all)-1] == 0 {
		all = all[:len(all)-1]
	}
	return all
}
