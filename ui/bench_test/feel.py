"""The door of the bench test: tells a step of every contact, and puts touches right as the corners showed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QEventPoint
from PySide6.QtWidgets import QWidget

from ui.bench_test.bench import Bench, Contact
from ui.touch.door import Door

_PHASES = {
    QEventPoint.State.Pressed: "down", QEventPoint.State.Updated: "move", QEventPoint.State.Released: "up",
}  # fmt: skip


class BenchDoor(Door):
    """`felt` tells of a contact before anything is chosen by it."""

    felt = Signal(object)

    def __init__(self, window: QWidget, px_per_mm: float, clock: Callable[[], float], bench: Bench) -> None:
        super().__init__(window, px_per_mm, clock)
        self._bench = bench
        self._lying: set[int] = set()

    def rescale(self, px_per_mm: float) -> None:
        """Reckon with so many pixels a millimetre from now on."""
        self._scale = px_per_mm

    def let_go(self) -> None:
        """Forget every touch there is."""
        self._lying.clear()
        super().let_go()

    def _feel(self, finger: int, state: QEventPoint.State, at: QPointF, width: float) -> None:
        whole = self._window.size()
        raw = at.x() / whole.width(), at.y() / whole.height()
        u, v = self._bench.touch_map.put_right(*raw)
        right = QPointF(u * whole.width(), v * whole.height())
        phase = _PHASES.get(state, "move")
        (self._lying.discard if phase == "up" else self._lying.add)(finger)
        others = len(self._lying - {finger})
        x, y = right.x() / self._scale, right.y() / self._scale
        self.felt.emit(Contact(finger, phase, x, y, raw, finger >= 0, others))
        super()._feel(finger, state, right, width)
