// Package survey is the satisfaction survey (Survei Kepuasan Masyarakat, SKM;
// PermenPANRB 14/2017): its definition, its result from what users answered,
// the sample that a population asks for, and the way of a survey from draft to
// final and back. It knows no window, and of the store only its API.
//
// # Rules
//
// Each unsur that is asked weighs the same, 1 by their number, exactly: nine of
// them weigh 1/9 and not 0.11. The mean of an unsur (NRR) is over the
// respondents who answered every unsur asked. The index is the weighted sum, 1
// to 4; IKM is the index on a scale of 25 to 100, rounded half up to two
// decimals before its quality letter (mutu) is read.
//
// A survey is never converted into F-03 of an evaluation, nor the other way:
// the questions, the scales and the people differ. No function here takes or
// gives answers of F-03.
package survey
