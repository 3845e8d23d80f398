// Sbom prints the bill of materials of a built program (CycloneDX 1.5, JSON):
//
//	sbom PROGRAM.exe [COMPONENT.json ...]
//
// Go's modules with their checksums are read from the program itself, their
// licences from NOTICE; each COMPONENT.json is a CycloneDX component of what
// ships beside it. Nothing in it depends on the time or the folder.
package main

import (
	"crypto/sha256"
	"debug/buildinfo"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"

	"github.com/google/uuid"

	"pinisi/data/about"
)

type (
	bill struct {
		Format       string            `json:"bomFormat"`
		Spec         string            `json:"specVersion"`
		Serial       string            `json:"serialNumber"`
		Version      int               `json:"version"`
		Metadata     metadata          `json:"metadata"`
		Components   []json.RawMessage `json:"components"`
		Dependencies []dependency      `json:"dependencies"`
	}
	metadata struct {
		Component component `json:"component"`
	}
	component struct {
		Type      string    `json:"type"`
		Ref       string    `json:"bom-ref"`
		Publisher string    `json:"publisher,omitempty"`
		Name      string    `json:"name"`
		Version   string    `json:"version"`
		Hashes    []hash    `json:"hashes,omitempty"`
		Licences  []licence `json:"licenses,omitempty"`
		Copyright string    `json:"copyright,omitempty"`
		PURL      string    `json:"purl,omitempty"`
	}
	hash struct {
		Algorithm string `json:"alg"`
		Content   string `json:"content"`
	}
	licence struct {
		Expression string `json:"expression"`
	}
	dependency struct {
		Ref string   `json:"ref"`
		On  []string `json:"dependsOn"`
	}
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "sbom:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	if len(args) == 0 {
		return fmt.Errorf("usage: sbom PROGRAM.exe [COMPONENT.json ...]")
	}
	said, err := about.ReadFile()
	if err != nil {
		return err
	}
	notice, err := os.ReadFile("NOTICE")
	if err != nil {
		return err
	}
	program, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	built, err := buildinfo.ReadFile(args[0])
	if err != nil {
		return fmt.Errorf("read the modules of %s: %w", args[0], err)
	}
	components, err := modules(built, licences(string(notice)))
	if err != nil {
		return err
	}
	for _, name := range args[1:] {
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		var named component
		if err := json.Unmarshal(text, &named); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if named.Name == "" || named.Version == "" {
			return fmt.Errorf("%s has no name or no version", name)
		}
		components = append(components, text)
	}
	sum := sha256.Sum256(program)
	whole := bill{
		Format: "CycloneDX", Spec: "1.5", Version: 1,
		Serial: "urn:uuid:" + uuid.NewSHA1(uuid.NameSpaceURL, sum[:]).String(),
		Metadata: metadata{component{
			Type: "application", Ref: said.ID, Publisher: said.Publisher, Name: said.Name, Version: said.Version,
			Hashes: []hash{{"SHA-256", hex.EncodeToString(sum[:])}}, Licences: []licence{{"Apache-2.0"}}, Copyright: said.Copyright,
		}},
		Components: components,
	}
	on := dependency{Ref: said.ID}
	for i, text := range components {
		var c map[string]any
		if err := json.Unmarshal(text, &c); err != nil {
			return err
		}
		if c["bom-ref"] == nil {
			c["bom-ref"] = fmt.Sprint(c["name"], "@", c["version"])
			if components[i], err = json.Marshal(c); err != nil {
				return err
			}
		}
		on.On = append(on.On, fmt.Sprint(c["bom-ref"]))
	}
	whole.Dependencies = []dependency{on}
	encoder := json.NewEncoder(out)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(whole)
}

// modules is a component for each module that a program was built of, and for Go itself.
func modules(built *buildinfo.BuildInfo, licences map[string]string) ([]json.RawMessage, error) {
	list := []component{{
		Type: "library", Ref: "pkg:golang/std@" + built.GoVersion, Name: "std", Version: strings.TrimPrefix(built.GoVersion, "go"),
		Licences: []licence{{"BSD-3-Clause"}}, PURL: "pkg:golang/std@" + strings.TrimPrefix(built.GoVersion, "go"),
	}}
	for _, module := range built.Deps {
		if module.Replace != nil {
			module = module.Replace
		}
		terms, known := licences[module.Path+" "+module.Version]
		if !known {
			return nil, fmt.Errorf("NOTICE has no %s %s: make notice", module.Path, module.Version)
		}
		purl := "pkg:golang/" + module.Path + "@" + module.Version
		c := component{
			Type: "library", Ref: purl, Name: module.Path, Version: module.Version, Licences: []licence{{terms}}, PURL: purl,
		}
		// The go command's checksum: SHA-256 of the list of the module's files and their SHA-256.
		if sum, ok := strings.CutPrefix(module.Sum, "h1:"); ok {
			raw, err := base64.StdEncoding.DecodeString(sum)
			if err != nil {
				return nil, fmt.Errorf("checksum of %s: %w", module.Path, err)
			}
			c.Hashes = []hash{{"SHA-256", hex.EncodeToString(raw)}}
		}
		list = append(list, c)
	}
	texts := make([]json.RawMessage, len(list))
	for i, c := range list {
		text, err := json.Marshal(c)
		if err != nil {
			return nil, err
		}
		texts[i] = text
	}
	return texts, nil
}

var (
	line    = regexp.MustCompile(`(?m)^(\S+ v\S+): (.+)$`)
	remark  = regexp.MustCompile(` \(.*\)$`)
	joining = strings.NewReplacer(" and ", " AND ", " or ", " OR ")
)

// licences reads NOTICE's list: SPDX expressions by "module version".
func licences(notice string) map[string]string {
	terms := map[string]string{}
	for _, m := range line.FindAllStringSubmatch(notice, -1) {
		terms[m[1]] = joining.Replace(remark.ReplaceAllString(m[2], ""))
	}
	return terms
}
