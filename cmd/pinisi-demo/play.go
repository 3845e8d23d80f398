package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"pinisi/data"
	"pinisi/data/store"
)

// stage is where the demo plays.
type stage struct {
	programs *programs
	dir      string
	hub      *hub
	out      *printer
	keep     bool

	siti, budi, rina, dewi *device
}

func (s *stage) all() []*device      { return []*device{s.siti, s.budi, s.rina, s.dewi} }
func (s *stage) missions() []*device { return s.all()[:3] }

// play is the plot.
func play(ctx context.Context, s *stage) error {
	s.cast()
	for _, scene := range []func(context.Context) error{s.begin, s.together, s.apart, s.join, s.decide, s.report, s.compare, s.leave} {
		if err := scene(ctx); err != nil {
			return err
		}
	}
	s.out.say("demo.done")
	return nil
}

func (s *stage) cast() {
	make := func(dir, scope, computer, who, role string) *device {
		return &device{programs: s.programs, dir: filepath.Join(s.dir, dir), scope: scope, computer: computer, who: who, role: role, out: s.out}
	}
	s.siti = make("singapura-1", "kbri-singapura", "PC-LOKET2", "Siti Aminah", "Pelaksana Fungsi Konsuler")
	s.budi = make("singapura-2", "kbri-singapura", "LAPTOP-1", "Budi Hartono", "Pelaksana Fungsi Pelindungan WNI")
	s.rina = make("johor-1", "kjri-johor-bahru", "PC-KONSULER", "Rina Wulandari", "Pelaksana Fungsi Konsuler")
	s.dewi = make("pusat", store.Headquarters, "PC-PUSAT", "Dewi Lestari", "Ditjen Protokol dan Konsuler")
}

// begin starts the hub and enrols every device.
func (s *stage) begin(ctx context.Context) error {
	s.out.head("demo.begin")
	if err := s.hub.make(ctx); err != nil {
		return err
	}
	if err := s.hub.serve(ctx); err != nil {
		return err
	}
	s.out.say("demo.begin.hub", "Address", s.hub.address)
	for _, d := range s.all() {
		if err := d.enrol(ctx, s.hub); err != nil {
			return err
		}
	}
	return nil
}

// together is the work before the cut: both devices of KBRI Singapura know the
// evaluation that Siti began.
func (s *stage) together(ctx context.Context) error {
	s.out.head("demo.together")
	for _, part := range []string{"1-singapura-awal", "1-singapura-bahan"} {
		if err := s.siti.types(ctx, part); err != nil {
			return err
		}
	}
	return s.sync(ctx, s.siti, s.budi, s.rina, s.dewi)
}

func (s *stage) sync(ctx context.Context, devices ...*device) error {
	for _, d := range devices {
		if _, err := d.do(ctx, fine, "sync"); err != nil {
			return err
		}
	}
	return nil
}

// apart is the work with the network cut; each device says truthfully that
// nothing was sent, and keeps everything.
func (s *stage) apart(ctx context.Context) error {
	s.out.head("demo.apart")
	if err := s.hub.stop(); err != nil {
		return err
	}
	s.out.say("demo.apart.cut")
	for _, work := range []struct {
		d    *device
		part string
	}{{s.siti, "2-singapura-1"}, {s.siti, "2-singapura-suara"}, {s.budi, "3-singapura-2"}, {s.budi, "3-singapura-pengguna"}, {s.rina, "4-johor"}, {s.dewi, "4-pusat"}} {
		if err := work.d.types(ctx, work.part); err != nil {
			return err
		}
	}
	if err := s.evidence(ctx); err != nil {
		return err
	}
	s.out.say("demo.apart.try")
	for _, d := range s.missions() {
		if _, err := d.do(ctx, []int{5}, "sync"); err != nil {
			return err
		}
		var left struct {
			Changes int `json:"changes"`
		}
		if err := d.ask(ctx, &left, fine, "pending"); err != nil {
			return err
		}
		if left.Changes == 0 {
			return fmt.Errorf("%s says that nothing waits, although nothing was sent", d.computer)
		}
	}
	_, err := s.siti.do(ctx, fine, "score", loket)
	return err
}

// evidence attaches a file while there is no line.
func (s *stage) evidence(ctx context.Context) error {
	file := filepath.Join(s.dir, "daftar-hadir.txt")
	if err := os.WriteFile(file, []byte("Daftar hadir FKP peninjauan standar paspor dan SPLP: 9 orang, 5 unsur.\n"), 0o600); err != nil {
		return err
	}
	if _, err := s.siti.do(ctx, fine, "attach", paspor, file, "--caption", "Daftar hadir"); err != nil {
		return err
	}
	return os.Remove(file)
}

