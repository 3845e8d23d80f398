//go:build deps

package main

// Dependencies that are about to be used; gone when their packages import them.
import (
	_ "github.com/go-analyze/charts"
	_ "github.com/go-fonts/liberation/liberationsansregular"
	_ "github.com/go-pdf/fpdf"
	_ "github.com/xuri/excelize/v2"
	_ "golang.org/x/crypto/scrypt"
)
