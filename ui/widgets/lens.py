"""What a comfort looks like on this screen: look, zones and pages, made once for each comfort and remembered."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.phrases import Phrases, right_to_left
from kiosk.session import Comfort
from kiosk.theme.tokens import layout, theme
from ui.style.icons import Icons
from ui.style.look import Glass, Look
from ui.style.zones import Zones, zones
from ui.widgets.paging import Pager


@dataclass(frozen=True, slots=True)
class View:
    """Everything that depends on text size, colours and screen."""

    look: Look
    zones: Zones
    pager: Pager


class Lens:
    """Makes the `View` of a comfort on one glass."""

    def __init__(self, glass: Glass, icons: Icons, phrases: Phrases) -> None:
        self._glass, self._icons, self._phrases = glass, icons, phrases
        self._views: dict[tuple[str | bool, ...], View] = {}

    def view(self, comfort: Comfort) -> View:
        """Return look, zones and pager for `comfort`: of a language, all that matters is its direction."""
        lang = comfort.lang or self._phrases.lang
        turned = {"spacing": comfort.spacing, "mirrored": right_to_left(lang), "foreign": lang != self._phrases.lang}
        key = (comfort.text_size.value, comfort.theme, comfort.reach, *turned.values())
        view = self._views.get(key)
        if view is None:
            look = Look(self._glass, layout(), theme(comfort.theme), comfort.text_size, self._icons, **turned)
            places = zones(self._glass.width, self._glass.height, comfort.text_size, reach=comfort.reach)
            view = self._views[key] = View(look, places, Pager(look, places, self._phrases))
        return view

    def forget(self) -> None:
        """Forget what was laid out until now: fonts have come for letters that others had stood in for."""
        self._views.clear()
