package graphics

import (
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"sync"
	"time"
)

// often is how long a window may stand still before that is noticed.
const often = 2 * time.Second

var (
	reopenLock sync.Mutex
	reopenArgs []string
	reopening  bool
)

// Watch looks, until stop is called, whether Windows took the graphics device
// away: a driver that was updated or that hung, a card that was unplugged.
// What is drawn since then does not arrive, and the window stands still for
// good. Then it calls quit once, on a goroutine of its own, and the program is
// to end as when its window is closed; Reopen opens it again with args, drawing
// on the processor, where no device can be lost.
func Watch(log *slog.Logger, args []string, quit func()) (stop func()) {
	if removed() == unknown {
		return func() {}
	}
	ticker := time.NewTicker(often)
	ended := make(chan struct{})
	var all sync.WaitGroup
	all.Go(func() {
		watch(ticker.C, ended, removed, func(reason uint32) {
			log.Error("graphics: the device is lost", "reason", fmt.Sprintf("%#x", reason))
			reopenLock.Lock()
			reopenArgs, reopening = args, true
			reopenLock.Unlock()
			quit()
		})
	})
	return func() {
		ticker.Stop()
		close(ended)
		all.Wait()
	}
}

// what removed says beside the reasons of Windows
const (
	present uint32 = 0
	unknown uint32 = 1
)

func watch(ticks <-chan time.Time, ended <-chan struct{}, removed func() uint32, lost func(reason uint32)) {
	for {
		select {
		case <-ended:
			return
		case <-ticks:
			if reason := removed(); reason != present && reason != unknown {
				lost(reason)
				return
			}
		}
	}
}

// Reopen starts the program again where Watch ended it, and does nothing
// elsewhere. Call it last, when all that the program held is let go of.
func Reopen() error {
	reopenLock.Lock()
	defer reopenLock.Unlock()
	if !reopening {
		return nil
	}
	program, err := os.Executable()
	if err != nil {
		return fmt.Errorf("open the program again: %w", err)
	}
	again := exec.Command(program, reopenArgs...)
	again.Env = append(os.Environ(), "PINISI_GRAPHICS=software")
	if err := again.Start(); err != nil {
		return fmt.Errorf("open the program again: %w", err)
	}
	return nil
}
