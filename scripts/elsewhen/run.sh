#!/bin/sh
# Runs the tests as if on another machine: at another moment, in another zone and language, with another umask, in a
# folder with a space in its name, and, where root asks, as a user who is not root:
#     ARGS="-k streak" sh scripts/elsewhen/run.sh
# ARGS are for pytest. WHEN, WHERE and SPEAKING say another moment, zone and language; SIDES=all takes three in turn.
set -eu

here=$(pwd -P)
side=$(mktemp -d)
trap 'rm -rf "$side"' EXIT INT TERM
folder="$side/a folder elsewhere"

as_somebody() {
    if [ "$(id -u)" -eq 0 ]; then setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; else "$@"; fi
}

find_python() { # one that this user may start
    for candidate in "${PYTHON:-python3}" /usr/bin/python3 python3.14 python3.13 python3.12 python3.11; do
        path=$(command -v "$candidate") || continue
        if as_somebody "$path" -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s\n' "$path"
            return
        fi
    done
    echo "No Python 3.11 that a user who is not root may start: install python3 and python3-venv." >&2
    return 1
}

run() { # run WHEN ZONE LANGUAGE
    echo "== $1, $2, $3 =="
    (
        cd "$folder"
        umask 077
        # No LC_ALL and no Python path of the caller's: what is inherited is named here.
        as_somebody env -i PATH="$PATH" HOME="$side/home" PYTHON="$python" CI="${CI:-}" TERM="${TERM:-dumb}" TZ="$2" \
            LANG="$3" PYTHONPATH="$folder/scripts/elsewhen" ELSEWHEN="$1" make test ARGS="-p no:time_machine -W ignore::pytest.PytestAssertRewriteWarning ${ARGS:-}"
    )
}

python=$(find_python)
mkdir -p "$folder" "$side/home"
(cd "$here" && git ls-files -z --cached --others --exclude-standard | tar --null --ignore-failed-read -T - -c) | tar -x -C "$folder"
if [ "$(id -u)" -eq 0 ]; then chown -R 65534:65534 "$side"; fi
# Set up in today's time: a certificate is not valid in every year.
(cd "$folder" && as_somebody env -i PATH="$PATH" HOME="$side/home" PYTHON="$python" make test ARGS=--version)

if [ "${SIDES:-}" = all ]; then
    run 2028-02-29T23:58:00+13:45 Pacific/Chatham tr_TR.UTF-8
    run 2026-12-31T23:30:00-03:30 America/St_Johns C
    run 2028-11-23T09:00:00+00:00 UTC ja_JP.UTF-8
else
    run "${WHEN:-2028-02-29T23:58:00+13:45}" "${WHERE:-Pacific/Chatham}" "${SPEAKING:-tr_TR.UTF-8}"
fi
