"""A real AT-SPI client, on a screen and a bus of its own, takes a handout from the first screen to the printer."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk import phrases
from kiosk.bundle.reader import open_bundle

SYSTEM_PYTHON = "/usr/bin/python3"
LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
ASKS_FOR_ATSPI = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"


def missing() -> str:
    """Return what this machine lacks for the test, or ''."""
    for tool in ("Xvfb", "dbus-run-session", LAUNCHER, SYSTEM_PYTHON):
        if shutil.which(tool) is None:
            return f"{tool} is not installed"
    found = subprocess.run([SYSTEM_PYTHON, "-c", ASKS_FOR_ATSPI], capture_output=True, check=False)
    return "" if found.returncode == 0 else "python3-gi or gir1.2-atspi-2.0 is not installed"


@contextmanager
def screen() -> Iterator[str]:
    """Give a screen to show the kiosk on."""
    read, write = os.pipe()
    with subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"], pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    ) as server:  # fmt: skip
        os.close(write)
        try:
            with os.fdopen(read) as told:
                yield f":{told.readline().strip()}"
        finally:
            server.terminate()


SESSION = """
{launcher} --launch-immediately & bus=$!
sleep 0.7
{python} -m kiosk --settings {settings} & kiosk=$!
{client} {driver} "$STEPS"; told=$?
kill $kiosk; wait $kiosk
kill $bus
exit $told
"""


def way(root: Path, words: phrases.Phrases) -> list[tuple[str, str]]:
    """Return each control to set off, and how the title begins of the screen that it leads to."""
    pack = open_bundle(root / "content" / "ms")
    topic = pack.topic("baclofen", "en-GB")
    return [
        (words("attract.start"), words("home.title")),
        ("Baclofen", "Baclofen."),
        (words("topic.start"), topic.sections[0].question.plain),
        (words("bar.next"), topic.sections[1].question.plain),
        (words("topic.listen"), topic.sections[1].question.plain),
        (words("aloud.stop"), topic.sections[1].question.plain),
        (words("bar.home"), words("home.title")),
        (words("home.a_to_z"), words("find.title")),
        ("S", words("find.title")),
        (words("find.list_button"), ""),
        (words("rail.easier"), words("easier.title")),
        (words("easier.theme.dark"), words("easier.title")),
        (words("bar.help"), words("help.title")),
        (words("bar.home"), words("home.title")),
        ("Baclofen", "Baclofen."),
        (words("topic.add"), "Baclofen."),
        (words("bar.handout"), words("handout.title")),
        (words("about.drive"), words("handout.title")),
        (words("handout.print"), words("print.saved")),
        (words("bar.home"), words("home.title")),
        (words("home.finish"), words("finish.title")),
        (words("finish.yes"), ""),
    ]


def test_from_the_first_screen_to_the_printed_handout_through_the_accessibility_tree_alone(
    tmp_path: Path, root: Path
) -> None:
    if missing():
        pytest.skip(missing())
    words = phrases.load("en-GB")
    printed = tmp_path / "printed"
    settings = tmp_path / "settings.toml"
    settings.write_text(f'voice = "none"\nprint_folder = "{printed}"\nidle_seconds = 900\n', encoding="utf-8")
    steps = way(root, words)
    script = SESSION.format(
        launcher=LAUNCHER, python=sys.executable, settings=settings, client=SYSTEM_PYTHON,
        driver=Path(__file__).with_name("drive_tree.py"),
    )  # fmt: skip
    with screen() as display:
        environment = {
            **os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "KIOSK_HOME": str(tmp_path), "STEPS": json.dumps(steps), "PYTHONWARNINGS": "ignore",
        }  # fmt: skip
        done = subprocess.run(
            ["dbus-run-session", "--", "sh", "-c", script], cwd=root, env=environment, check=False,
            capture_output=True, text=True, timeout=170,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["wrong"] == []
    assert len(told["titles"]) == len(steps) + 1
    assert told["nodes"] > 400
    assert any(one.startswith(words("print.saved")) for one in told["announced"])
    assert any("2 of" in one for one in told["announced"])  # a page was turned
    assert list(printed.glob("*.pdf"))
