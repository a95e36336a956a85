"""Paper: the `Printer` port, a folder that stands in for one, and CUPS.

In here: handing a finished PDF to a printer and asking how it fares. Not in here: what is on the pages, and words
for patients (screens choose those by `Phase`). Nothing in here may be called on the thread that draws the screen.
To import this package is light; `choose` and `cups`, which bring HTTP with them, are imported by whoever prints.
"""

from __future__ import annotations

from kiosk.printing.printer import FINAL, Job, JobState, Phase, Printer

__all__ = ["FINAL", "Job", "JobState", "Phase", "Printer"]