// join brings the line back: one more turn for who came first.
func (s *stage) join(ctx context.Context) error {
	s.out.head("demo.join")
	if err := s.hub.serve(ctx); err != nil {
		return err
	}
	if err := s.sync(ctx, s.siti, s.budi, s.rina, s.siti, s.dewi); err != nil {
		return err
	}
	s.out.say("demo.join.conflicts")
	_, err := s.siti.do(ctx, []int{4}, "conflicts")
	return err
}

// conflict is a field that waits for a decision, as pinisi-cli tells it.
type conflict struct {
	ID       string `json:"id"`
	Field    string `json:"field"`
	Versions []struct {
		N     int        `json:"n"`
		Value data.Value `json:"value"`
		Name  string     `json:"author_name"`
		At    string     `json:"at"`
	} `json:"versions"`
}

// decide holds that each side shows both values with their authors and times,
// and lets Siti decide: one value joined from both, one hers, the others Budi's.
func (s *stage) decide(ctx context.Context) error {
	s.out.head("demo.decide")
	var open []conflict
	for _, d := range []*device{s.siti, s.budi, s.dewi} {
		if err := d.ask(ctx, &open, []int{4}, "conflicts"); err != nil {
			return err
		}
		if len(open) != len(disputed) {
			return fmt.Errorf("%s shows %d conflicts, not %d", d.computer, len(open), len(disputed))
		}
		for _, c := range open {
			if len(c.Versions) != 2 || c.Versions[0].Name == c.Versions[1].Name || c.Versions[0].At == "" || c.Versions[1].At == "" {
				return fmt.Errorf("%s does not show both values of %s with author and time: %+v", d.computer, c.Field, c.Versions)
			}
		}
	}
	for _, c := range open {
		want, ok := disputed[c.field()]
		if !ok {
			return fmt.Errorf("a conflict that nobody made: %s of %s", c.Field, c.ID)
		}
		args := []string{"resolve", c.ID, c.Field, "--reason", want.reason}
		if want.joined != "" {
			args = append(args, "--value", want.joined)
		} else {
			args = append(args, "--take", fmt.Sprint(c.by(want.of)))
		}
		if _, err := s.siti.do(ctx, fine, args...); err != nil {
			return err
		}
	}
	if err := s.sync(ctx, s.siti, s.budi, s.rina, s.dewi); err != nil {
		return err
	}
	for _, d := range s.all() {
		if err := d.ask(ctx, &open, fine, "conflicts"); err != nil {
			return err
		}
	}
	return nil
}

// disputed says how each conflict of the story is decided.
var disputed = map[string]struct{ of, joined, reason string }{
	loket + " summary": {joined: "Waktu layanan, maklumat dan pengaduan sangat baik. Prioritas: publikasi hasil SKM, loket prioritas, parkir, dan anggaran inovasi.",
		reason: "Kedua ringkasan benar, digabungkan."},
	answer("A07") + " score": {of: "Budi Hartono", reason: "Unggahan Instagram sudah diperiksa."},
	answer("A07") + " note":  {of: "Budi Hartono", reason: "Unggahan Instagram sudah diperiksa."},
	answer("A16") + " note":  {of: "Siti Aminah", reason: "Layar kedua baru dipasang minggu depan."},
}

func answer(indicator string) string {
	parent, err := data.ParseID(loket)
	if err != nil {
		return ""
	}
	return data.DerivedID("answer", parent, indicator).String()
}

func (c conflict) field() string { return c.ID + " " + c.Field }

// by is the number of a person's value.
func (c conflict) by(name string) int {
	for _, v := range c.Versions {
		if v.Name == name {
			return v.N
		}
	}
	return 0
}

// leave adds one disagreement that stays open, for those who look at the data.
func (s *stage) leave(ctx context.Context) error {
	if !s.keep {
		return s.hub.stop()
	}
	s.out.head("demo.leave")
	if err := s.siti.types(ctx, "5-terbuka-siti"); err != nil {
		return err
	}
	if err := s.budi.types(ctx, "5-terbuka-budi"); err != nil {
		return err
	}
	if err := s.sync(ctx, s.siti, s.budi, s.siti); err != nil {
		return err
	}
	s.out.say("demo.leave.kept", "Path", s.dir)
	return s.hub.stop()
}
