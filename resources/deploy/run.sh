#!/usr/bin/env bash
# Starts the kiosk on the screen; without a screen, on a virtual one, where the guided tour leaves its pictures in out/.
set -euo pipefail
cd "$(dirname "$0")/../.."
kiosk=.venv/bin/kiosk

if [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then
    exec "$kiosk" run
fi

work=$(mktemp -d)
server=
job=
clean_up() {
    local process
    for process in $job $server; do
        kill "$process" 2>/dev/null || true
        wait "$process" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

echo "run: there is no display here: I take a virtual one of 1920 by 1080 and walk through the kiosk."
Xvfb -displayfd 3 -screen 0 1920x1080x24 -nolisten tcp 3>"$work/display" >"$work/xvfb.log" 2>&1 &
server=$!
for _ in $(seq 100); do
    [[ -s $work/display ]] && break
    if ! kill -0 "$server" 2>/dev/null; then break; fi
    sleep 0.1
done
if [[ ! -s $work/display ]]; then
    echo "run: the virtual screen did not start:" >&2
    cat "$work/xvfb.log" >&2
    exit 1
fi
DISPLAY=:$(<"$work/display")
export DISPLAY

step() { # in the background, so that a signal to this script ends it at once
    "$kiosk" "$@" &
    job=$!
    local code=0
    wait "$job" || code=$?
    job=
    return "$code"
}

mkdir -p out
step tour --out out
[[ -s out/handout.pdf ]] || step handout baclofen --question "What time of day is best for me?" -o out/handout.pdf
[[ -s out/spoken.wav ]] || step speak baclofen -o out/spoken.wav || echo "run: no voice here, so no out/spoken.wav." >&2
echo "run: see $(realpath out): the pictures, handout.pdf, spoken.wav and tour.json."
