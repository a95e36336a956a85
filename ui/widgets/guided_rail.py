"""The rail while the spoken guide is on: what belongs to the guide stands where 'easier' stood, and that stays last."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from kiosk.phrases import Phrases
from ui.widgets.button import Face, Shape
from ui.wishes import Wishes

_Control = tuple[Face, Callable[[], object]]


def guided_faces(words: Phrases, wishes: Wishes, easier: _Control) -> list[_Control]:
    """Return the six controls of the rail, in order, with what each does; `easier` is the last of them."""
    controls: tuple[tuple[str, str, Callable[[], object]], ...] = (
        ("guide.stop", "stop", wishes.guide_stop_wanted.emit),
        ("guide.again", "replay", wishes.guide_again_wanted.emit),
        ("guide.slower", "tortoise", partial(wishes.speed_wanted.emit, -1)),
        ("guide.louder", "volume-plus", partial(wishes.volume_wanted.emit, 1)),
        ("guide.turn_off", "close", wishes.guide_off_wanted.emit),
    )
    return [*((Face(words(key), icon=icon, shape=Shape.STACK), act) for key, icon, act in controls), easier]
