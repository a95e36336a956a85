"""What a printer says of its paper and its toner, before anything is printed (PWG 5100.9; RFC 8011, 5.4.12)."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.printing.cups import CupsPrinter

_WISHES = ("printer-state-reasons", "marker-names", "marker-levels", "marker-low-levels", "media-ready")
_LOW = 10
"""Per cent under which toner counts as low where the printer names no level of its own."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A cartridge: its name, how full it is in per cent (None: it does not tell), and whether that is low."""

    name: str
    level: int | None
    low: bool


@dataclass(frozen=True, slots=True)
class Supplies:
    """Reasons as the printer gives them ('media-low'), its cartridges, and the papers that lie in its trays."""

    reasons: tuple[str, ...]
    markers: tuple[Marker, ...]
    papers: tuple[str, ...]


def ask_supplies(printer: CupsPrinter) -> Supplies:
    """Ask a queue for what its printer last told; PrinterError when it is not there or nothing answers."""
    told = printer.told(_WISHES)
    levels, lows = told.get("marker-levels", ()), told.get("marker-low-levels", ())
    markers = []
    for at, name in enumerate(told.get("marker-names", ())):
        level = levels[at] if at < len(levels) else -1
        low = lows[at] if at < len(lows) else _LOW
        known = isinstance(level, int) and level >= 0  # -1, -2, -3: not known, or some is left
        markers.append(Marker(str(name), int(level) if known else None, known and int(level) <= int(low)))
    return Supplies(
        tuple(str(reason) for reason in told.get("printer-state-reasons", ()) if reason != "none"),
        tuple(markers),
        tuple(str(paper) for paper in told.get("media-ready", ())),
    )
