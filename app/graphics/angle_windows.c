//go:build cgo && !ci

#define COBJMACROS
#include <stdint.h>
#include <windows.h>
#include <d3d11.h>

// The OpenGL bindings that Fyne uses ask wglGetProcAddress of opengl32.dll for
// each function. This is that function, by the name under which a linker knows
// an imported one: the bindings get ANGLE's functions, and the program imports
// no opengl32.dll at all.
static HMODULE gles;
static PROC(WINAPI *extension)(LPCSTR);

static PROC WINAPI address(LPCSTR name) {
	PROC found = gles ? (PROC)GetProcAddress(gles, name) : NULL;
	return found || !extension ? found : extension(name);
}

PROC(WINAPI *__imp_wglGetProcAddress)(LPCSTR) = address;

void pinisi_use(uintptr_t libGLESv2, uintptr_t libEGL) {
	gles = (HMODULE)libGLESv2;
	extension = (void *)GetProcAddress((HMODULE)libEGL, "eglGetProcAddress");
}

// The device under the current context, by EGL_EXT_device_query. Windows lets
// every thread ask a device; it is held until the program ends.
static ID3D11Device *device;

void pinisi_keep_device(void) {
	void *(WINAPI *display)(void) = (void *)extension("eglGetCurrentDisplay");
	unsigned(WINAPI *of_display)(void *, int, intptr_t *) = (void *)extension("eglQueryDisplayAttribEXT");
	unsigned(WINAPI *of_device)(void *, int, intptr_t *) = (void *)extension("eglQueryDeviceAttribEXT");
	intptr_t egl = 0, direct3d = 0;
	enum { EGL_DEVICE_EXT = 0x322C, EGL_D3D11_DEVICE_ANGLE = 0x33A1 };
	if (device || !display || !of_display || !of_device || !of_display(display(), EGL_DEVICE_EXT, &egl) ||
	    !of_device((void *)egl, EGL_D3D11_DEVICE_ANGLE, &direct3d) || !direct3d)
		return;
	device = (ID3D11Device *)direct3d;
	ID3D11Device_AddRef(device);
}

// Why the device was removed: 0 where it was not, 1 where that is not known.
unsigned pinisi_removed(void) {
	return device ? (unsigned)ID3D11Device_GetDeviceRemovedReason(device) : 1;
}
