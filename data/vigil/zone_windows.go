package vigil

import (
	"time"

	"golang.org/x/sys/windows"
)

// systemOffset asks Windows, which knows a change of the zone at once.
func systemOffset(time.Time) (int, string, bool) {
	var z windows.Timezoneinformation
	which, err := windows.GetTimeZoneInformation(&z)
	if err != nil {
		return 0, "", false
	}
	const summer = 2 // TIME_ZONE_ID_DAYLIGHT
	bias, name := z.Bias+z.StandardBias, z.StandardName[:]
	if which == summer {
		bias, name = z.Bias+z.DaylightBias, z.DaylightName[:]
	}
	return -int(bias) * 60, windows.UTF16ToString(name), true // the bias is minutes to be added to get UTC
}
