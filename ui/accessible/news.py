"""What has changed, said to assistive technology: another screen, another page, how printing fares."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.said import joined
from ui.widgets.sentence import SentencePanel
from ui.widgets.stage import Band, Stage


class News(QObject):
    """Says the title of each stage that differs from the one before; costs nothing while nobody listens."""

    def __init__(self, window: QWidget, stage: Callable[[], Stage | None]) -> None:
        super().__init__(window)
        self._window, self._stage = window, stage
        self._told = ""

    @Slot()
    def tell(self) -> None:
        """Another stage stands on the glass: say its title, if it is another."""
        stage = self._stage()
        if stage is None or not QAccessible.isActive():
            return
        QAccessible.updateAccessibility(QAccessibleEvent(stage, QAccessible.Event.ObjectCreated))
        told = _title(stage)
        if told and told != self._told:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._window, told))
        self._told = told


def _title(stage: Stage) -> str:
    """Return what is new on a stage: title, page and status; while it is read aloud the title, or each sentence would
    be announced over its own voice."""
    band = next(iter(stage.findChildren(Band)), None)
    if band is None:
        return stage.accessibleName()
    told = band.said()
    return joined(told[:1] if stage.findChildren(SentencePanel) else told)
