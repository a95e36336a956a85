"""Paper: the `Printer` port, a folder that stands in for one, and CUPS.

In here: handing a finished PDF to a printer and asking how it fares. Not in here: what is on the pages, and words
for patients (screens choose those by `Phase`). Nothing in here may be called on the thread that draws the screen.
"""

from __future__ import annotations

from kiosk.printing.choose import printer_for
from kiosk.printing.folder import FolderPrinter
from kiosk.printing.printer import FINAL, Job, JobState, Phase, Printer

__all__ = ["FINAL", "FolderPrinter", "Job", "JobState", "Phase", "Printer", "printer_for"]
