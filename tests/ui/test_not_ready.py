"""A kiosk without sound content says so calmly, and offers nothing to touch."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel

from kiosk import phrases
from kiosk.errors import BundleError
from ui.not_ready import NotReady
from ui.style.look import Glass
from ui.widgets.button import Button


def test_a_damaged_bundle_shows_calm_words_and_no_reason_and_no_control() -> None:
    QApplication.instance() or QApplication([])
    words = phrases.load("en-GB")
    page = NotReady(BundleError("ms.kib is not a sound bundle."), Glass(3.643, 527, 296), words)
    shown = " ".join(label.text() for label in page.findChildren(QLabel))
    assert words("error.not_ready") in shown
    assert "bundle" not in shown
    assert page.findChildren(Button) == []
