"""A person's handout as a PDF: fonts -> style -> story -> sheet. The only room that knows ReportLab.

In here: how topics, a name and questions become tagged pages; with the same pieces also the sheets of the bench test
and the manual. Who draws one sheet after another does so with a `Press`. Not in here: choosing what goes on a handout,
and printers (`kiosk.printing`). ReportLab is imported when something is drawn, never before: do so on a worker thread.
"""

from __future__ import annotations

from kiosk.handout.press import Press
from kiosk.handout.request import Handout, Rendered
from kiosk.phrases import Phrases

__all__ = ["Handout", "Press", "Rendered", "draw", "render"]


def draw(handout: Handout, phrases: Phrases) -> Rendered:
    """Return the handout as a PDF/UA-1 document with its number of pages; HandoutError says why it cannot be drawn.

    Equal handouts give equal bytes. Calls from several threads are drawn one after the other.
    """
    from kiosk.handout.sheet import draw_sheets

    return draw_sheets(handout, phrases)


def render(handout: Handout, phrases: Phrases) -> bytes:
    """Return the handout as the bytes of a PDF; HandoutError says why it cannot be drawn."""
    return draw(handout, phrases).pdf
