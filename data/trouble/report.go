package trouble

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"pinisi/assets/words"
	"pinisi/data/journal"
	"pinisi/data/place"
	"pinisi/data/store"
)

// About is what the report is made of. Zero fields are left out of it.
type About struct {
	Version string // of the program
	Build   int
	Started time.Time // when this run began
	Now     time.Time

	Scale  float32 // of the screen
	Screen string  // size of the window

	Dir string // the folder of the data
	Log string // the folder of the log
	// Store is open, or nil with why in Trouble.
	Store   *store.Store
	Trouble error
	Proxy   string // through which the last exchange went
}

// Limits of the report, in lines.
const (
	mostLog       = 200
	mostStack     = 300
	mostExchanges = 10
)

// Write is the report in a language. What cannot be read is said in its place;
// it never fails. It may take a second: not on the window's goroutine.
func Write(ctx context.Context, w *words.Words, a About) string {
	p := &page{w: w, r: a.redactor()}
	p.title("trouble.report", "Time", a.Now.Format(time.RFC3339))
	p.program(a)
	p.system(a)
	p.data(ctx, a)
	p.exchanges(ctx, a)
	p.crash(a)
	p.log(a)
	return p.b.String()
}

// redactor knows the folders of this computer.
func (a About) redactor() *Redactor {
	r := &Redactor{}
	r.Folder(a.Dir, "<data>")
	r.Folder(a.Log, "<log>")
	if exe, err := os.Executable(); err == nil {
		r.Folder(filepath.Dir(exe), "<pinisi>")
	}
	r.Folder(os.TempDir(), "<temp>")
	if runtime.GOOS == "windows" {
		for _, name := range []string{"LOCALAPPDATA", "APPDATA", "ProgramFiles", "ProgramData"} {
			r.Folder(os.Getenv(name), "%"+name+"%")
		}
	}
	if home, err := os.UserHomeDir(); err == nil {
		name := "~"
		if runtime.GOOS == "windows" {
			name = "%USERPROFILE%"
		}
		r.Folder(home, name)
	}
	return r
}

// page is the report while it is written.
type page struct {
	w *words.Words
	r *Redactor
	b strings.Builder
}

func (p *page) t(key string, pairs ...any) string {
	values := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		values[fmt.Sprint(pairs[i])] = pairs[i+1]
	}
	return p.w.T(key, values)
}

func (p *page) title(key string, pairs ...any) {
	if p.b.Len() > 0 {
		p.b.WriteByte('\n')
	}
	p.line("== " + p.t(key, pairs...) + " ==")
}

func (p *page) line(text string) { p.b.WriteString(text + "\n") }

func (p *page) fact(key, value string) {
	if value != "" {
		p.line(p.t(key) + ": " + value)
	}
}

func (p *page) failed(err error) { p.line(p.t("trouble.unreadable") + " " + p.r.Line(err.Error())) }

func (p *page) program(a About) {
	p.title("trouble.program")
	version := a.Version
	if a.Build > 0 {
		version = fmt.Sprintf("%s (build %d)", version, a.Build)
	}
	p.fact("trouble.version", version)
	built := runtime.Version() + " " + runtime.GOOS + "/" + runtime.GOARCH
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "-tags" && s.Value != "" {
				built += " " + s.Value
			}
		}
	}
	p.fact("trouble.built", built)
	p.fact("trouble.installed", p.t("trouble.installed."+installed()))
	if !a.Started.IsZero() {
		p.fact("trouble.running", a.Now.Sub(a.Started).Round(time.Second).String())
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	p.fact("trouble.own_memory", p.w.Bytes(int64(m.Sys)))
}

func (p *page) system(a About) {
	p.title("trouble.system")
	s := system(a.Dir)
	p.fact("trouble.windows", s.Name)
	p.fact("trouble.language", strings.TrimSpace(s.Language+" / "+p.w.Lang()))
	zone, offset := a.Now.Zone()
	p.fact("trouble.zone", fmt.Sprintf("%s (%s)", zone, time.Unix(0, 0).In(time.FixedZone("", offset)).Format("-07:00")))
	if s.Memory > 0 {
		p.fact("trouble.memory", p.t("trouble.of", "Free", p.w.Bytes(s.MemoryFree), "All", p.w.Bytes(s.Memory)))
	}
	if s.Disk > 0 {
		p.fact("trouble.disk", p.t("trouble.of", "Free", p.w.Bytes(s.DiskFree), "All", p.w.Bytes(s.Disk)))
	}
	p.fact("trouble.processors", fmt.Sprint(runtime.NumCPU()))
	if a.Scale > 0 {
		p.fact("trouble.scale", fmt.Sprintf("%.0f %%", a.Scale*100))
	}
	p.fact("trouble.screen", a.Screen)
	p.fact("trouble.graphics", renderer(a.Log))
	if s.Remote {
		p.fact("trouble.remote", p.t("trouble.yes"))
	}
}

