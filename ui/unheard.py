"""Watches whether the spoken guide is heard when it has been turned on. Where nothing is, the glass says so in writing.

A guide without sound would be worse than none: a touch chooses nothing any more, and nobody hears why. So it is off
again then, and all else is as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal, Slot

from kiosk.session import STAFF, Comfort, Kind, Place
from ui.presenter import Presenter


class Unheard(QObject):
    """`watch` begins when the guide is turned on; `end` lets go of what belongs to it."""

    _followed = Signal()

    def __init__(self, parent: QObject, presenter: Presenter, end: Callable[[], None]) -> None:
        super().__init__(parent)
        self._presenter, self._end = presenter, end
        self._before: Comfort | None = None
        """How the person read before; None: the guide was heard, or nobody turned it on."""
        self._missing = ""
        """Why nothing is heard, while that is not told in writing yet."""
        presenter.reading.troubled.connect(self._note)
        presenter.reading.begun.connect(self._hear)
        self._followed.connect(self._follow, Qt.ConnectionType.QueuedConnection)  # not while a screen is put up

    def watch(self, before: Comfort) -> None:
        """The guide begins to speak; `before` is what the person goes back to where it can't."""
        self._before, self._missing = before, ""

    @Slot()
    def _hear(self) -> None:
        if not self._missing:
            self._before = None

    @Slot(str)
    def _note(self, trouble: str) -> None:
        self._missing = trouble
        self._followed.emit()

    @Slot()
    def _follow(self) -> None:
        """Say in writing what is missing; the first screen promises a voice no longer."""
        presenter, before, missing = self._presenter, self._before, self._missing
        self._before, self._missing = None, ""
        session = presenter.session
        if before is not None and session.comfort.guide:
            self._end()
            presenter.reading.say(())
            quiet = session.with_comfort(replace(session.comfort, guide=False, volume=before.volume, lang=before.lang))
            told = Place(Kind.ERROR, message=f"error.guide_{missing}")
            presenter.become(quiet if session.place.kind in STAFF else quiet.go(told))
        elif session.place.kind is Kind.ATTRACT:
            presenter.session_changed.emit()
