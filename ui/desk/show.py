"""Which screen belongs to which page of the nurse desk: takes the facts from the desk and puts up the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kiosk.bundle.model import ABOUT_ME, Tile
from kiosk.session import Kind
from kiosk.staff.desk import Field
from kiosk.staff.people import PIN_DIGITS
from ui.desk.run import DeskRun
from ui.desk.typed import MANY_LINES
from ui.presenter import Presenter
from ui.screens.desk import DeskFacts, DeskScreen
from ui.screens.desk_lists import (
    DeskAboutScreen,
    DeskAskScreen,
    DeskTopicsScreen,
    KeptRow,
    KeptScreen,
    TopicsFacts,
)
from ui.screens.desk_print import DeskPrintFacts, DeskPrintScreen
from ui.screens.desk_type import TypeFacts, TypeScreen
from ui.screens.pin import PinFacts, PinScreen
from ui.screens.screen import Screen
from ui.widgets.stage import Stage

_FOR_ALL = frozenset({Kind.EASIER, Kind.TAPPING, Kind.KEYPAD, Kind.HELP, Kind.ERROR})
"""Places that a nurse's own computer shows as the kiosk does; for every other it asks for the PIN."""


class DeskShow:
    """Makes the screen of a place that belongs to staff."""

    def __init__(self, presenter: Presenter, desk: DeskRun) -> None:
        self._presenter, self._run = presenter, desk
        self._makers: Mapping[Kind, Callable[[Stage], Screen]] = {
            Kind.PIN: self._pin,
            Kind.DESK: self._desk,
            Kind.DESK_TYPE: self._type,
            Kind.DESK_FIND: self._find,
            Kind.DESK_ABOUT: self._about,
            Kind.DESK_ASK: self._ask,
            Kind.DESK_PRINT: self._print,
            Kind.KEPT: self._kept,
        }

    def screen(self, stage: Stage) -> Screen | None:
        """Return the screen of the present place, not yet built; None where it is a patient's."""
        kind = self._presenter.session.place.kind
        if kind not in self._makers and self._run.only and kind not in _FOR_ALL:
            return self._pin(stage)
        maker = self._makers.get(kind)
        return maker(stage) if maker is not None else None

    # -- one maker a screen ----------------------------------------------------------------------------------

    def _pin(self, stage: Stage) -> Screen:
        run, words = self._run.pin, self._presenter.phrases
        told = {
            "": "",
            "wrong": words("pin.wrong", count=run.tries_left),
            "wait": words("pin.wait", count=run.seconds),
        }
        facts = PinFacts(
            len(run.digits),
            PIN_DIGITS,
            told[run.told] if run.told in told else words(f"pin.{run.told}"),
            wrong=run.told not in ("", "checking"),
            ready=run.told in ("", "wrong"),
            alone=self._run.only,
        )
        return PinScreen(stage, facts)

    def _desk(self, stage: Stage) -> Screen:
        run, shown = self._run, self._presenter
        place = shown.session.place
        facts = DeskFacts(
            run.desk,
            run.packs,
            run.packs_broken,
            self._offered(),
            run.preview.shown,
            {what: trouble for what in Field if (trouble := run.trouble_of(what))},
            len(run.printing.kept.waiting()),
            shown.settings.staff_copies,
            max(1, round(shown.settings.staff_lock_seconds / 60)),
            typing_here=run.only,
            languages=run.languages(),
            beside=run.beside,
            tab=place.section,
            page=place.page,
            packs_page=place.part,
        )
        return DeskScreen(stage, facts)

    def _type(self, stage: Stage) -> Screen:
        run, shown = self._run, self._presenter
        what = Field(shown.session.place.message)
        facts = TypeFacts(
            what,
            run.desk.typed(what),
            what in MANY_LINES,
            run.trouble_of(what),
            run.preview.shown,
            empty=not run.desk.topics,
            topics=tuple(shown.bundle.tile(one, shown.lang).title for one in run.desk.topics),
        )
        return TypeScreen(stage, facts)

    def _find(self, stage: Stage) -> Screen:
        run, place = self._run, self._presenter.session.place
        facts = TopicsFacts(self._found(), run.desk.topics, run.desk.find, place.page, typing_here=run.only)
        return DeskTopicsScreen(stage, facts)

    def _about(self, stage: Stage) -> Screen:
        desk, words = self._run.desk, self._presenter.phrases
        ticks = tuple((key, words(f"about.{key}"), key in desk.about_me) for key in ABOUT_ME)
        return DeskAboutScreen(stage, ticks, desk.questions)

    def _ask(self, stage: Stage) -> Screen:
        shown = self._presenter
        topic, other = self._run.doubt() or (shown.session.place.topic, shown.session.place.topic)
        return DeskAskScreen(stage, shown.bundle.tile(topic, shown.lang), shown.bundle.tile(other, shown.lang))

    def _print(self, stage: Stage) -> Screen:
        printing, state = self._run.printing, self._presenter.session.place.message
        told = printing.told or (self._run.preview.shown.trouble if state == "failed" else "")
        return DeskPrintScreen(stage, DeskPrintFacts(state, told, printing.code, printing.sheets))

    def _kept(self, stage: Stage) -> Screen:
        kept = self._run.printing.kept
        rows = tuple(KeptRow(one.code, one.pages, kept.minutes(one), bool(one.sheet)) for one in kept.waiting())
        return KeptScreen(stage, rows, self._presenter.session.place.page, glass=not self._run.only)

    # -- inside ----------------------------------------------------------------------------------------------

    def _offered(self) -> tuple[Tile, ...]:
        """Return topics for the first column: those that packs and searches brought, then those most asked."""
        shown, desk = self._presenter, self._run.desk
        ids = [*desk.front, *(tile.id for tile in shown.bundle.tiles("most", shown.lang)), *desk.topics]
        return tuple(shown.bundle.tile(one, shown.lang) for one in dict.fromkeys(ids))

    def _found(self) -> tuple[Tile, ...]:
        shown, letters = self._presenter, self._run.desk.find.strip()
        index = shown.bundle.search(shown.lang)
        return tuple(hit.tile for hit in index.find(letters)) if letters else index.starting_with("")
