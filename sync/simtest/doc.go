// Package simtest plays exchanges on which everything goes wrong: real stores,
// clients and a real hub in one process, over a network that drops, cuts,
// repeats and delays, with crashes between any two writes, wrong clocks,
// restored backups, copied disks and versions that know more than others.
//
// A schedule follows from its seed alone, as far as the code under test is
// deterministic. When it has run, the network heals, all exchange until they
// rest, and then must hold:
//
//   - every device has exactly what its scope allows, and all of one scope the same;
//   - nothing is lost: whatever was written and still existed anywhere before
//     the healing is everywhere after it, and nothing ceased to exist but by a
//     restored backup that was older and the only copy;
//   - each field shows exactly the values that nobody who saw them replaced:
//     a conflict where there are several, none where there is one (but for
//     changes that two lives of a restored device both sent);
//   - no log, no table and no hub holds a value that somebody erased, knowing of
//     it; nothing else goes with it;
//   - every device knows that headquarters has everything, nothing is in
//     quarantine, and another exchange moves nothing in one request.
//
// What is not played: a hub and a device that are both restored from backups
// so old that both forgot the same changes, which a third device remembers
// (docs/sync.md, Limits).
package simtest
