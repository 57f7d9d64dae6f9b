#!/bin/sh
# Makes .venv from a lock file, with this folder installed in it:
#     sh scripts/setup.sh requirements.lock
# Needs Python 3.11 or later. Debian splits the venv module off; where it is missing and apt-get may
# be used without asking for a password, it is installed, else one sentence says how.
set -eu

lock=$1
venv=.venv
place=$(pwd -P)

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

find_python() {
    for candidate in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    return 1
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_install() {
    command -v apt-get >/dev/null 2>&1 || return 1
    [ "$(id -u)" -eq 0 ] || { command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; }
}

apt_install() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$1" >/dev/null 2>&1
}

ensure_venv_module() {
    "$python" -c 'import ensurepip, venv' 2>/dev/null && return
    package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    may_install || fail "Python's venv module is missing: run 'apt-get install $package' as root, then make again."
    say "Python's venv module is missing; installing $package with apt-get."
    apt_install "$package" && return
    as_root apt-get update -qq >&2 || true
    apt_install "$package" || fail "apt-get could not install $package: install it by hand, then run make again."
}

# A folder that was moved or copied keeps scripts that point at the old place.
venv_is_sound() {
    "$venv/bin/python" -c 'import pip' 2>/dev/null && head -n 2 "$venv/bin/pip" 2>/dev/null | grep -qF "$place/$venv/"
}

if ! venv_is_sound; then
    python=$(find_python) || fail "Rapport needs Python 3.11 or later: install it, or name it with PYTHON=/path/to/python3."
    ensure_venv_module
    "$python" -m venv --clear "$venv"
fi

say "Setting up $venv from $lock ..."
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1
"$venv/bin/python" -m pip install -qq --require-hashes -r "$lock"
"$venv/bin/python" -m pip install -qq --no-index --no-deps --no-build-isolation --editable .
