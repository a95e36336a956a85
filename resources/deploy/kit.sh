#!/usr/bin/env bash
# Makes the folder for a stick in out/kit: run by `make kit`. KIT, KEY and BUNDLE name another folder, key and bundle.
# With --test (`make kit-test`) it is then installed, with no network, on a clean Debian 12 and a clean Debian 13.
set -euo pipefail
cd "$(dirname "$0")/../.."
unset DISPLAY WAYLAND_DISPLAY KIOSK_HOME PULSE_SERVER CUPS_SERVER QT_SCALE_FACTOR QT_QPA_PLATFORMTHEME
kit=${KIT:-out/kit}
key=${KEY:-$kit.key/kiosk.key}
[[ -f $key ]] || .venv/bin/kiosk kit key "$(dirname "$key")"
.venv/bin/kiosk kit build --out "$kit" --key "$key" ${BUNDLE:+--bundle "$BUNDLE"}
[[ ${1:-} == --test ]] || exit 0
KIT_TEST=$(realpath "$kit") KIT_KEY=$(realpath "$key") KIT_BUNDLE=${BUNDLE:+$(realpath "$BUNDLE")} .venv/bin/python -m pytest -v tests/kit/test_whole_kit.py
