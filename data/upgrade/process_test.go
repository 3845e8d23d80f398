package upgrade

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// asProgram makes this test's program play Pinisi, in the folder where it lies:
// its last words say which version it is.
const asProgram = "PINISI_UPGRADE_TEST"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) == "" {
		os.Exit(m.Run())
	}
	if err := play(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// play is what the program does with its version, and nothing else.
func play(args []string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	if IsKeeper(args) {
		if err := os.WriteFile(filepath.Join(os.Getenv(asProgram), "keeper"), []byte(fmt.Sprint(os.Getpid())), 0o600); err != nil {
			return err
		}
		return Keep(os.Stdin)
	}
	version, err := versionOf(self)
	if err != nil {
		return err
	}
	f := Open(filepath.Dir(self))
	news, handed, err := f.Start(version, args)
	if err != nil || handed {
		return err
	}
	if version == "0.3.0" {
		return fmt.Errorf("version %s is broken", version)
	}
	if len(args) == 2 && args[0] == "update" {
		to := args[1]
		err := f.Prepare(context.Background(), Program{Version: version}, to, func(_ context.Context, from, into string) error {
			if err := os.MkdirAll(into, 0o755); err != nil {
				return err
			}
			return makeProgram(filepath.Join(into, exe()), to)
		})
		if err != nil {
			return err
		}
		return f.Hand(version, to, true, nil)
	}
	if err := f.Confirm(version); err != nil {
		return err
	}
	ran, err := os.OpenFile(filepath.Join(os.Getenv(asProgram), "ran"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(ran, version, news.Updated, news.Failed)
	if err == nil {
		err = ran.Close()
	}
	return err
}

const mark = "pinisi test version "

func versionOf(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	tail := make([]byte, 64)
	if _, err := f.Seek(-64, io.SeekEnd); err != nil {
		return "", err
	}
	if _, err := io.ReadFull(f, tail); err != nil {
		return "", err
	}
	_, version, ok := strings.Cut(string(tail), mark)
	if !ok {
		return "", fmt.Errorf("%s has no version", path)
	}
	return strings.TrimSpace(version), nil
}

// makeProgram is this test's program with other last words.
func makeProgram(path, version string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	content, err := os.ReadFile(self)
	if err != nil {
		return err
	}
	if _, err := versionOf(self); err == nil {
		content = content[:len(content)-64]
	}
	return os.WriteFile(path, append(content, fmt.Sprintf("%64s", mark+version)...), 0o755)
}

// played is a program folder with real processes.
type played struct {
	t         *testing.T
	dir, said string
}

func newPlayed(t *testing.T) *played {
	t.Helper()
	p := &played{t: t, dir: t.TempDir(), said: t.TempDir()}
	if err := makeProgram(filepath.Join(p.dir, exe()), "0.1.0"); err != nil {
		t.Fatal(err)
	}
	return p
}

// run starts what is in the folder and waits until that process has ended.
func (p *played) run(args ...string) {
	p.t.Helper()
	cmd := exec.Command(filepath.Join(p.dir, exe()), args...)
	cmd.Env = append(os.Environ(), asProgram+"="+p.said)
	if out, err := cmd.CombinedOutput(); err != nil && !strings.Contains(string(out), "broken") {
		p.t.Fatalf("run %q: %v\n%s", args, err, out)
	}
}

func (p *played) ran() []string {
	text, _ := os.ReadFile(filepath.Join(p.said, "ran"))
	return strings.Split(strings.TrimSpace(string(text)), "\n")
}

// until waits until a program has said a line.
func (p *played) until(line string) {
	p.t.Helper()
	for limit := time.Now().Add(60 * time.Second); time.Now().Before(limit); time.Sleep(20 * time.Millisecond) {
		for _, l := range p.ran() {
			if l == line {
				return
			}
		}
	}
	state, _ := os.ReadFile(filepath.Join(p.dir, dirBefore, fileState))
	p.t.Fatalf("nothing said %q; said was %q, the state is %s", line, p.ran(), state)
}

func TestProcessesReplaceEachOther(t *testing.T) {
	p := newPlayed(t)
	// when the running version hands over to the next, that comes up
	p.run("update", "0.2.0")
	p.until("0.2.0 true false")
	p.run()
	p.until("0.2.0 false false")
	// and when it hands over to one that breaks, it comes back itself
	p.run("update", "0.3.0")
	p.until("0.2.0 false true")
}

// given the keeper killed at some moment, then the next start ends with one
// version that says it works.
func TestAKilledKeeperIsFollowedByAnother(t *testing.T) {
	for _, after := range []time.Duration{0, 2, 5, 10, 20, 40, 80} {
		p := newPlayed(t)
		p.run("update", "0.2.0")
		time.Sleep(after * time.Millisecond)
		var pid int
		for range 500 {
			text, _ := os.ReadFile(filepath.Join(p.said, "keeper"))
			if _, err := fmt.Sscan(string(text), &pid); err == nil {
				break
			}
			time.Sleep(2 * time.Millisecond)
		}
		keeper, err := os.FindProcess(pid)
		if err != nil || pid == 0 {
			t.Fatalf("no keeper: %d, %v", pid, err)
		}
		_ = keeper.Kill() // it may have ended
		if version, err := versionOf(filepath.Join(p.dir, exe())); err != nil || version != "0.1.0" && version != "0.2.0" {
			t.Fatalf("killed after %d ms: version %q, %v", after, version, err)
		}
		p.run()
		for limit := time.Now().Add(60 * time.Second); ; time.Sleep(20 * time.Millisecond) {
			if ran := strings.Join(p.ran(), "\n"); strings.Contains(ran, "0.2.0") && !strings.Contains(ran, " true\n") {
				break
			}
			if time.Now().After(limit) {
				state, _ := os.ReadFile(filepath.Join(p.dir, dirBefore, fileState))
				t.Fatalf("killed after %d ms: said was %q, the state is %s", after, p.ran(), state)
			}
		}
	}
}
