package main

import (
	"embed"
	"fmt"
	"strings"
	"text/template"
	"time"
)

//go:embed story/*.jsonl
var story embed.FS

// The records that several people of the story write about.
const (
	loket  = "0193f5a0-0000-7000-8000-000000000001" // this year's evaluation of the counter at KBRI Singapura
	skm    = "0193f5a0-0000-7000-8000-000000000007" // last year's survey of the counter
	paspor = "0193f5a0-0000-7000-8000-000000000011" // the consultation on passports
)

// tell is a part of the story with its dates: {{day -3}} is three days ago,
// {{at -3 9}} nine o'clock of that day where the missions of the story are,
// {{year -1}} last year.
func tell(part string) (string, error) {
	now := time.Now().In(time.FixedZone("", 8*60*60)) // Singapura and Johor Bahru
	day := func(n int) time.Time {
		return time.Date(now.Year(), now.Month(), now.Day()+n, 0, 0, 0, 0, now.Location())
	}
	t, err := template.New(part+".jsonl").Option("missingkey=error").Funcs(template.FuncMap{
		"year": func(n int) int { return now.Year() + n },
		"day":  func(n int) string { return day(n).Format(time.DateOnly) },
		"at":   func(n, hour int) string { return day(n).Add(time.Duration(hour) * time.Hour).Format(time.RFC3339) },
	}).ParseFS(story, "story/"+part+".jsonl")
	if err != nil {
		return "", fmt.Errorf("read the story: %w", err)
	}
	var b strings.Builder
	if err := t.Execute(&b, nil); err != nil {
		return "", fmt.Errorf("tell the story: %w", err)
	}
	return b.String(), nil
}
