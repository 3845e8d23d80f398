//go:build !windows

package place

import "testing"

func TestFileSystemsOfLinux(t *testing.T) {
	const mounts = `22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:40 / /home rw shared:2 - nfs4 server:/home rw
31 30 8:2 / /home/siti/lokal rw - ext4 /dev/sdb1 rw
32 22 0:41 / /mnt/berkas\040kantor rw - cifs //server/berkas rw
33 22 0:42 / /mnt/jauh rw - fuse.sshfs siti@jauh: rw
34 22 0:43 / /mnt/stik rw - fuse.ntfs-3g /dev/sdc1 rw
a line of another form
`
	for path, want := range map[string]Stand{
		"/var/lib/pinisi":           {Ground: Local},
		"/home/siti/.local":         {Network, "server:/home"},
		"/home/siti/lokal/pinisi":   {Ground: Local},
		"/homely":                   {Ground: Local},
		"/mnt/berkas kantor/pinisi": {Network, "//server/berkas"},
		"/mnt/jauh":                 {Network, "siti@jauh:"},
		"/mnt/stik/x":               {Ground: Local},
	} {
		if got := mounted(mounts, path); got != want {
			t.Errorf("%s: got %+v, want %+v", path, got, want)
		}
	}
}
