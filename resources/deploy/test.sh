#!/usr/bin/env bash
# Lint, types, import rules, then the tests; stops at the first that fails, so that the last lines say what is wrong.
set -euo pipefail
cd "$(dirname "$0")/../.."
bin=.venv/bin
# Tests start their own screens, sound and print servers: nothing of the caller's desktop may reach them.
unset DISPLAY WAYLAND_DISPLAY KIOSK_HOME PULSE_SERVER CUPS_SERVER QT_SCALE_FACTOR QT_QPA_PLATFORMTHEME

echo "test: lint"
"$bin/ruff" check .
echo "test: types"
"$bin/mypy"
echo "test: import rules"
"$bin/lint-imports"
echo "test: tests"
"$bin/python" -m pytest "$@"
