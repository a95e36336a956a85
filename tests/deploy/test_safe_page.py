"""The page that sends people to the desk stands whatever is broken: settings, content, the size of the glass."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from kiosk import paths, phrases
from kiosk.errors import BundleError
from ui.safe import page_for
from ui.widgets.button import Button

BROKEN = ("clinic_name = ", "langauge = 'en-GB'\n", "language = 'xx'\n", "\x00")
"""Settings that nobody can read, and one in which a language is asked for that is not there."""


@pytest.mark.parametrize("words", ["", *BROKEN])
def test_the_page_sends_people_to_the_desk_whatever_the_settings_say(words: str, home: Path) -> None:
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    (home / "settings.toml").write_text(words, encoding="utf-8")
    error = BundleError("ms.kib is not a sound bundle.")
    page = page_for(error, application.primaryScreen(), None, paths.settings_file())
    shown = " ".join(label.text() for label in page.findChildren(QLabel))
    assert "Please ask at the desk." in phrases.load("en-GB")("error.not_ready")
    assert phrases.load("en-GB")("error.not_ready") in shown
    assert page.findChildren(Button) == []


def test_the_page_speaks_the_clinics_language_and_stands_on_a_glass_that_only_the_settings_know(home: Path) -> None:
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    (home / "settings.toml").write_text('language = "cy"\nscreen_width_mm = 100\n', encoding="utf-8")
    error = BundleError("ms.kib is not a sound bundle.")
    page = page_for(error, application.primaryScreen(), (1920, 1080), paths.settings_file())
    assert phrases.load("cy")("error.not_ready") in [label.text() for label in page.findChildren(QLabel)]
    assert (page.width(), page.height()) == (1920, 1080)


def test_the_command_shows_the_page_until_it_is_ended_and_reads_no_content(home: Path, root: Path) -> None:
    (home / "settings.toml").write_text('content = "/nowhere/ms.kib"\n', encoding="utf-8")
    page = subprocess.Popen([sys.executable, "-m", "kiosk", "safe"], cwd=root, stderr=subprocess.PIPE)
    time.sleep(2.0)
    assert page.poll() is None
    page.send_signal(signal.SIGTERM)
    assert page.communicate(timeout=10)[1] == b""
    assert page.returncode == -signal.SIGTERM


def test_the_page_needs_no_part_of_the_program_that_reads_content() -> None:
    code = "import sys, ui.safe; print(*[name for name in sys.modules if name.startswith('kiosk.bundle.')])"
    read = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert read.stdout.split() == ["kiosk.bundle.model"]
