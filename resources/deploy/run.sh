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
clean_up() {
    if [[ -n $server ]]; then
        kill "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
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

mkdir -p out
"$kiosk" tour --out out
[[ -s out/handout.pdf ]] || "$kiosk" handout baclofen spasticity-and-spasms --question "What time of day is best for me?" -o out/handout.pdf
[[ -s out/spoken.wav ]] || "$kiosk" speak baclofen -o out/spoken.wav || echo "run: no voice here, so no out/spoken.wav." >&2
echo "run: see $(realpath out): the pictures, handout.pdf, spoken.wav and tour.json."
