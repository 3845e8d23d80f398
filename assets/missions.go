package assets

import "sync"

// Mission (perwakilan) is one Indonesian post abroad.
type Mission struct {
	ID         string   `json:"id"`        // lasting, such as "kbri-singapura"; also the scope of its records
	Type       string   `json:"type"`      // KBRI, KJRI, KRI, PTRI or KDEI
	Name       string   `json:"name"`      // short, such as "KBRI Singapura"
	LongName   string   `json:"long_name"` // derived from the type and the city, not quoted
	City       string   `json:"city"`
	Country    string   `json:"country"` // in Indonesian; where the post is accredited
	ISO2       string   `json:"iso2"`
	Zone       string   `json:"zone"`                 // IANA time zone; the program must carry a tz database (time/tzdata)
	Aliases    []string `json:"aliases,omitempty"`    // other spellings in use, for search
	District   []string `json:"district,omitempty"`   // wilayah kerja
	Accredited []string `json:"accredited,omitempty"` // rangkapan: other states that the post covers
	Pilot      bool     `json:"pilot,omitempty"`      // one of the seven missions of the pilot set
	// Confidence is "high" (two sources) or "medium" (one).
	Confidence string `json:"confidence"`
	Note       string `json:"note,omitempty"`
}

// MissionType names a kind of post.
type MissionType struct {
	ID   string `json:"id"`
	Name Text   `json:"name"`
}

type missionFile struct {
	Types    []MissionType `json:"types"`
	Missions []Mission     `json:"missions"`
}

var readMissions = sync.OnceValues(func() (missionFile, error) {
	var file missionFile
	err := decode("missions.json", &file)
	return file, err
})

// Missions lists the 134 posts that ship with the program. The slice is the
// caller's own; the lists inside a Mission are shared and must not be changed.
func Missions() ([]Mission, error) {
	file, err := readMissions()
	return append([]Mission(nil), file.Missions...), err
}
