package workbook

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"pinisi/data/assess"
	"pinisi/data/instrument"
	"pinisi/data/spreadsheet"
)

// MaxFile is how long a workbook may be, in bytes: one of ours has some hundred
// kilobytes. What it unpacks to is bounded too.
const (
	MaxFile     = 16 << 20
	maxUnpacked = 128 << 20
)

// Is tells whether a file looks like a workbook: its first bytes are a zip's.
func Is(file []byte) bool { return bytes.HasPrefix(file, []byte("PK\x03\x04")) }

// Base is the version from which a workbook was exported; blank if it does not say.
func Base(r io.Reader) (ref instrument.Reference, err error) {
	defer damaged(&err)
	f, err := open(r)
	if err != nil {
		return instrument.Reference{}, err
	}
	defer func() { _ = f.Close() }() // only read from
	value, err := f.GetCellValue(identitySheet(), spreadsheet.At(baseRow, identityValue))
	if err != nil {
		return instrument.Reference{}, nil // the sheet is missing: Import says so
	}
	id, version, _ := strings.Cut(strings.TrimSpace(value), " ")
	return instrument.Reference{ID: id, Version: version}, nil
}

// Import turns a workbook of Export's form into an instrument file. What its
// sheets do not show is taken from base, the version that it was exported from
// (nil: it is left out). What is wrong with the workbook or with the instrument
// in it comes as *instrument.InvalidError, all at once (see instrument.Faults),
// each with its sheet and cell as Place.
func Import(r io.Reader, base *instrument.Instrument) (definition []byte, err error) {
	defer damaged(&err)
	f, err := open(r)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // only read from
	root := node{"format": json.Number("1")}
	if base != nil {
		if root, err = read(base.Definition()); err != nil {
			return nil, err
		}
	}
	in := &reading{file: f, base: root, root: copied(root).(node), cells: map[string]string{}, heads: map[string]map[string]int{}, made: map[string]node{}}
	in.identity()
	for _, t := range tables {
		in.table(t)
	}
	in.finish()
	if base != nil {
		in.changedIDs(base)
	}
	if definition, err = written(in.root); err != nil {
		return nil, err
	}
	ins, _, err := assess.CheckInstrument(definition)
	for _, fault := range instrument.Faults(err) {
		in.found = append(in.found, in.placed(fault))
	}
	if err != nil && len(instrument.Faults(err)) == 0 {
		return nil, err
	}
	if base != nil && ins != nil {
		in.follows(base, ins)
	}
	if len(in.found) > 0 {
		return nil, errors.Join(in.found...)
	}
	return definition, nil
}

// damaged makes a refusal of what the reader of workbooks gives up on: it
// panics on some files that are no whole workbooks.
func damaged(err *error) {
	if gaveUp := recover(); gaveUp != nil {
		*err = invalid("not_workbook", "", "Detail", fmt.Sprint(gaveUp))
	}
}

func open(r io.Reader) (*excelize.File, error) {
	content, err := io.ReadAll(io.LimitReader(r, MaxFile+1))
	if err != nil {
		return nil, fmt.Errorf("read the workbook: %w", err)
	}
	if len(content) > MaxFile {
		return nil, invalid("too_large", "", "Limit", MaxFile>>20)
	}
	f, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{RawCellValue: true, UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxUnpacked})
	if err != nil {
		return nil, invalid("not_workbook", "", "Detail", err.Error())
	}
	return f, nil
}

// invalid is a fault of the workbook itself.
func invalid(key, place string, values ...any) error {
	args := map[string]any{"Place": place}
	for i := 0; i+1 < len(values); i += 2 {
		args[fmt.Sprint(values[i])] = values[i+1]
	}
	return &instrument.InvalidError{Key: "workbook.ins.fault." + key, Place: place, Args: args}
}

// Definition is the instrument file that a person gave: a workbook is read with
// the version that it came from, which known has or the workbook itself holds;
// anything else is passed on as it is.
func Definition(file []byte, known *instrument.Registry) ([]byte, error) {
	if !Is(file) {
		return file, nil
	}
	ref, err := Base(bytes.NewReader(file))
	if err != nil {
		return nil, err
	}
	base, err := known.Get(ref.ID, ref.Version)
	if err != nil {
		base = origin(file, ref)
	}
	return Import(bytes.NewReader(file), base)
}

// origin is the version that a workbook holds on its hidden sheet; nil if that
// was taken away, or is not what the workbook says it came from.
func origin(file []byte, ref instrument.Reference) (from *instrument.Instrument) {
	var gaveUp error
	defer func() {
		if gaveUp != nil {
			from = nil
		}
	}()
	defer damaged(&gaveUp)
	f, err := open(bytes.NewReader(file))
	if err != nil {
		return nil
	}
	defer func() { _ = f.Close() }() // only read from
	rows, err := f.GetRows(originSheet)
	if err != nil {
		return nil
	}
	var packed strings.Builder
	for _, row := range rows {
		if len(row) > 0 {
			packed.WriteString(row[0])
		}
	}
	definition, err := base64.StdEncoding.DecodeString(packed.String())
	if err != nil {
		return nil
	}
	ins, err := instrument.Parse(bytes.NewReader(definition))
	if err != nil || ins.Reference != ref {
		return nil
	}
	return ins
}
