#!/usr/bin/env bash
# Hears what the kiosk says: renders sentences, plays a page into a sound server of its own and asks recognisers.
# LISTEN=all takes every sentence, LISTEN=10 ten a topic; without it four a topic. LISTEN_TO=FILE.kib listens to what is recorded in that
# bundle. What was heard is left in out/listen.json.
set -euo pipefail
cd "$(dirname "$0")/../.."
unset DISPLAY WAYLAND_DISPLAY KIOSK_HOME PULSE_SERVER
export LISTEN=${LISTEN:-4}
.venv/bin/python -m pytest tests/listen "$@"
