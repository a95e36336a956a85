"""`kiosk doctor`: whether this machine can do the whole job, and what to do where it cannot."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import kiosk
from kiosk import paths, settings
from kiosk.errors import ContentError, KioskError, SetupError
from kiosk.theme.glyphs import FAMILIES, WEIGHTS

HELP = "Check screen, fonts, voice, sound, printer, bundle, disk and clock, and say what to do."
EXAMPLES = """
kiosk doctor
kiosk doctor --settings /etc/kiosk/settings.toml --json
"""

FREE_MB = 500
"""Room that printing and a new bundle want on the disk."""

_ASK_QT = """
import json
from PySide6.QtGui import QGuiApplication
from PySide6.QtMultimedia import QMediaDevices
app = QGuiApplication(["kiosk doctor"])
screen = QGuiApplication.primaryScreen()
size, mm = screen.size(), screen.physicalSize()
print(json.dumps({
    "platform": app.platformName(),
    "pixels": [size.width(), size.height()],
    "mm": [mm.width(), mm.height()],
    "sounds": [output.description() for output in QMediaDevices.audioOutputs()],
}))
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what was found, and, when it does not pass, what to do."""

    name: str
    passed: bool
    found: str
    do: str = ""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `kiosk doctor`."""
    parser.add_argument("--settings", type=Path, metavar="FILE", help="settings file to use")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Print what was found; the exit code is 0 when all passes, else that of SetupError."""
    findings = tuple(examine(settings.load(args.settings or paths.settings_file())))
    if args.json:
        print(json.dumps([asdict(finding) for finding in findings], indent=2, ensure_ascii=False))
    else:
        for finding in findings:
            print(f"{'pass' if finding.passed else 'LOOK'}  {finding.name:<8} {finding.found}")
            if finding.do:
                print(f"{'':<15}{finding.do}")
    return 0 if all(finding.passed for finding in findings) else SetupError.exit_code


def examine(chosen: settings.Settings) -> Iterator[Finding]:
    """Look at everything the kiosk needs, in the order of a start."""
    qt = ask_qt()
    yield screen(qt, chosen)
    for name, look in _LOOKS:
        try:
            yield look(chosen)
        except KioskError as error:
            yield Finding(name, passed=False, found=str(error), do=_DO[name])
        if name == "voice":
            yield sound(qt)


def ask_qt() -> dict[str, Any] | str:
    """Ask Qt, in a process of its own, for the screen and the sound outputs; a string says why it could not."""
    environment = dict(os.environ)
    if not environment.get("DISPLAY") and not environment.get("WAYLAND_DISPLAY"):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    try:
        asked = subprocess.run(
            [sys.executable, "-c", _ASK_QT], env=environment, capture_output=True, text=True, timeout=30, check=False
        )
    except subprocess.TimeoutExpired:
        return "the screen did not answer within 30 seconds"
    if asked.returncode != 0:
        lines = asked.stderr.strip().splitlines()
        return lines[-1] if lines else f"Qt stopped with code {asked.returncode}"
    answer: dict[str, Any] = json.loads(asked.stdout.splitlines()[-1])
    return answer


def screen(qt: dict[str, Any] | str, chosen: settings.Settings) -> Finding:
    """Is there a screen, and is it large enough for controls that a shaking hand can hit?"""
    if isinstance(qt, str):
        return Finding("screen", False, f"Qt cannot start: {qt}.", "Run 'make setup'; then look at the screen's cable.")
    if qt["platform"] == "offscreen":
        return Finding(
            "screen", False, "No screen is connected (neither DISPLAY nor WAYLAND_DISPLAY is set).",
            "Start this in the session of the screen. 'make run' shows the kiosk on a virtual one.",
        )
    pixels, mm = qt["pixels"], qt["mm"]
    width = chosen.screen_width_mm or mm[0]
    height = width * pixels[1] / pixels[0]
    found = f"{pixels[0]} x {pixels[1]} pixels, {width:.0f} x {height:.0f} mm"
    least = settings.LEAST_GLASS_MM
    long_side, short_side = sorted((width, height), reverse=True)
    if long_side < least[0] or short_side < least[1]:
        return Finding(
            "screen", False, f"{found}: smaller than {least[0]:.0f} x {least[1]:.0f} mm.",
            "Measure the picture. If the screen reports it wrongly, set screen_width_mm; else use a larger screen.",
        )
    return Finding("screen", True, found)


def sound(qt: dict[str, Any] | str) -> Finding:
    """Is there anything to hear with?"""
    outputs = [] if isinstance(qt, str) else qt["sounds"]
    if outputs:
        return Finding("sound", True, ", ".join(outputs))
    return Finding(
        "sound", False, "No loudspeaker or headphones. The screen marks the sentences at reading pace instead.",
        "Connect a loudspeaker and start PipeWire or PulseAudio for this user.",
    )


def fonts(_: settings.Settings) -> Finding:
    """Are the bundled fonts there, and whole?"""
    from fontTools.ttLib import TTFont, TTLibError

    broken = []
    names = [f"{family}-{weight}.ttf" for family in FAMILIES for weight in WEIGHTS]
    for name in names:
        path = paths.resources() / "fonts" / name
        try:
            with TTFont(path) as font:
                font.getBestCmap()
        except (OSError, TTLibError, AssertionError):
            broken.append(path.name)
    if broken:
        return Finding("fonts", False, f"Missing or damaged: {', '.join(broken)}.", "Install the kiosk again.")
    return Finding("fonts", True, f"{len(names)} fonts")


def voice(chosen: settings.Settings) -> Finding:
    """Can the chosen voice speak?"""
    from kiosk.readaloud.voice import voice_for

    if chosen.voice == "none":
        return Finding("voice", True, "Turned off in the settings.")
    if not voice_for(chosen.language, chosen).silent:
        return Finding("voice", True, f"{chosen.voice}, {chosen.language}")
    return Finding(
        "voice", False, f"'{chosen.voice}' cannot speak {chosen.language} here.",
        "Run 'make setup' (with a network) or 'kiosk voices install'; or set voice = \"none\".",
    )


def printer(chosen: settings.Settings) -> Finding:
    """Where do pages come out, and does the queue that is named exist?"""
    from kiosk.printing.choose import printer_for

    return Finding("printer", True, printer_for(chosen).where_it_goes())


def bundle(chosen: settings.Settings) -> Finding:
    """Does the content open, is it what was built, and may anything in it be shown?"""
    from kiosk.bundle.opening import content_path, open_content

    path = content_path(chosen)
    content = open_content(chosen, datetime.now())
    content.verified()
    if content.topic_count == 0:
        do = "No clinician has approved a topic yet: set demonstration = true to look at drafts."
        return Finding("bundle", False, f"{path} has no topic that may be shown.", do)
    drafts = " (demonstration: drafts too)" if chosen.demonstration else ""
    pack = content.pack
    return Finding("bundle", True, f"{path}: {pack.title} {pack.version}, {content.topic_count} topics{drafts}")


def reviews(chosen: settings.Settings) -> Finding:
    """Is every approval still good, and is none void?"""
    from kiosk.bundle.opening import content_path
    from kiosk.bundle.review import LOOK, review_of

    review = review_of(content_path(chosen), datetime.now(), chosen.grace_days)
    wanted = [f"{row.topic} ({row.lang}): {row.state.value}, due {row.due}" for row in review.rows if row.state in LOOK]
    if wanted:
        do = "Have a clinician read them again, then 'kiosk review approve'. 'kiosk review status' lists all topics."
        return Finding("reviews", False, f"{'; '.join(wanted)}.", do)
    due = next((row for row in review.rows if row.due), None)
    found = f"The next is due on {due.due}: {due.topic} ({due.lang})." if due else "No topic is approved yet."
    return Finding("reviews", True, found)


def disk(_: settings.Settings) -> Finding:
    """Is there room, and may the kiosk write where it prints and keeps its settings?"""
    home = paths.home()
    nearest = next(folder for folder in (home, *home.parents) if folder.exists())
    if not os.access(nearest, os.W_OK):
        do = "Give this user the folder, or set KIOSK_HOME."
        return Finding("disk", False, f"{nearest} cannot be written to.", do)
    free = shutil.disk_usage(nearest).free // 1_000_000
    if free < FREE_MB:
        return Finding("disk", False, f"Only {free} MB free at {nearest}.", f"Make room: {FREE_MB} MB are wanted.")
    return Finding("disk", True, f"{free} MB free at {nearest}")


def clock(chosen: settings.Settings) -> Finding:
    """Can the time be right? It is printed on every sheet, and topics run out by it."""
    from kiosk.bundle.clock import believed
    from kiosk.bundle.opening import open_content

    now = datetime.now().astimezone()
    try:
        newest = open_content(chosen, now).newest
    except ContentError:
        newest = None  # what is wrong with the content is told there
    if believed(now, newest) is None:
        found = f"{now:%d %B %Y} can't be right: no date is printed, and no topic runs out."
        return Finding("clock", False, found, "Set the clock, or turn on network time.")
    installed = datetime.fromtimestamp(Path(kiosk.__file__).stat().st_mtime, tz=UTC)
    shown = now.strftime("%d %B %Y, %H:%M %Z")
    if now < installed:
        do = "Set the clock, or turn on network time."
        return Finding("clock", False, f"{shown}: earlier than this program.", do)
    return Finding("clock", True, shown)


_DO = {
    "fonts": "Install the kiosk again.",
    "voice": "Run 'kiosk voices install', or set voice = \"none\".",
    "printer": "Look at the print system with 'kiosk printers', and at 'printer' and 'print_folder' in the settings.",
    "bundle": "Build it again with 'kiosk bundle build', or look at 'content' in the settings.",
    "reviews": "Build the content again with 'kiosk bundle build', or look at 'content' in the settings.",
    "disk": "Look at KIOSK_HOME.",
    "clock": "Set the clock.",
}
"""What to do where a look ends in an error instead of an answer."""

_LOOKS: tuple[tuple[str, Callable[[settings.Settings], Finding]], ...] = (
    ("fonts", fonts),
    ("voice", voice),
    ("printer", printer),
    ("bundle", bundle),
    ("reviews", reviews),
    ("disk", disk),
    ("clock", clock),
)
