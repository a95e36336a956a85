"""Steps of the ear, and of the keypad beside the glass."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer

from kiosk.bench_test import answers
from kiosk.bench_test.answers import SWITCH, Answer
from kiosk.bench_test.finding import failed
from kiosk.bench_test.loopback import likeness
from kiosk.errors import SettingsError
from ui.bench_test.step import BOUNCE_S, Step
from ui.keys.keymap import Deed, key_called, keymap, named
from ui.widgets.button import Face, Shape, Tone
from ui.widgets.stage import Slot

_TAIL_MS = 400
"""The sound server still holds so much when the last word is said."""


class HeardStep(Step):
    """The voice says a sentence; the person says whether it was heard. `finding` names what it makes."""

    finding = "voice heard"
    names: tuple[str, ...] = ("voice heard", "voice recorded back")

    def build(self) -> None:
        words, doing = self.halves()
        told = self.bench.tools.trouble
        self.say(("do", "how", f"trouble_{told}") if told else ("do", "how"), words)
        box = doing.top_part(60.0)
        face = Face(self.words(f"{self.bench.step}.say"), icon="account-voice", shape=Shape.STACK, icon_mm=14.0)
        self.button(face, self.speak, box)

    def begin(self) -> None:
        self.speak()

    def speak(self) -> None:
        """Say it; again, if need be."""
        self.bench.tools.speak(partial(QTimer.singleShot, _TAIL_MS, self.bench, self._said))

    def _said(self) -> None:
        tools = self.bench.tools
        heard = tools.loopback.stop()
        if self.bench.step == "voice" and not tools.trouble:
            alike = likeness(tools.played(), heard) if heard is not None else None
            self.bench.tell(answers.recorded_back(alike))
        if tools.trouble and self.bench.step in ("voice", "headset"):
            self.bench.changed.emit()

    def leave(self) -> None:
        self.bench.tools.hush()

    def answers(self) -> Sequence[Slot]:
        return [
            self.answer("no", "close", partial(self._answer, Answer.NO)),
            self.answer("yes", "check-bold", partial(self._answer, Answer.YES), likely=True),
        ]

    def _answer(self, answer: Answer) -> None:
        told = self.bench.tools.trouble
        trouble = self.words(f"{self.bench.step}.trouble_{told}") if told else ""
        self.settle(answers.heard(self.finding, answer, trouble))


class HeadsetStep(HeardStep):
    """The same through a headset or hand set, where the kiosk has one."""

    finding = "headset"
    names = ("headset",)

    def begin(self) -> None:
        """Say nothing yet: it has to be put on first."""

    def answers(self) -> Sequence[Slot]:
        return [self.answer("absent", "minus", partial(self._answer, Answer.ABSENT)), *super().answers()]


class KeypadStep(Step):
    """Each key is pressed once, and ticked; which key means what is in the kiosk's own settings."""

    names = ("keypad",)

    def build(self) -> None:
        words, doing = self.halves()
        self.say(("do", "how"), words)
        boxes = doing.top_part(min(doing.h, 150.0)).grid(2, (len(Deed) + 1) // 2)
        for deed, box in zip(Deed, boxes, strict=True):
            pressed = deed in self.bench.shown.pressed
            icon, tone = ("check-bold", Tone.RIGHT) if pressed else ("keyboard-outline", Tone.NOT_NOW)
            face = Face(self.words(f"keypad.{deed.value}"), icon=icon, tone=tone, shape=Shape.LIST)
            self.button(face, lambda: None, box).setEnabled(False)

    def takes_key(self, key: int) -> bool:
        """Tick what the key is for; struck once more it leads on as usual: there may be no touch screen."""
        shown = self.bench.shown
        try:
            means = self._means(Qt.Key(key))
        except SettingsError as error:
            self.settle(failed("keypad", "Its keys in the settings are wrong.", str(error)))
            return True
        if not means:
            return False
        if key in shown.struck:
            return self.bench.clock() - shown.touched_at < BOUNCE_S
        shown.struck.add(key)
        shown.pressed |= means
        shown.touched_at = self.bench.clock()
        self.bench.changed.emit()
        return True

    def _means(self, key: Qt.Key) -> set[str]:
        """Return what the settings say that a key is for, on a keypad and from a switch."""
        chosen = self.bench.settings
        deed = keymap(chosen).get(key)
        found = {deed.value} if deed is not None else set()
        for where in ("switch_1_keys", "switch_2_keys"):
            if key in [key_called(name, where) for name in named(getattr(chosen, where))]:
                found.add(SWITCH)
        return found

    def answers(self) -> Sequence[Slot]:
        judged, absent = partial(self._answer, Answer.YES), partial(self._answer, Answer.ABSENT)
        pressed = self.bench.shown.pressed
        if SWITCH in pressed and pressed <= {SWITCH, Deed.SELECT.value}:
            switch = self.answer("switch", "radiobox-marked", partial(self.settle, answers.switch()))
            return [switch, self.answer("go_on", "check-bold", judged, likely=True)]
        if pressed:
            return [self.answer("go_on", "check-bold", judged, likely=True)]
        return [self.answer("nothing", "close", judged), self.answer("absent", "minus", absent, likely=True)]

    def _answer(self, answer: Answer) -> None:
        self.settle(answers.keypad(answer, self.bench.shown.pressed))
