// Package upgrade changes the version of the program in its own folder, and
// back. It knows files and processes, not where a new version comes from
// (package release) nor what people are told (the window).
//
//	pinisi.exe, …          what runs, and nothing is said about other files here
//	next\                  the version that is being made; whole once version.json is in it
//	before\                the version that ran before, or that runs now while it is being replaced
//	before\version.json    its version and files, written last
//	before\installed.json  the files of the version in place, if an update put it there
//	before\state.json      what is under way, and what came of it until the program has told it
//
// # The change
//
// The running program makes next\ ([Folder.Prepare]), copies itself to before\,
// notes in state.json what is to be done and starts before\pinisi.exe, the
// keeper ([Folder.Hand]). The keeper waits until the program has ended, so that
// no file is in use and each is replaced by one rename; pinisi.exe comes last.
// Then it starts the new version and watches: one that ends without having
// opened its window and its data ([Folder.Confirm]) is tried once more, and
// then the keeper puts the version before back.
//
// # Killed at any moment
//
// Until the first rename the folder is the old version, after the last the new
// one. Between them pinisi.exe is still the old program, and the first thing it
// does ([Folder.Start]) is to see in state.json what is under way and to have
// the keeper finish it; it opens nothing before. A new version that never
// confirmed itself is replaced at its third start, also without a keeper.
package upgrade
