"""Draws handouts one after the other, and keeps of each what is the same for everybody: never anything of a person."""

from __future__ import annotations

import threading

from kiosk.handout.request import Handout, Rendered
from kiosk.handout.shelf import Shelf
from kiosk.phrases import Phrases

_SHELVES = 12
"""Sheets of which something is kept, the last ones asked for: about a quarter of a megabyte each."""
_TOPICS = 3
"""Sheets of more topics are put together for one person, and nothing of them is kept."""


class Press:
    """Draws handouts in the language of its phrases; may be called from several threads."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self._shelves: list[tuple[Handout, Shelf]] = []
        """What is kept of a sheet, beside that sheet as it is for nobody; the last one used stands last."""
        self._lock = threading.Lock()

    def draw(self, handout: Handout) -> Rendered:
        """Return the handout as `kiosk.handout.draw` does, byte for byte; sooner from its second time on."""
        from kiosk.handout.sheet import draw_sheets

        return draw_sheets(handout, self._phrases, shelf=self._shelf(handout))

    def _shelf(self, handout: Handout) -> Shelf:
        """Return what is kept of such a sheet. The first time it is drawn for nobody: only then anything is kept."""
        from kiosk.handout.sheet import draw_sheets

        if len(handout.topics) > _TOPICS:
            return Shelf()
        common = for_nobody(handout)
        with self._lock:
            found = [place for place in self._shelves if place[0] == common]
            if found:
                self._shelves.remove(found[0])
            else:
                shelf = Shelf(kept=True)
                draw_sheets(common, self._phrases, shelf=shelf)
                shelf.close()
                found = [(common, shelf)]
                del self._shelves[: 1 - _SHELVES]
            self._shelves.append(found[0])
            return found[0][1]


def for_nobody(handout: Handout) -> Handout:
    """Return what of a handout is the same for everybody: what is not named here counts as a person's own."""
    return Handout(
        topics=handout.topics, clinic_name=handout.clinic_name, who_to_ask=handout.who_to_ask, printed_at=None,
        demonstration=handout.demonstration, letter=handout.letter, paper=handout.paper, audience=handout.audience,
        translations=handout.translations, glossary=handout.glossary,
    )  # fmt: skip
