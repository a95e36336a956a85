"""Where things live: shipped content and resources, the built bundle, voices, settings, what the kiosk prints.

Nobody else in the program knows a folder. Installed packages carry their data in `kiosk/_data`; a checkout has
it beside the package. What a clinic sets and what the kiosk writes lie in the user's own configuration folder; those
of the kiosk of a whole machine, which its package installs in `/opt`, in `/etc/kiosk`, `/var/lib/kiosk`,
`/var/cache/kiosk` and `/run/kiosk`. `KIOSK_HOME` moves all of it to one folder.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from kiosk.errors import SetupError

_PACKAGE = Path(__file__).resolve().parent
_WHOLE_MACHINE = Path("/opt/patient-education-kiosk")
"""Where the package installs the program; its units and folders are in `resources/deploy/system`."""
_SOUND = Path("/run/kiosk-sound/native")
_SET, _KEPT, _MADE_AGAIN, _FLEETING = map(Path, ("/etc/kiosk", "/var/lib/kiosk", "/var/cache/kiosk", "/run/kiosk"))


def data_root() -> Path:
    """Return the folder that holds `content/` and `resources/`; SetupError names both places looked at."""
    installed, checkout = _PACKAGE / "_data", _PACKAGE.parent
    for root in (installed, checkout):
        if (root / "resources" / "themes").is_dir():
            return root
    raise SetupError(f"The program's data is missing. Looked in {installed} and {checkout}. Install the kiosk again.")


def resources() -> Path:
    """Return the folder of fonts, icons, themes, phrases and voices."""
    return data_root() / "resources"


def manual() -> Path:
    """Return the manual's text; its pictures lie beside it."""
    return resources() / "docs" / "manual.md"


def shipped_pack() -> Path:
    """Return the folder of the MS pack's sources."""
    return data_root() / "content" / "ms"


def share() -> Path:
    """Return the folder where set-up leaves what it builds and fetches: the bundle and the voice model."""
    return Path(sys.prefix) / "share" / "kiosk"


def has_the_machine() -> bool:
    """Return whether this is the program of an installed kiosk: the next version replaces all that came with it."""
    return _PACKAGE.is_relative_to(_WHOLE_MACHINE)


def setting_up() -> str:
    """Return what to do where a part of the program is missing: a sentence for staff."""
    return "Install the kiosk again: 'sh install.sh' on its stick." if has_the_machine() else "Run 'make setup'."


def sound_server() -> Path | None:
    """Return the socket of the sound server that an installed kiosk speaks through; None where it is its user's own."""
    return _SOUND if has_the_machine() else None


def built_bundle() -> Path:
    """Return where `make setup` leaves the MS pack as one file."""
    return share() / "ms.kib"


def default_content() -> Path:
    """Return the content to show when none is named: the built bundle, else the pack's folder."""
    built = built_bundle()
    return built if built.is_file() else shipped_pack()


def home() -> Path:
    """Return the folder for what the kiosk writes: `KIOSK_HOME`, the machine's, or the user's own configuration."""
    return _written(_KEPT)


def settings_folder() -> Path:
    """Return the folder for what a clinic sets: everybody's where the kiosk has a machine to itself."""
    return _place(_SET)


def _place(of_machine: Path | None) -> Path:
    named = os.environ.get("KIOSK_HOME")
    if named:
        return Path(named)
    if of_machine is not None and has_the_machine():
        return of_machine
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "patient-education-kiosk"


def _written(of_machine: Path) -> Path:
    """Return `of_machine` for root and the kiosk's own user; anybody else keeps what the kiosk writes at home.

    Also where the folders are missing: that must be told as an error, not be taken for an empty memory.
    """
    try:
        theirs = os.geteuid() in (0, _KEPT.stat().st_uid)
    except OSError:
        theirs = True
    return _place(of_machine if theirs else None)


def settings_file() -> Path:
    """Return where the settings are looked for when no file is named."""
    return settings_folder() / "settings.toml"


def withdrawn_file() -> Path:
    """Return where the kiosk remembers which topics were withdrawn."""
    return home() / "withdrawn.json"


def staff_file() -> Path:
    """Return where the people who may open the nurse desk are listed, with their PINs as hashes."""
    return settings_folder() / "staff.toml"


def pin_tries_file() -> Path:
    """Return where the kiosk remembers how many wrong PINs were entered."""
    return home() / "pin.json"


def packs_file() -> Path:
    """Return where the clinic's sets of topics are kept."""
    return settings_folder() / "packs.toml"


def sounds_folder() -> Path:
    """Return where the kiosk keeps the sentences of its content that it has spoken; may be taken away at any time."""
    return _written(_MADE_AGAIN) / "sounds"


def printed_folder() -> Path:
    """Return the folder a folder printer writes to when the settings name none: of a whole machine one in memory.

    A handout may carry a name: nothing of it may be found on a kiosk's disk.
    """
    return _written(_FLEETING) / "printed"


def bench_test_folder() -> Path:
    """Return where the certificates of the bench test go when no file is named."""
    return home() / "bench-test"
