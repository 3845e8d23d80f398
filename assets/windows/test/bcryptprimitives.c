// bcryptprimitives.dll for Wine before 9.0, which lacks it: programs of Go 1.22 and later take their randomness from
// its ProcessPrng and do not start without. For tests under Wine alone; Windows 7 and later have the real one.
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length); // RtlGenRandom of advapi32, its name in the DLL

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE buffer, SIZE_T length)
{
	while (length > 0) {
		ULONG part = length > 0x40000000 ? 0x40000000 : (ULONG)length;
		if (!SystemFunction036(buffer, part))
			return FALSE;
		buffer += part;
		length -= part;
	}
	return TRUE;
}
