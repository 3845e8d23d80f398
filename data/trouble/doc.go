// Package trouble writes the report that an officer sends to those who help
// her: the program, the system, the state of the data in numbers, the last
// exchanges, the end of the log, and the words of the last crash.
//
// What people wrote is not in it, nor names, nor secrets: free text comes in
// through [Redactor] alone, which lets through the program's own words and
// leaves out all else. She sees the report before it goes anywhere.
package trouble
