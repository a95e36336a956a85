"""'Is tapping hard today?': keeps what the door felt of a person's touches, and makes of it how they are understood."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Slot

from kiosk.session import Kind, Place, Touch
from ui.presenter import Presenter
from ui.screens.tapping import TARGETS, RoundTarget
from ui.touch.door import Door
from ui.touch.learning import ASKED, Measured, learned


class Tapping(QObject):
    """Measures from `begin` on; what was measured is gone with the turn."""

    def __init__(self, presenter: Presenter, door: Door) -> None:
        super().__init__(door)
        self._presenter, self._door = presenter, door
        self._touches: list[Measured] = []
        door.lifted.connect(self.note)
        presenter.turn_ended.connect(self._touches.clear)

    def begin(self) -> None:
        """Ask for the first target; where something is set already, tell first what."""
        self._touches.clear()
        session = self._presenter.session
        if session.place.kind is Kind.TAPPING:
            self._presenter.become(session.turn(Place(Kind.TAPPING)))
        else:
            told = session.comfort.touch != Touch()
            self._presenter.become(session.go(Place(Kind.TAPPING, page=TARGETS if told else 0)))

    def touch(self) -> Touch:
        """Return how touches are understood at the present place."""
        place = self._presenter.session.place
        asked = place.kind is Kind.TAPPING and place.page < TARGETS
        return ASKED if asked else self._presenter.session.comfort.touch

    @Slot()
    def note(self) -> None:
        """Keep how the touch went that was lifted just now, if a target is asked for."""
        lifted, place = self._door.taps.last, self._presenter.session.place
        if lifted is None or place.kind is not Kind.TAPPING or place.page >= TARGETS:
            return
        target = next((one for one in self._door.targets() if isinstance(one.key, RoundTarget) and one.live), None)
        if target is not None and lifted.chosen in (None, target.key):
            self._touches.append(Measured(lifted, target.distance(*lifted.place)))

    def hit(self) -> None:
        """A target was touched: ask for the next, or set what was learned."""
        session = self._presenter.session
        following = replace(session.place, page=session.place.page + 1)
        if following.page >= TARGETS:
            session = session.with_comfort(replace(session.comfort, touch=learned(self._touches)))
        self._presenter.become(session.turn(following))

    def put_back(self) -> None:
        """Understand touches as everybody's again."""
        session = self._presenter.session
        self._presenter.become(session.with_comfort(replace(session.comfort, touch=Touch())))
