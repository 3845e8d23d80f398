package assets

import "sync"

// Service (jenis layanan) is one service of a mission. Not every mission offers
// every service.
type Service struct {
	Code     string `json:"code"` // our own, such as "IMI-01"
	Name     Text   `json:"name"`
	Group    string `json:"group"`    // id of a ServiceGroup
	Source   string `json:"source"`   // letters of the sources listed in the file
	Verified bool   `json:"verified"` // seen in a public source
}

// ServiceGroup (kelompok layanan) groups services in lists.
type ServiceGroup struct {
	ID   string `json:"id"`
	Name Text   `json:"name"`
}

// ServiceLine (lini layanan) is one of the four lines of service of the
// directorate general of protocol and consular affairs.
type ServiceLine struct {
	ID    string `json:"id"`
	Name  Text   `json:"name"`
	Users string `json:"users"`
}

// ServiceCatalogue holds the services and how they are grouped.
type ServiceCatalogue struct {
	Version  string         `json:"version"`
	Lines    []ServiceLine  `json:"lines"`
	Groups   []ServiceGroup `json:"groups"`
	Services []Service      `json:"services"`
}

var readServices = sync.OnceValues(func() (ServiceCatalogue, error) {
	var file ServiceCatalogue
	err := decode("services.json", &file)
	return file, err
})

// Services is the shipped catalogue of 37 services, 13 groups and four lines.
// Its slices are the caller's own.
func Services() (ServiceCatalogue, error) {
	file, err := readServices()
	file.Lines = append([]ServiceLine(nil), file.Lines...)
	file.Groups = append([]ServiceGroup(nil), file.Groups...)
	file.Services = append([]Service(nil), file.Services...)
	return file, err
}
