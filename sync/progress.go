package sync

// Progress is how far an exchange is, in bytes on the line.
type Progress struct {
	Phase                    string // "connect", "send", "receive", "files"
	Sent, ToSend, Got, ToGet int64
	File                     string // the evidence on its way
}

// tell reports how far the exchange is.
func (x *exchange) tell(phase string) {
	x.telling.Lock()
	defer x.telling.Unlock()
	x.progress.Phase = phase
	x.progress.Sent = x.c.line.sent.Load() - x.sent0
	x.progress.Got = x.c.line.got.Load() - x.got0
	if x.report != nil {
		x.report(x.progress)
	}
}

// expect says what is about to move.
func (x *exchange) expect(f func(*Progress)) {
	x.telling.Lock()
	defer x.telling.Unlock()
	f(&x.progress)
}

// sending is called by the connection when bytes went out.
func (x *exchange) sending() {
	x.telling.Lock()
	phase := x.progress.Phase
	x.telling.Unlock()
	switch phase {
	case "connect":
		phase = "send"
	case "receive":
		return // the rest of a handshake, or of the request
	}
	x.tell(phase)
}
