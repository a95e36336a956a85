#!/usr/bin/env bash
# Lint, types, import rules, then the tests; stops at the first that fails, so that the last lines say what is wrong.
# All tests are shared between as many processes as there are cores, four at most (tests/support/sharing.py); tests named
# in the arguments are run by one.
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
if (($#)); then
    exec "$bin/python" -m pytest "$@"
fi

claims=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$claims"' EXIT
beside=()
for ((number = 2; number <= $(nproc) && number <= 4; number++)); do
    # They give way to the first one: it has what must not be kept waiting.
    nice "$bin/python" -m pytest --quiet --claims="$claims" --backwards >"$claims/$number.log" 2>&1 &
    beside+=($!)
done
failed=0
"$bin/python" -m pytest --claims="$claims" || failed=$?
number=2
for process in "${beside[@]}"; do
    echo "test: the tests run beside these"
    if wait "$process"; then
        grep --after-context 999 'short test summary' "$claims/$number.log" || tail -n 1 "$claims/$number.log"
    else
        failed=$?
        cat "$claims/$number.log"
    fi
    number=$((number + 1))
done
if ((failed)); then
    echo "test: failed, see above" >&2
fi
exit "$failed"
