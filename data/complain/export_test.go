package complain

import "pinisi/data"

// FieldsOf are those of each complaint that was read.
func FieldsOf(r *Reading) []map[string]data.Value {
	var all []map[string]data.Value
	for _, one := range r.rows {
		all = append(all, one.fields)
	}
	return all
}
