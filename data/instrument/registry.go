package instrument

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"pinisi/assets"
)

// Registry holds the instruments that ship with the program and those that were
// added since, which headquarters publishes as records. It is safe for concurrent
// use; the instruments in it do not change.
type Registry struct {
	mu        sync.RWMutex
	known     map[Reference]*Instrument
	withdrawn map[Reference]bool
	unusable  map[Reference]error
}

func emptyRegistry() *Registry {
	return &Registry{known: map[Reference]*Instrument{}, withdrawn: map[Reference]bool{}, unusable: map[Reference]error{}}
}

// NewRegistry holds the shipped instruments.
func NewRegistry() (*Registry, error) { return registryOf(assets.Instruments()) }

func registryOf(files fs.FS) (*Registry, error) {
	names, err := fs.Glob(files, "*.json")
	if err != nil {
		return nil, fmt.Errorf("list the shipped instruments: %w", err)
	}
	registry := emptyRegistry()
	for _, name := range names {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("read the shipped instrument %s: %w", name, err)
		}
		if _, err := registry.Add(data); err != nil {
			return nil, fmt.Errorf("load the shipped instrument %s: %w", name, err)
		}
	}
	return registry, nil
}

// Clone is a registry of the same instruments that can be added to on its own.
func (r *Registry) Clone() *Registry {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return &Registry{known: maps.Clone(r.known), withdrawn: maps.Clone(r.withdrawn), unusable: maps.Clone(r.unusable)}
}

// Add parses and adds an instrument; see Include.
func (r *Registry) Add(definition []byte) (*Instrument, error) {
	ins, err := Parse(bytes.NewReader(definition))
	if err != nil {
		return nil, err
	}
	return r.Include(ins)
}

// Include adds an instrument. Adding the same content again, in whatever
// spacing or order of keys, gives the one that is there. Other content under an id
// and version that is taken is refused with an *InvalidError whose key is
// "instrument.version_reused": a published version never changes.
func (r *Registry) Include(ins *Instrument) (*Instrument, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if there, taken := r.known[ins.Reference]; taken {
		if there.digest == ins.digest {
			return there, nil
		}
		var found faults
		found.add("version_reused", "version", "ID", ins.ID, "Version", ins.Version)
		return nil, found.err()
	}
	r.known[ins.Reference] = ins
	return ins, nil
}

// Withdraw keeps an instrument for what was begun with it, and for nothing new.
func (r *Registry) Withdraw(ref Reference) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.withdrawn[ref] = true
}

// Withdrawn reports whether an instrument serves nothing new.
func (r *Registry) Withdrawn(ref Reference) bool {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.withdrawn[ref]
}

// LeaveOut notes why a version that is known of cannot be used, for Get.
func (r *Registry) LeaveOut(ref Reference, why error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.unusable[ref] = why
}

// Get is the instrument of that name. It fails with *NotFoundError, or with
// the reason that LeaveOut was given.
func (r *Registry) Get(id, version string) (*Instrument, error) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	ref := Reference{id, version}
	if ins, ok := r.known[ref]; ok {
		return ins, nil
	}
	if err := r.unusable[ref]; err != nil {
		return nil, fmt.Errorf("instrument %s is left out: %w", ref, err)
	}
	return nil, &NotFoundError{Reference: ref}
}

// Latest is the instrument of a variant to begin a new evaluation with: the first
// of All that is of this variant and not withdrawn. It fails with *NotFoundError.
func (r *Registry) Latest(variant string) (*Instrument, error) {
	for _, ins := range r.All() {
		if ins.Variant == variant && !r.Withdrawn(ins.Reference) {
			return ins, nil
		}
	}
	return nil, &NotFoundError{Variant: variant}
}

// All lists the instruments, newest first: by the year of the edition, then by
// version, number by number (1.10 comes after 1.9), then by id.
func (r *Registry) All() []*Instrument {
	r.mu.RLock()
	defer r.mu.RUnlock()
	var all []*Instrument
	for _, ins := range r.known {
		all = append(all, ins)
	}
	slices.SortFunc(all, func(a, b *Instrument) int {
		return cmp.Or(cmp.Compare(b.Edition, a.Edition), compareVersions(b.Version, a.Version), cmp.Compare(a.ID, b.ID), cmp.Compare(b.Version, a.Version))
	})
	return all
}

// compareVersions compares number by number, so that 1.10 comes after 1.9; a
// missing number is 0. Both have passed check.
func compareVersions(a, b string) int {
	left, right := strings.Split(a, "."), strings.Split(b, ".")
	for i := range max(len(left), len(right)) {
		if order := cmp.Compare(versionPart(left, i), versionPart(right, i)); order != 0 {
			return order
		}
	}
	return 0
}

func versionPart(parts []string, i int) int {
	if i >= len(parts) {
		return 0
	}
	n, err := strconv.Atoi(parts[i])
	if err != nil {
		return 0 // not reached: versionForm admits digits only, at most nine
	}
	return n
}
