"""The bundled fonts, made known to Qt: nothing is taken from the machine the kiosk runs on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFontDatabase

from kiosk.errors import SetupError

FILES = ("KioskHyperlegible-Regular.ttf", "KioskHyperlegible-Bold.ttf", "NotoSansArabic-Regular.ttf")
"""What the first picture needs: Arabic has its name on a button."""
LATER = (
    "NotoSansArabic-Bold.ttf", "NotoSans-Regular.ttf", "NotoSans-Bold.ttf",
    "NotoSansBengali-Regular.ttf", "NotoSansBengali-Bold.ttf",
    "NotoSansGurmukhi-Regular.ttf", "NotoSansGurmukhi-Bold.ttf",
)  # fmt: skip
"""The other fonts of the chain, for characters the first lacks; the last four for names and notes that staff type."""


def load_fonts(folder: Path, files: tuple[str, ...]) -> None:
    """Make the font files known to Qt; SetupError names the one that can't be read."""
    for name in files:
        if QFontDatabase.addApplicationFont(str(folder / name)) < 0:
            raise SetupError(f"The font {folder / name} cannot be read. Install the kiosk again.")
