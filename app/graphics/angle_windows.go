//go:build cgo && !ci

package graphics

// #include <stdint.h>
// void pinisi_use(uintptr_t libGLESv2, uintptr_t libEGL);
// void pinisi_keep_device(void);
// unsigned pinisi_removed(void);
import "C"

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	gl "github.com/go-gl/gl/v3.1/gles2"
	"github.com/go-gl/glfw/v3.4/glfw"
	"golang.org/x/sys/windows"
)

// Prepare makes the window's drawing ready and tries it, unseen. Call it once,
// in the main goroutine, before the first window. Where nothing can be drawn
// it tells the user what to do in a box of Windows' own, waits until that is
// closed, and returns ErrMissing or ErrUnable.
func Prepare(log *slog.Logger) error {
	began := time.Now()
	renderer, err := ready()
	if err == nil {
		log.Info("graphics", "renderer", renderer, "took", time.Since(began).Round(time.Millisecond))
		return nil
	}
	log.Error("graphics", "error", err)
	title, text := advice(err)
	if _, shown := windows.MessageBox(0, wide(text), wide(title), windows.MB_OK|windows.MB_ICONERROR|windows.MB_SETFOREGROUND); shown != nil {
		log.Error("graphics: tell the user", "error", shown)
	}
	return err
}

// removed is why Windows took the device away, an HRESULT, or present, or unknown.
func removed() uint32 { return uint32(C.pinisi_removed()) }

func wide(text string) *uint16 {
	p, err := windows.UTF16PtrFromString(text)
	if err != nil { // a zero byte in the text
		return nil
	}
	return p
}

func ready() (renderer string, err error) {
	program, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("%w: find the program's folder: %v", ErrMissing, err)
	}
	// libEGL.dll needs libGLESv2.dll, so that one comes first; GLFW finds both by name once they are loaded.
	loaded := map[string]windows.Handle{}
	for _, name := range []string{"libGLESv2.dll", "libEGL.dll"} {
		path := filepath.Join(filepath.Dir(program), name)
		if loaded[name], err = windows.LoadLibraryEx(path, 0, windows.LOAD_WITH_ALTERED_SEARCH_PATH); err != nil {
			return "", fmt.Errorf("%w: %s: %v", ErrMissing, path, err)
		}
	}
	C.pinisi_use(C.uintptr_t(loaded["libGLESv2.dll"]), C.uintptr_t(loaded["libEGL.dll"]))
	if err := glfw.Init(); err != nil {
		return "", fmt.Errorf("%w: %v", ErrUnable, err)
	}
	renderer, err = try()
	if err != nil {
		glfw.Terminate()
		return "", fmt.Errorf("%w: %v", ErrUnable, err)
	}
	return renderer, nil
}

// try draws one colour in a window that nobody sees and reads it back. The
// device that it makes stays, for the real window; so does the hint that
// contexts are made by libEGL.dll, since Fyne resets no hints.
func try() (renderer string, err error) {
	glfw.WindowHint(glfw.ContextCreationAPI, glfw.EGLContextAPI)
	glfw.WindowHint(glfw.ClientAPI, glfw.OpenGLESAPI)
	glfw.WindowHint(glfw.ContextVersionMajor, 2)
	glfw.WindowHint(glfw.ContextVersionMinor, 0)
	glfw.WindowHint(glfw.Visible, glfw.False)
	window, err := glfw.CreateWindow(16, 16, "", nil, nil)
	if err != nil {
		return "", fmt.Errorf("make a context: %w", err)
	}
	defer window.Destroy()
	window.MakeContextCurrent()
	defer glfw.DetachCurrentContext()
	if err := gl.Init(); err != nil {
		return "", fmt.Errorf("find the functions: %w", err)
	}
	renderer = gl.GoStr(gl.GetString(gl.RENDERER))
	if err := paint(); err != nil {
		return "", fmt.Errorf("%w (%s)", err, renderer)
	}
	C.pinisi_keep_device()
	return renderer, nil
}

const (
	everywhere = "attribute vec2 at; void main() { gl_Position = vec4(at, 0.0, 1.0); }\x00"
	oneColour  = "precision mediump float; uniform vec4 colour; void main() { gl_FragColor = colour; }\x00"
)

// paint goes the way of all that Fyne draws: two shaders, a buffer, triangles.
func paint() error {
	program := gl.CreateProgram()
	defer gl.DeleteProgram(program)
	for kind, source := range map[uint32]string{gl.VERTEX_SHADER: everywhere, gl.FRAGMENT_SHADER: oneColour} {
		shader := gl.CreateShader(kind)
		defer gl.DeleteShader(shader)
		text, free := gl.Strs(source)
		gl.ShaderSource(shader, 1, text, nil)
		free()
		gl.CompileShader(shader)
		gl.AttachShader(program, shader)
	}
	gl.LinkProgram(program)
	var linked int32
	if gl.GetProgramiv(program, gl.LINK_STATUS, &linked); linked != gl.TRUE {
		return errors.New("shaders cannot be compiled: d3dcompiler_47.dll")
	}
	gl.UseProgram(program)
	corners := []float32{-1, -1, 3, -1, -1, 3}
	var buffer uint32
	gl.GenBuffers(1, &buffer)
	defer gl.DeleteBuffers(1, &buffer)
	gl.BindBuffer(gl.ARRAY_BUFFER, buffer)
	gl.BufferData(gl.ARRAY_BUFFER, 4*len(corners), gl.Ptr(corners), gl.STATIC_DRAW)
	at := uint32(gl.GetAttribLocation(program, gl.Str("at\x00")))
	gl.EnableVertexAttribArray(at)
	gl.VertexAttribPointerWithOffset(at, 2, gl.FLOAT, false, 0, 0)
	gl.Uniform4f(gl.GetUniformLocation(program, gl.Str("colour\x00")), 1, 0, 1, 1)
	gl.DrawArrays(gl.TRIANGLES, 0, 3)
	var seen [4]uint8
	gl.ReadPixels(8, 8, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, gl.Ptr(&seen[0]))
	if want := [4]uint8{255, 0, 255, 255}; seen[0] != want[0] || seen[1] != want[1] || seen[2] != want[2] {
		return fmt.Errorf("drew %v in place of %v", seen, want)
	}
	return nil
}
