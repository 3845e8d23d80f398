// Package sync lets a device exchange its changes and evidence with
// headquarters' hub: enrolment, one exchange, and an agent that syncs by
// itself. It never writes a record: it moves sealed segments between a
// [Replica] and the hub, and keeps receipts.
//
// # One exchange
//
// [Client.Sync] is one POST as a rule: up go the segments that the hub has not
// confirmed, down come acknowledgements while they arrive there, then what
// this device lacks, then a mark that says where both stand. Every batch is
// applied and every acknowledgement kept as it comes, so a cut connection
// costs at most the batch in flight, and repeating is always safe. If the mark
// no longer fits, because one side was restored from a backup, both compare
// version vectors in a second request and each sends what the other lacks.
// Evidence files follow after the text. docs/sync.md has the details.
//
// Errors for people are *data.Error with codes "sync.…".
package sync
