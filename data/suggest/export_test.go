package suggest

// Rules are the names that an indicator's Fact can have.
func Rules() []string {
	var names []string
	for name := range rules {
		names = append(names, name)
	}
	return names
}
