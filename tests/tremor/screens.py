"""Every screen of the kiosk as rectangles on the glass, taken from the real window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from PySide6.QtWidgets import QAbstractButton

from kiosk.session import Comfort
from tests.support.screens import reading_sights, sights, topic_sights
from tests.tremor.trial import Shown
from ui.app import Kiosk

TOPIC = "baclofen"
"""The topic that stands for all: front page, reader, words, read aloud, questions, teach-back."""


def shown(kiosk: Kiosk, name: str) -> Shown:
    """Return the screen on the glass as it is now, its controls under their names."""
    window = kiosk.window
    scale = kiosk.presenter.view().look.px(1.0)
    start = kiosk.presenter.phrases("attract.start")
    targets = []
    for number, one in enumerate(window.door.targets()):
        assert isinstance(one.key, QAbstractButton)
        called = one.key.accessibleName()
        # the ground of the attract screen does what the plate on it does: it is no wrong choice
        targets.append(replace(one, key=start if called == start else f"{number} {one.key.objectName()}"))
    return Shown(name, window.width() / scale, window.height() / scale, tuple(targets))


def every_screen(kiosk: Kiosk) -> Iterator[Shown]:
    """Yield all screens in the comfort that everybody begins with."""
    reading = Comfort()
    for sight in chain(sights(kiosk), topic_sights(kiosk, TOPIC), reading_sights(kiosk, TOPIC, reading)):
        sight.show(kiosk, reading)
        yield shown(kiosk, sight.name)
