//go:build !windows

package app

import (
	"os"
	"os/signal"
	"syscall"
)

// watchEnd ends the program in good order when the system asks it to: at the
// end of the session, of the terminal or of the system. The toolkit would end
// at once, so its own watch is taken away; should it be first nevertheless,
// Release does the same behind its loop.
func (p *App) watchEnd() {
	signals := []os.Signal{syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP}
	signal.Reset(signals...)
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, signals...)
	go func() {
		defer signal.Stop(asked)
		for {
			select {
			case s := <-asked: // a second one must not cut short what the first began
				p.opt.Log.Info("the system ends the program", "signal", s.String())
				p.opt.Do(func() {
					if !p.closing {
						p.end()
					}
				})
			case <-p.gone:
				return
			}
		}
	}()
}

// titleBar is the window manager's own here.
func (p *App) titleBar(bool) {}

// restore shows a window that was made small.
func (p *App) restore() { p.window.Show() }
