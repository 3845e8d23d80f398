package complain_test

import (
	"testing"

	"pinisi/assets/words"
	"pinisi/data"
	"pinisi/data/complain"
	"pinisi/data/workday"
)

func TestSay(t *testing.T) {
	w := words.New("id")
	r := complaint("channel", "counter", "class", "information", "received_on", "2026-03-20")
	for today, want := range map[string]string{
		"2026-03-25": "Jawab paling lambat 27 Mar 2026 · sisa 2 hari kerja",
		"2026-03-27": "Jawab paling lambat 27 Mar 2026 · hari terakhir",
		"2026-04-01": "Jawab paling lambat 27 Mar 2026 · lewat 3 hari kerja",
	} {
		if c, ok := book(t, today, workday.New(nil, nil)).Next(r); !ok || c.Say(w) != want {
			t.Errorf("on %s: %q, want %q", today, c.Say(w), want)
		}
	}
}

func TestBasisNamesWhatWasSkipped(t *testing.T) {
	all := append(taking(1, 2), complaint("received_on", "2026-03-20"), complaint("received_on", "2026-03-20", "answered_on", "2026-03-19"))
	got := complain.Measure(all, complain.ReplyAfterReceipt, true, workday.New(nil, nil)).Basis(words.New("id"))
	if want := "n = 2 · dilewati 2: 1 belum ada peristiwa akhir, 1 urutan tanggal keliru"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestTheTitleOfASecretComplaintIsNotSaid(t *testing.T) {
	r := complaint("tracking_id", "4711", "title", "Paspor hilang")
	if got := complain.Title(words.New("id"), r, data.OnScreen); got != "Paspor hilang" {
		t.Errorf("%q", got)
	}
	r.Fields["secret"] = data.BoolValue(true)
	if got := complain.Title(words.New("id"), r, data.Named); got != "Pengaduan rahasia 4711" {
		t.Errorf("%q", got)
	}
}
