#!/bin/sh
# Install what the tests use besides Python: shells for the plugin, a Secret Service for the vault, a terminal.
# Where it cannot install (no root, no apt), it says what is missing; the tests concerned then skip, but never in CI.
missing=""
need() { command -v "$1" >/dev/null 2>&1 || missing="$missing $2"; }
need bash bash
need zsh zsh
need fish fish
need tmux tmux
need dbus-daemon dbus
need gnome-keyring-daemon gnome-keyring
need curl curl
need jq jq
need groff groff
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086 # a list of packages
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing; } >/dev/null 2>&1 && exit 0
fi
echo "not installed, tests that need them will be skipped:$missing" >&2
[ -z "$CI" ] || exit 1
