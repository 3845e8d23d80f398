package app

import (
	"context"
	"errors"
	"time"
)

// endWithin is how long the system waits at most for what is being stored when
// it ends the session. Windows shows the person why from 5 seconds on.
const endWithin = 20 * time.Second

// close ends the program once everything that was typed is stored.
func (p *App) close() {
	if p.closing || p.covered || p.upgrades != nil && p.upgrades.AtClose() {
		return
	}
	p.end()
}

// end is close without asking whether something is to be installed.
func (p *App) end() {
	p.leave()
	p.opt.Run(func() {
		p.Release()
		p.opt.Do(p.window.Close)
	})
}

// Release waits until everything that was written is stored and lets go of
// what is held open. The window's own close does it; call it again behind the
// toolkit's loop, which also ends when the system ends the session.
func (p *App) Release() {
	p.leave() // where the toolkit ended by itself
	p.released.Do(func() {
		close(p.gone)
		if p.opt.Instance != nil {
			p.opt.Instance.End()
		}
		if err := p.release(); err != nil {
			p.opt.Log.Error("close", "error", err)
		}
	})
}

func (p *App) release() error {
	if p.endTime != nil {
		p.endTime()
	}
	if p.unfollow != nil {
		p.unfollow()
	}
	if p.upgrades != nil {
		p.upgrades.Close()
	}
	if p.session != nil {
		p.session.Close()
	}
	if p.agent != nil && !p.store.ReadOnly() {
		p.agent.Close()
	}
	if p.store == nil {
		return nil
	}
	err := p.store.Close()
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// handOver stores what is being typed while the program goes on, such as when
// the system asks whether the session may end. It waits for that at most so long.
func (p *App) handOver(limit time.Duration) {
	if p.closing || p.session == nil {
		return
	}
	p.window.Canvas().Unfocus() // the field in hand saves itself
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	if !p.session.Stored(ctx) {
		p.opt.Log.Warn("what was typed is not all stored yet", "waited", limit)
	}
}

// endNow is end for a system that takes the process away afterwards: when it
// returns everything is stored, unless that took too long.
func (p *App) endNow(limit time.Duration) {
	p.leave()
	stored := make(chan struct{})
	p.opt.Run(func() {
		p.Release()
		close(stored)
	})
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case <-stored:
	case <-timer.C:
		p.opt.Log.Error("the session ends before everything is stored", "waited", limit)
	}
}

// leave hands over what is being typed and ends the pages, once.
func (p *App) leave() {
	if p.closing {
		return
	}
	p.closing = true
	p.remember()
	p.window.Canvas().Unfocus() // the field in hand saves itself
	if p.frame != nil {
		p.frame.close()
	}
}
