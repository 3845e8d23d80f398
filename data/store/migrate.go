package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"pinisi/data"
)

// settingSchema remembers for which kinds and fields the tables were made.
const settingSchema = "schema"

// migrate brings the file to this version: the numbered migrations, then the
// tables of the kinds, all in one transaction and after a backup. A file of a
// newer version makes the store read-only.
func (s *Store) migrate(ctx context.Context) error {
	for _, k := range data.Kinds() {
		s.tables[k.Name] = newTable(k)
	}
	var app, version, objects int
	for q, v := range map[string]*int{"PRAGMA application_id": &app, "PRAGMA user_version": &version, "SELECT count(*) FROM sqlite_master": &objects} {
		if err := s.write.QueryRowContext(ctx, q).Scan(v); err != nil {
			return fmt.Errorf("open %s: %w", fileDB, err)
		}
	}
	if objects > 0 && app != applicationID {
		return data.Fail(ErrNotOurs.Code, nil, "Path", filepath.Join(s.dir, fileDB))
	}
	newer, err := s.newerThanUs(ctx, version)
	if err != nil {
		return err
	}
	if newer {
		s.readOnly, s.newer = true, true
		return nil
	}
	var made string
	if version > 0 {
		err := s.write.QueryRowContext(ctx, "SELECT value FROM setting WHERE key=?", settingSchema).Scan(&made)
		if err != nil && err != sql.ErrNoRows {
			return fmt.Errorf("read the schema's mark: %w", err)
		}
	}
	print := schemaPrint()
	if version == len(migrations) && made == print || s.readOnly {
		return nil
	}
	if version > 0 {
		if err := s.backupBefore(ctx, version); err != nil {
			return err
		}
	}
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // nothing to do after Commit
	for i := version; i < len(migrations); i++ {
		if _, err := tx.ExecContext(ctx, migrations[i]); err != nil {
			return fmt.Errorf("migration %d: %w", i+1, err)
		}
	}
	if err := s.syncKinds(ctx, tx); err != nil {
		return err
	}
	if made != "" { // what was kept for fields and kinds that were unknown is replayed
		if _, err := tx.ExecContext(ctx, "INSERT INTO setting(key,value) VALUES(?,'1') ON CONFLICT DO UPDATE SET value='1'", settingRebuild); err != nil {
			return err
		}
	}
	_, err = tx.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id=%d; PRAGMA user_version=%d", applicationID, len(migrations)))
	if err == nil {
		_, err = tx.ExecContext(ctx, "INSERT INTO setting(key,value) VALUES(?,?) ON CONFLICT DO UPDATE SET value=excluded.value", settingSchema, print)
	}
	if err != nil {
		return fmt.Errorf("mark the version: %w", err)
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit the migration: %w", err)
	}
	return nil
}

// newerThanUs reports whether the file has migrations, kinds or fields that
// this version does not know.
func (s *Store) newerThanUs(ctx context.Context, version int) (bool, error) {
	if version > len(migrations) {
		return true, nil
	}
	rows, err := s.write.QueryContext(ctx, `SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type='table' AND m.name LIKE 'r\_%' ESCAPE '\'`)
	if err != nil {
		return false, fmt.Errorf("read the tables: %w", err)
	}
	defer rows.Close()
	fixed := map[string]bool{"rid": true, "id": true, "scope": true, "hlc": true, "state": true, "stamps": true, "extra": true}
	for rows.Next() {
		var table, column string
		if err := rows.Scan(&table, &column); err != nil {
			return false, err
		}
		k := data.KindOf(strings.TrimPrefix(table, "r_"))
		if k == nil {
			return true, nil
		}
		if _, known := k.Field(column); !known && !fixed[column] {
			return true, nil
		}
	}
	return false, rows.Err()
}

// syncKinds makes the tables of new kinds and the columns of new fields.
func (s *Store) syncKinds(ctx context.Context, tx *sql.Tx) error {
	for _, k := range data.Kinds() {
		t := s.tables[k.Name]
		have := map[string]bool{}
		rows, err := tx.QueryContext(ctx, "SELECT name FROM pragma_table_info(?)", "r_"+k.Name)
		if err != nil {
			return err
		}
		for rows.Next() {
			var name string
			if err := rows.Scan(&name); err != nil {
				return err
			}
			have[name] = true
		}
		if err := rows.Err(); err != nil {
			return err
		}
		for _, q := range t.ddl(have) {
			if _, err := tx.ExecContext(ctx, q); err != nil {
				return fmt.Errorf("table of kind %s: %w", k.Name, err)
			}
		}
	}
	return nil
}

// Schema names what this version makes of a database: a version with another
// name may find it newer than itself, and open it for reading only.
func Schema() string { return fmt.Sprintf("%d-%s", len(migrations), schemaPrint()) }

// schemaPrint changes with every kind, field and type of this version.
func schemaPrint() string {
	h := sha256.New()
	for _, k := range data.Kinds() {
		for _, q := range newTable(k).ddl(nil) {
			fmt.Fprintln(h, q)
		}
	}
	return fmt.Sprintf("%x", h.Sum(nil)[:8])
}

// backupPrefix begins the names of copies made before a migration.
const backupPrefix = "pinisi-v"

// backupBefore copies the file before a migration.
func (s *Store) backupBefore(ctx context.Context, version int) error {
	dir := filepath.Join(s.dir, dirBackup)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("folder for the backup: %w", err)
	}
	file := filepath.Join(dir, fmt.Sprintf("%s%d-%s.db", backupPrefix, version, s.opt.Now().UTC().Format("20060102-150405.000")))
	if _, err := s.write.ExecContext(ctx, "VACUUM INTO ?", address(file, nil)); err != nil {
		return fmt.Errorf("back up before the migration: %w", err)
	}
	return nil
}

// Backup writes a whole copy of the database into a new file, while work goes
// on. Attachments are not in it.
func (s *Store) Backup(ctx context.Context, file string) error {
	if _, err := os.Stat(file); err == nil {
		return data.Fail("errors.file_exists", nil, "Path", file)
	}
	db, err := openDB(filepath.Join(s.dir, fileDB), false) // a reader of its own: VACUUM INTO needs one that may write
	if err != nil {
		return explain(err, file)
	}
	_, err = db.ExecContext(ctx, "VACUUM INTO ?", address(file, nil))
	return explain(errors.Join(err, db.Close()), file)
}
