//go:build cgo && !ci

// The OpenGL bindings that Fyne uses ask wglGetProcAddress of opengl32.dll for
// each function. This is that function, by the name under which a linker knows
// an imported one: the bindings get ANGLE's functions, and the program imports
// no opengl32.dll at all.
#include <windows.h>

static HMODULE gles;
static PROC(WINAPI *extension)(LPCSTR);

void pinisi_use(void *libGLESv2, void *libEGL) {
	gles = libGLESv2;
	extension = (void *)GetProcAddress(libEGL, "eglGetProcAddress");
}

static PROC WINAPI address(LPCSTR name) {
	PROC found = gles ? (PROC)GetProcAddress(gles, name) : NULL;
	return found || !extension ? found : extension(name);
}

PROC(WINAPI *__imp_wglGetProcAddress)(LPCSTR) = address;
