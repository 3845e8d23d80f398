package documents

// Forget forgets the folder of the last document, as a new start does.
func Forget() { last = "" }
