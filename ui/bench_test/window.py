"""The window of the bench test: the whole glass, one step after the other."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from kiosk import paths
from kiosk.session import TextSize
from kiosk.settings import LEAST_GLASS_MM
from kiosk.theme.tokens import layout, theme
from ui.bench_test.bench import Bench, Contact
from ui.bench_test.feel import BenchDoor
from ui.bench_test.paper_steps import EndStep, SheetStep
from ui.bench_test.size_steps import CardStep, DistanceStep, SaveStep
from ui.bench_test.sound_steps import HeadsetStep, HeardStep, KeypadStep
from ui.bench_test.step import Step
from ui.bench_test.touch_steps import CornersStep, EdgesStep, PalmStep, TouchedStep
from ui.style.icons import Icons
from ui.style.look import Glass, Look
from ui.style.zones import GAP, MARGIN, Box, Zones, zones
from ui.widgets.button import Button
from ui.widgets.stage import FocusRing, Stage
from ui.wishes import Wishes

_MADE_OF: dict[str, type[Step]] = {
    "corners": CornersStep, "touched": TouchedStep, "card": CardStep, "distance": DistanceStep, "save": SaveStep,
    "palm": PalmStep, "edges": EdgesStep, "voice": HeardStep, "headset": HeadsetStep, "keypad": KeypadStep,
    "sheet": SheetStep, "end": EndStep,
}  # fmt: skip


class BenchWindow(QWidget):
    """Full screen, no frame. Keys work as well as fingers: a touch screen may be what is broken."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench, self._icons = bench, Icons(paths.resources() / "icons" / "mdi6.json")
        self._wishes = Wishes(self)
        self._look = self._new_look()
        self.door = BenchDoor(self, self._look.px(1.0), bench.clock, bench)
        self.door.felt.connect(self._feel)
        self._stage: Stage | None = None
        self.shown: Step | None = None
        self._ring: FocusRing | None = None
        self._by_key = False
        self.setWindowTitle(bench.words("walk.title"))
        bench.moved.connect(self.move_on)
        bench.changed.connect(self.refresh)
        self.resize(*bench.seen.pixels)

    def cover(self) -> None:
        """Take the whole screen, also where no window manager listens."""
        self.setGeometry(QGuiApplication.primaryScreen().geometry())
        self.showFullScreen()
        self.activateWindow()

    def start(self) -> None:
        """Show the first step; the window must have been shown."""
        self.door.open()
        handle = self.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)
        self._bench.look(int(self.winId()))
        self.move_on()

    # -- showing ---------------------------------------------------------------------------------------------

    def move_on(self) -> None:
        """Show another step, on a glass as large as is known by now."""
        if self.shown is not None:
            self.shown.leave()
        self._look = self._new_look()
        self.door.rescale(self._look.px(1.0))
        self._by_key = False
        self.refresh()
        if self.shown is not None:
            self.shown.begin()

    def refresh(self) -> None:
        """Show the step as it is now."""
        old, focused = self._stage, self._focused()
        look = self._look
        made_of = _MADE_OF[self._bench.step]
        stage = Stage(look, bench_zones(look.glass, framed=made_of.framed), self._bench.words, self._wishes, self)
        step = made_of(stage, self._bench)
        self.door.exchanged()
        step.build()
        if step.framed:
            stage.add_band(step.header(), demonstration=False)
            stage.add_bar(step.slots())
        self._stage, self.shown = stage, step
        self._ring = FocusRing(look, stage)
        stage.show()
        self._give_focus(focused)
        if old is not None:
            old.hide()
            old.setParent(None)
            old.deleteLater()

    def _new_look(self) -> Look:
        """Return a look for the glass as the card says; where it is too small for our words, they get smaller."""
        width, height = self._bench.seen.pixels
        long, short = max(width, height), min(width, height)
        px_per_mm = min(self._bench.px_per_mm, long / LEAST_GLASS_MM[0], short / LEAST_GLASS_MM[1])
        glass = Glass(px_per_mm, width / px_per_mm, height / px_per_mm)
        return Look(glass, layout(), theme("light"), TextSize.MEDIUM, self._icons)

    # -- fingers and keys --------------------------------------------------------------------------------------

    def _feel(self, contact: Contact) -> None:
        if self.shown is not None:
            self._by_key = False
            self.shown.feel(contact)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the step see every key, once however long it is held: a control with the focus keeps arrows and Space."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        self._by_key = True
        return event.isAutoRepeat() or (self.shown is not None and self.shown.takes_key(event.key()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Return choose what has the focus, as Space does by itself."""
        focused = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QAbstractButton):
            focused.click()

    def changeEvent(self, event: QEvent) -> None:
        """Note when another window takes the screen."""
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow() and self._bench.step == "edges":
            self._bench.shown.lost_screen = True
        super().changeEvent(event)

    def move_ring(self, _: QWidget | None, now: QWidget | None) -> None:
        """Follow the focus from one widget to another, where keys move it."""
        if self._ring is not None:
            self._ring.surround(now if isinstance(now, Button) and self._by_key else None)

    def _focused(self) -> str:
        focused = self.focusWidget()
        return focused.objectName() if isinstance(focused, Button) else ""

    def _give_focus(self, name: str) -> None:
        """Give the focus to the control of this name, else to the last of the bar: the likely answer."""
        live = [one for one in self._stage.findChildren(Button) if one.isEnabled()] if self._stage else []
        for one in live:
            if name and one.objectName() == name:
                one.setFocus()
                return
        if live:
            live[-1].setFocus()


def bench_zones(glass: Glass, *, framed: bool) -> Zones:
    """Return the zones of a step: band, content and bar over the whole width; a step without a frame has all of it."""
    usual = zones(glass.width, glass.height, TextSize.MEDIUM)
    nothing = Box(glass.width, glass.height, 0.0, 0.0)
    if not framed:
        return replace(usual, dock=nothing, rail_ground=nothing, rail=nothing)
    bar = usual.bar.h + 2 * 5.0
    dock = usual.screen.bottom_part(bar)
    content = Box(MARGIN, usual.content.y, glass.width - 2 * MARGIN, dock.y - usual.content.y - GAP)
    return replace(
        usual, band=usual.screen.top_part(usual.band.h), content=content, bar=dock.inset(MARGIN, 5.0), dock=dock,
        rail=nothing, rail_ground=nothing,
    )  # fmt: skip
