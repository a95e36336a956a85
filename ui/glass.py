"""The physical screen: how many pixels a millimetre has, from the settings, else from the screen itself."""

from __future__ import annotations

from PySide6.QtGui import QScreen

from kiosk.errors import SettingsError
from kiosk.settings import LEAST_GLASS_MM, Settings
from ui.style.look import Glass

REFERENCE_DIAGONAL = 604.7
"""Millimetres: a 23.8 inch glass, taken where a screen does not know its size."""
_OF_SCREEN = 0.92
"""Share of a nurse's screen that the window of the desk takes."""
_BELIEVED = (200.0, 1600.0)
"""Diagonals in millimetres that a screen's own word is taken for."""


def glass_for(screen: QScreen, pixels: tuple[int, int] | None, settings: Settings) -> Glass:
    """Return the glass of `screen`, or of `pixels` in its place.

    The width in the settings wins; then what the screen says of itself, when it is plausible and no other pixels
    are asked for; else a 23.8 inch glass. SettingsError when the glass is too small for the screens to fit.
    """
    glass = believed_glass(screen, pixels, settings)
    long, short = max(glass.width, glass.height), min(glass.width, glass.height)
    if long < LEAST_GLASS_MM[0] or short < LEAST_GLASS_MM[1]:
        raise SettingsError(
            f"The screen is {glass.width:.0f} x {glass.height:.0f} mm; the kiosk needs {LEAST_GLASS_MM[0]:.0f} x "
            f"{LEAST_GLASS_MM[1]:.0f} mm (23.8 inch), or words would be cut. If it is larger, set 'screen_width_mm'."
        )
    return glass


def believed_glass(screen: QScreen, pixels: tuple[int, int] | None, settings: Settings) -> Glass:
    """Return the glass as `glass_for` does, however small."""
    width, height = pixels or (screen.size().width(), screen.size().height())
    if settings.screen_width_mm:
        px_per_mm = width / settings.screen_width_mm
    else:
        px_per_mm = _own_density(screen, width, height, asked=pixels is not None)
    return Glass(px_per_mm, width / px_per_mm, height / px_per_mm, settings.viewing_distance_mm)


def desk_glass(screen: QScreen, pixels: tuple[int, int] | None, settings: Settings) -> Glass:
    """Return the glass of a window of `pixels`, else of most of `screen`: what a mouse points at may be small.

    The window counts as `LEAST_GLASS_MM` wide or high, so that everything of the desk has room on any screen.
    """
    room = screen.availableGeometry()
    width, height = pixels or (round(room.width() * _OF_SCREEN), round(room.height() * _OF_SCREEN))
    px_per_mm = min(width / LEAST_GLASS_MM[0], height / LEAST_GLASS_MM[1])
    return Glass(px_per_mm, width / px_per_mm, height / px_per_mm, settings.viewing_distance_mm)


def _own_density(screen: QScreen, width: int, height: int, *, asked: bool) -> float:
    size = screen.physicalSize()
    diagonal = (size.width() ** 2 + size.height() ** 2) ** 0.5
    if not asked and _BELIEVED[0] <= diagonal <= _BELIEVED[1] and not _made_up(screen):
        return float(width / size.width())
    return float((width**2 + height**2) ** 0.5 / REFERENCE_DIAGONAL)


def _made_up(screen: QScreen) -> bool:
    """Return whether the screen only guesses its size: exactly 96 dots an inch, as virtual screens say."""
    return abs(screen.physicalDotsPerInch() - 96.0) < 1.0
