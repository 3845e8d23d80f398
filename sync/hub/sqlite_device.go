package hub

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"pinisi/data"
	"pinisi/sync/wire"
)

// AddCode keeps an invitation.
func (s *SQLite) AddCode(ctx context.Context, c Code) error {
	_, err := s.write.ExecContext(ctx, `INSERT INTO code (hash, scope, name, made, until) VALUES (?,?,?,?,?)`,
		c.Hash[:], c.Scope, c.Name, c.MadeAt.UnixMilli(), c.Until.UnixMilli())
	return wrap(err, "keep a code for %s", c.Scope)
}

// UseCode lets a device in.
func (s *SQLite) UseCode(ctx context.Context, hash [32]byte, d Device, scope string) (Device, error) {
	err := s.inTx(ctx, func(tx *sql.Tx) error {
		var until int64
		var usedBy []byte
		own := d.Name
		err := tx.QueryRow(`SELECT scope, name, until, used_by FROM code WHERE hash=?`, hash[:]).Scan(&d.Scope, &d.Name, &until, &usedBy)
		switch {
		case errors.Is(err, sql.ErrNoRows):
			return ErrCodeWrong
		case err != nil:
			return wrap(err, "look for a code")
		case scope != "" && scope != d.Scope:
			return data.Fail(ErrOtherScope.Code, nil, "Scope", d.Scope, "Own", scope)
		case usedBy != nil && data.DeviceID(usedBy) == d.ID: // the answer was lost
			known, err := scanDevice(tx.QueryRow(selectDevice+` WHERE id=?`, d.ID[:]))
			if err == nil && !known.RevokedAt.IsZero() {
				err = ErrRevoked
			}
			d = known
			return err
		case usedBy != nil:
			return ErrCodeUsed
		case d.EnrolledAt.UnixMilli() > until:
			return ErrCodeExpired
		}
		if d.Name == "" { // headquarters gave none
			d.Name = own
		}
		if _, err := tx.Exec(`UPDATE code SET used_by=?, used=? WHERE hash=?`, d.ID[:], d.EnrolledAt.UnixMilli(), hash[:]); err != nil {
			return wrap(err, "use a code")
		}
		// A revoked device comes in again only by a new code, and by its old key.
		_, err = tx.Exec(`INSERT INTO device (id, key, scope, name, enrolled) VALUES (?,?,?,?,?)
			ON CONFLICT DO UPDATE SET scope=excluded.scope, name=excluded.name, enrolled=excluded.enrolled, revoked=NULL`,
			d.ID[:], d.Key, d.Scope, d.Name, d.EnrolledAt.UnixMilli())
		return wrap(err, "let device %s in", d.ID)
	})
	return d, err
}

const selectDevice = `SELECT id, key, scope, name, enrolled, revoked, seen, coalesce(skew, 0) FROM device`

func scanDevice(r row) (Device, error) {
	var d Device
	var id []byte
	var enrolled, revoked, seen sql.NullInt64
	var skew int64
	err := r.Scan(&id, &d.Key, &d.Scope, &d.Name, &enrolled, &revoked, &seen, &skew)
	if errors.Is(err, sql.ErrNoRows) {
		return d, data.ErrNotFound
	}
	if err != nil || len(id) != len(d.ID) {
		return d, wrap(errors.Join(err), "read a device")
	}
	d.ID = data.DeviceID(id)
	d.EnrolledAt, d.RevokedAt, d.SeenAt = fromMillis(enrolled), fromMillis(revoked), fromMillis(seen)
	d.Skew = time.Duration(skew) * time.Millisecond
	return d, nil
}

// Device is who has that id; data.ErrNotFound.
func (s *SQLite) Device(ctx context.Context, id data.DeviceID) (Device, error) {
	return scanDevice(s.one(ctx, selectDevice+` WHERE id=?`, id[:]))
}

// Devices are all that were ever let in, by scope and name.
func (s *SQLite) Devices(ctx context.Context) ([]Device, error) {
	rows, err := s.read.QueryContext(ctx, selectDevice+` ORDER BY scope, name, enrolled`)
	if err != nil {
		return nil, wrap(err, "list devices")
	}
	defer rows.Close()
	var all []Device
	for rows.Next() {
		d, err := scanDevice(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, d)
	}
	return all, wrap(rows.Err(), "list devices")
}

// Codes are all invitations, the newest first.
func (s *SQLite) Codes(ctx context.Context) ([]Code, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT hash, scope, name, made, until, used_by, used FROM code ORDER BY made DESC`)
	if err != nil {
		return nil, wrap(err, "list codes")
	}
	defer rows.Close()
	var all []Code
	for rows.Next() {
		var c Code
		var hash, by []byte
		var made, until, used sql.NullInt64
		if err := rows.Scan(&hash, &c.Scope, &c.Name, &made, &until, &by, &used); err != nil {
			return nil, wrap(err, "read a code")
		}
		copy(c.Hash[:], hash)
		copy(c.UsedBy[:], by)
		c.MadeAt, c.Until, c.UsedAt = fromMillis(made), fromMillis(until), fromMillis(used)
		all = append(all, c)
	}
	return all, wrap(rows.Err(), "list codes")
}

// Revoke shuts a device out.
func (s *SQLite) Revoke(ctx context.Context, id data.DeviceID, at time.Time) error {
	r, err := s.write.ExecContext(ctx, `UPDATE device SET revoked=? WHERE id=? AND revoked IS NULL`, at.UnixMilli(), id[:])
	if err != nil {
		return wrap(err, "revoke device %s", id)
	}
	if n, err := r.RowsAffected(); err != nil || n == 0 {
		return errors.Join(err, data.ErrNotFound)
	}
	return nil
}

// Seen notes an exchange.
func (s *SQLite) Seen(ctx context.Context, id data.DeviceID, at time.Time, skew time.Duration) error {
	_, err := s.write.ExecContext(ctx, `UPDATE device SET seen=?, skew=? WHERE id=?`, at.UnixMilli(), skew.Milliseconds(), id[:])
	return wrap(err, "note that device %s was here", id)
}

// AddFile notes a whole file.
func (s *SQLite) AddFile(ctx context.Context, f File) error {
	_, err := s.write.ExecContext(ctx, `INSERT INTO file VALUES (?,?,?,?,?) ON CONFLICT DO NOTHING`,
		f.Name.Scope, f.Name.SHA256[:], f.Size, f.At.UnixMilli(), f.By[:])
	return wrap(err, "note the file %x", f.Name.SHA256)
}

// File is the note of a whole file; data.ErrNotFound.
func (s *SQLite) File(ctx context.Context, name wire.FileName) (File, error) {
	f := File{Name: name}
	var at sql.NullInt64
	var by []byte
	err := s.one(ctx, `SELECT size, at, by FROM file WHERE scope=? AND sha=?`, name.Scope, name.SHA256[:]).Scan(&f.Size, &at, &by)
	if errors.Is(err, sql.ErrNoRows) {
		return f, data.ErrNotFound
	}
	f.At = fromMillis(at)
	copy(f.By[:], by)
	return f, wrap(err, "look for the file %x", name.SHA256)
}
