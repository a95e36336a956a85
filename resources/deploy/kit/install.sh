#!/bin/sh
# Installs the kiosk from this folder; no network is needed:   sh install.sh
# The signature is checked with the key of the kiosk that is installed already; at the first time with the one beside
# this file, or, better, with one that came to you in another way:   sh install.sh --key FILE
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
package=patient-education-kiosk
known=${KIOSK_ROOT:-}/usr/share/kiosk/kit-key.pgp

stop() {
    printf '\nThe kiosk was NOT installed: %s\nWhat to do: %s\n' "$1" "$2" >&2
    exit 1
}

key=$here/kit-key.pgp
if [ -f "$known" ]; then key=$known; fi
if [ "${1:-}" = --key ] && [ -n "${2:-}" ]; then key=$2; fi
[ -f "$key" ] || stop "there is no key $key." "Copy the whole folder again, or name the right file."

echo "1. Is every file here as it was signed?"
if command -v gpgv >/dev/null; then
    checked() { gpgv --keyring "$1" "$2" "$3"; }
elif command -v sqv >/dev/null; then
    checked() { sqv --keyring "$1" "$2" "$3"; }
else
    stop "nothing here can check a signature." "Install the package gpgv, which every Debian with apt has."
fi
checked "$key" "$here/SHA256SUMS.asc" "$here/SHA256SUMS" ||
    stop "the list of files was not signed by the key $key, or was changed since." \
        "Copy the folder again. If that does not help, ask who gave it to you whether their key is a new one; then get that key from them by another way than this stick, and name it: sh install.sh --key FILE"
(cd "$here" && sha256sum --check --strict --quiet SHA256SUMS) ||
    stop "the files named above are damaged or missing." "Copy the folder to the stick again. If that does not help, take another stick."

case " $* " in *" --check "*)
    echo "Every file is as it was signed."
    exit 0
    ;;
esac

echo "2. Does it fit this machine?"
# shellcheck source=/dev/null
. /etc/os-release
[ "$(id -u)" = 0 ] || stop "only root may install." "Type: sudo sh install.sh"
[ "$(dpkg --print-architecture)" = amd64 ] || stop "this kit is for 64-bit PCs (amd64)." "Use such a machine."
[ -d "$here/packages/debian${VERSION_ID:-}" ] ||
    stop "this is ${PRETTY_NAME:-unknown}; the kit is for Debian 12 and 13." "Install Debian 12 or 13, or see README.txt for the second way."
[ "$(df -Pk /opt /usr | awk 'NR > 1 { if (!least || $4 < least) least = $4 } END { print least }')" -gt 1200000 ] ||
    stop "less than 1.2 GB is free on the disk." "Free some, then type the same again."

echo "3. Installing."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$key" "$work/kit.gpg"
for part in program "debian$VERSION_ID"; do
    echo "deb [signed-by=$work/kit.gpg] file:$(echo "$here/packages/$part" | sed 's/ /%20/g') ./" >>"$work/sources.list"
done
mkdir -p "$work/lists/partial"
version=$(sed -n 's/^Version: //p' "$here/packages/program/Packages")
set -- -o Dir::Etc::SourceList="$work/sources.list" -o Dir::Etc::SourceParts=/dev/null -o Dir::State::Lists="$work/lists" \
    -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= -o Acquire::Check-Date=false -o Acquire::Languages=none \
    -o APT::Sandbox::User=root -o DPkg::Lock::Timeout=120
export DEBIAN_FRONTEND=noninteractive
apt-get "$@" update || stop "apt does not take the packages of this folder." "The lines above say why. Copy the folder again."
apt-get "$@" install --yes --no-install-recommends --allow-downgrades "$package=$version" ||
    stop "apt could not install it." "The lines above say why. 'dpkg --configure -a' ends an installation that was cut off; then type the same again."

echo
echo "Installed: $(kiosk --version)"
echo "Next: write the clinic's name and the rest into /etc/kiosk/settings.toml, then"
echo "      systemctl enable --now kiosk.service     and, at the screen,     systemctl start kiosk-doctor.service"
