// Package instrument holds the PEKPPP instruments (instrumen) as versioned data
// and computes results from answers with exact fractions.
//
// # What is data
//
// Everything that a regulation may change stands in the instrument file: aspects
// and their weights, indicators with levels, guidance and evidence, the questions
// for users, the methods that are offered and which one is primary, the weights of
// F-02 and F-03 in the index, the number of decimals, the categories, and the
// number of respondents asked for in each year; each with its source and whether
// it was verified. The code holds only how a named method computes.
//
// The shipped files are in assets/instruments. Headquarters may publish more at
// run time; see Registry. An instrument is named by id and version and never
// changes: a changed text or weight is a new version, so that a result computed
// years ago can be computed again.
//
// # How a result comes about
//
//	aspect value   rata_rata: mean of the levels in the aspect
//	               berbobot:  sum of level x indicator weight / 100
//	F-02 index     sum of aspect value x aspect weight / 100
//	F-03 index     rerata_aspek: mean of the aspects' means of the questions' means
//	               rerata_butir: mean of all answers of all respondents
//	IPP            F-02 index x 75/100 + F-03 index x 25/100 (weights from the file)
//	category       by the IPP rounded half up, once, to the file's decimals
//
// All of it is computed with math/big.Rat. Binary floating point would turn 3.005
// into 3.00 and so a B- into a C.
//
// # Blanks
//
// A blank is not a zero. With blanks among the indicators the values are computed
// over what was answered (weights are scaled up to what is there), and the result
// says that it is provisional, which indicators are missing, and has no category.
// A respondent's form counts when every question is answered, as the form's own
// instruction asks; incomplete ones are left out and counted aloud. Without any
// complete form there is no IPP, and the result says why.
//
// # What this package does not do
//
// It reads no database, knows no missions and draws nothing. It imports package
// assets and the standard library only.
package instrument
