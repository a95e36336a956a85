"""A kiosk without sound content says so calmly, and offers nothing to touch."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from kiosk import phrases
from kiosk.errors import BundleError
from ui.not_ready import NotReady
from ui.style.look import Glass
from ui.widgets.button import Button
from ui.widgets.words import Words


def test_a_damaged_bundle_shows_calm_words_and_no_reason_and_no_control() -> None:
    QApplication.instance() or QApplication([])
    words = phrases.load("en-GB")
    page = NotReady(BundleError("ms.kib is not a sound bundle."), Glass(3.643, 527, 296), words)
    shown = " ".join(label.text() for label in page.findChildren(QLabel))
    assert words("error.not_ready") in shown
    assert "bundle" not in shown
    assert page.findChildren(Button) == []


@pytest.mark.parametrize("size", [(527.0, 296.0), (296.0, 527.0)], ids=["wide", "upright"])
@pytest.mark.parametrize("lang", [one.code for one in phrases.languages()])
def test_in_every_language_its_words_are_whole_and_say_what_to_do_when_one_is_unwell(
    lang: str, size: tuple[float, float]
) -> None:
    QApplication.instance() or QApplication([])
    words = phrases.load(lang)
    page = NotReady(BundleError("ms.kib is not a sound bundle."), Glass(3.643, *size), words)
    put = page.findChildren(Words)
    assert [one.text() for one in put] == [words(key) for key in ("error.not_ready", "help.unwell", "help.unwell_help")]
    assert all(one.fits() for one in put)
    assert put[-1].geometry().bottom() < page.height()
