// Package people answers what a person may ask about the data on her (UU
// 27/2022 art. 5-13): where she is named, a copy of it, its correction, its
// erasure; and keeps the requests with their deadlines. What is personal the
// schema says ([data.Field.Personal]); free text is looked through as well and
// only ever called possible.
//
// It writes through the store and changes nothing by itself. All functions are
// safe for concurrent use.
package people