// renderer is what draws the window, as the program noted it at its start.
func renderer(log string) string {
	lines, err := journal.Tail(log, 1<<20)
	if err != nil {
		return "" // said with the log itself
	}
	for _, line := range slices.Backward(lines) {
		if _, rest, ok := strings.Cut(line, " msg=graphics renderer="); ok {
			if text, err := strconv.QuotedPrefix(rest); err == nil {
				rest, _ = strconv.Unquote(text)
				return rest
			}
			name, _, _ := strings.Cut(rest, " ")
			return name
		}
	}
	return ""
}

func (p *page) data(ctx context.Context, a About) {
	p.title("trouble.data")
	r := &Redactor{folders: p.r.folders[min(1, len(p.r.folders)):]} // where it is, not "<data>"
	p.fact("trouble.folder", r.Path(a.Dir))
	p.fact("trouble.ground", p.t("trouble.ground."+string(place.Look(a.Dir).Ground)))
	for _, name := range []string{"pinisi.db", "pinisi.db-wal"} {
		if info, err := os.Stat(filepath.Join(a.Dir, name)); err == nil {
			p.line(name + ": " + p.w.Bytes(info.Size()))
		}
	}
	if a.Trouble != nil {
		p.fact("trouble.not_open", p.r.Line(a.Trouble.Error()))
	}
	if a.Store == nil {
		return
	}
	p.fact("trouble.schema", store.Schema())
	if a.Store.ReadOnly() {
		p.fact("trouble.read_only", p.t("trouble.yes"))
	}
	p.fact("trouble.scope", a.Store.Profile().Scope)
	p.fact("trouble.device", a.Store.Device().String())
	kinds, err := a.Store.Kinds(ctx)
	if err != nil {
		p.failed(err)
		return
	}
	counts := map[string]int{}
	for _, kind := range kinds {
		if counts[kind], err = a.Store.Count(ctx, store.Query{Kind: kind}); err != nil {
			p.failed(err)
		}
	}
	var parts []string
	for _, kind := range slices.Sorted(maps.Keys(counts)) {
		if counts[kind] > 0 && p.r.clean(kind) {
			parts = append(parts, fmt.Sprintf("%s %d", kind, counts[kind]))
		}
	}
	p.fact("trouble.records", strings.Join(parts, ", "))
	conflicts, err := a.Store.Conflicts(ctx)
	if err != nil {
		p.failed(err)
	}
	bad, err := a.Store.Quarantine(ctx)
	if err != nil {
		p.failed(err)
	}
	p.fact("trouble.conflicts", fmt.Sprint(len(conflicts)))
	p.fact("trouble.quarantined", fmt.Sprint(len(bad)))
}

func (p *page) exchanges(ctx context.Context, a About) {
	if a.Store == nil {
		return
	}
	p.title("trouble.exchanges")
	if left, err := a.Store.Pending(ctx); err != nil {
		p.failed(err)
	} else {
		p.fact("trouble.pending", p.t("trouble.pending_of", "Changes", left.Changes, "Files", left.Files, "Size", p.w.Bytes(left.Bytes+left.FileBytes)))
	}
	if a.Proxy != "" {
		p.fact("trouble.proxy", p.t("trouble.yes"))
	}
	all, err := a.Store.SyncHistory(ctx, mostExchanges)
	if err != nil {
		p.failed(err)
	}
	for _, e := range all {
		result := "ok"
		if !e.OK {
			result = p.r.Line(e.Code)
		}
		p.line(fmt.Sprintf("%s %s ↑%d ↓%d B, %s", e.At.UTC().Format(time.RFC3339), result, e.Sent, e.Got, e.Took.Round(time.Millisecond)))
	}
}

func (p *page) crash(a About) {
	text, at, err := journal.LastCrash(a.Log)
	if err != nil {
		p.title("trouble.crash_none")
		p.failed(err)
		return
	}
	if text == "" {
		return
	}
	p.title("trouble.crash", "Time", at.UTC().Format(time.RFC3339))
	lines := p.r.Stack(text)
	for _, line := range lines[:min(len(lines), mostStack)] {
		p.line(line)
	}
}

func (p *page) log(a About) {
	p.title("trouble.log")
	lines, err := journal.Tail(a.Log, mostLog)
	if err != nil {
		p.failed(err)
	}
	for _, line := range lines {
		p.line(p.r.Line(line))
	}
}
