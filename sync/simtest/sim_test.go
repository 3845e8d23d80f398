package simtest

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	gosync "sync"
	"sync/atomic"
	"testing"
)

// memory is a folder in memory, where the system has one: what a disk does to
// a database is tested elsewhere.
func memory(t testing.TB) string {
	base := ""
	if info, err := os.Stat("/dev/shm"); err == nil && info.IsDir() {
		base = "/dev/shm"
	}
	dir, err := os.MkdirTemp(base, "pinisi-sim-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if _, err := template(dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

// play runs seeds from, from+1, … on all processors, and prints those that
// fail; every verifyth verifies its stores.
func play(t *testing.T, from, count uint64, verify uint64) {
	defer debug.SetGCPercent(debug.SetGCPercent(400)) // many small worlds, much garbage
	dir := memory(t)
	var next, failed atomic.Uint64
	next.Store(from)
	var running gosync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		running.Go(func() {
			for failed.Load() < 5 {
				seed := next.Add(1) - 1
				if seed >= from+count {
					return
				}
				if err := Run(seed, Options{Dir: dir, Verify: seed%verify == 0}); err != nil {
					failed.Add(1)
					t.Errorf("%v\nrun it alone: PINISI_SEED=%d go test -run OneSeed -v ./sync/simtest", err, seed)
				}
			}
		})
	}
	running.Wait()
}

// TestSchedules plays 10,000 seeds, the same in every run.
func TestSchedules(t *testing.T) {
	count := uint64(10_000)
	if testing.Short() {
		count = 500
	}
	play(t, 1, count, 40)
}

// TestSoak is `make soak SEEDS=…`: that many others.
func TestSoak(t *testing.T) {
	count, err := strconv.ParseUint(os.Getenv("PINISI_SEEDS"), 10, 64)
	if err != nil {
		t.Skip("PINISI_SEEDS does not say how many seeds to play")
	}
	play(t, 1_000_000, count, 10)
}

// TestOneSeed plays the schedule of PINISI_SEED and tells what happens.
func TestOneSeed(t *testing.T) {
	seed, err := strconv.ParseUint(os.Getenv("PINISI_SEED"), 10, 64)
	if err != nil {
		t.Skip("PINISI_SEED names no seed")
	}
	var trace bytes.Buffer
	if err := Run(seed, Options{Dir: memory(t), Verify: true, Trace: &trace}); err != nil {
		t.Error(err)
	}
	t.Log("\n" + trace.String())
}

// TestSeedsThatFailedOnce plays the seeds of testdata/seeds.txt.
func TestSeedsThatFailedOnce(t *testing.T) {
	f, err := os.Open("testdata/seeds.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	dir := memory(t)
	for lines := bufio.NewScanner(f); lines.Scan(); {
		text, _, _ := strings.Cut(lines.Text(), "#")
		if text = strings.TrimSpace(text); text == "" {
			continue
		}
		seed, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			t.Fatal(fmt.Errorf("testdata/seeds.txt: %w", err))
		}
		if err := Run(seed, Options{Dir: dir, Verify: true}); err != nil {
			t.Error(err)
		}
	}
}
