//go:build !windows

package sync

import (
	"errors"
	"net/url"
)

// systemProxy: elsewhere than on Windows the environment is what the system says.
func systemProxy() (ProxySettings, error) { return ProxySettings{}, nil }

func scriptProxy(ProxySettings, *url.URL) (string, error) { return "", errors.ErrUnsupported }
