"""Every state of the nurse desk worth seeing, for the tests that measure every screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from PySide6.QtGui import QImage

from kiosk.session import Comfort, Kind, Letter, Place, Session, Sheet
from kiosk.staff.desk import Desk, Field
from kiosk.staff.packs import MOST_PACKS, Pack
from ui.app import Kiosk
from ui.print_run import WAITING
from ui.widgets.paper import Shown

SAM = Desk(
    name="Sam", second="12 March 1961", plan="Example text only.\nOne line for each step.", note="Ring the nurse line.",
    topics=("baclofen", "spasticity-and-spasms"), front=("baclofen", "spasticity-and-spasms"), pack="Starting baclofen",
    sure=frozenset({"baclofen"}), about_me=("drive",), questions=("Can I drive?", "What if I miss a dose?"),
)  # fmt: skip
PACKS = (Pack("Starting baclofen", ("baclofen", "spasticity-and-spasms")), Pack("New to MS", ("fatigue-in-ms",)))
MANY_PACKS = tuple(Pack(f"Pack number {number + 1}", ("baclofen",)) for number in range(MOST_PACKS))
PIN_STATES = ("", "checking", "wrong", "wait", "nobody", "broken")
PRINT_STATES = ("making", "printing", "printed", "saved", *dict.fromkeys(WAITING), "failed")
TOLD = "The printer is out of toner. Change the cartridge: it goes on by itself."


def page(pages: int = 21, number: int = 0) -> Shown:
    """Return a blank page in place of a drawn one: only its place is measured."""
    image = QImage(100, 141, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    return Shown(image, number, pages)


def staff_places(kiosk: Kiosk) -> Iterator[tuple[str, Callable[[Comfort], Session]]]:
    """Yield the name of each state, and what puts the desk in it and returns the session to show."""
    for state in PIN_STATES:
        for digits in ("", "481903", "481903275064"):
            yield f"pin {state} {len(digits)}", _at(kiosk, Place(Kind.PIN), digits=digits, told=state)
    long = replace(SAM, name="Wilhelmina-Josephine " * 3, plan="A line of the plan. " * 60)
    for tab in ("who", "words", "preview"):
        place = Place(Kind.DESK, section=tab)
        yield f"desk {tab}, empty", _at(kiosk, place, desk=Desk(), shown=Shown(QImage()))
        yield f"desk {tab}", _at(kiosk, place)
        yield f"desk {tab}, being drawn", _at(kiosk, place, shown=Shown(QImage()))
        yield f"desk {tab}, too long", _at(kiosk, place, desk=long, shown=Shown(QImage(), trouble=_refusal()))
        yield f"desk {tab}, many packs", _at(kiosk, replace(place, part=2, page=1), packs=MANY_PACKS)
        giant = replace(SAM, letter=Letter.GIANT, copies=3, about_me=())
        yield f"desk {tab}, giant", _at(kiosk, place, desk=giant, shown=page(40, 20), packs=())
        both = replace(SAM, topics=("relapse-what-to-do",), beside="es")
        yield f"desk {tab}, two languages", _at(kiosk, place, desk=both, shown=page(33, 20))
        yield f"desk {tab}, not translated", _at(kiosk, place, desk=replace(SAM, beside="es"))
    for what in Field:
        place = Place(Kind.DESK_TYPE, message=what.value)
        yield f"typing {what}", _at(kiosk, place)
        yield f"typing {what}, too long", _at(kiosk, place, desk=long, shown=Shown(QImage(), trouble=_refusal()))
    for number in (0, 1, 2):
        yield f"desk topics {number}", _at(kiosk, Place(Kind.DESK_FIND, page=number))
    yield "desk topics found", _at(kiosk, Place(Kind.DESK_FIND), desk=replace(SAM, find="bac"))
    yield "desk topics not found", _at(kiosk, Place(Kind.DESK_FIND), desk=replace(SAM, find="qqqqqq"))
    yield "about the person", _at(kiosk, Place(Kind.DESK_ABOUT))
    doubt = replace(SAM, topics=("gabapentin",), sure=frozenset())
    yield "two names alike", _at(kiosk, Place(Kind.DESK_ASK, topic="gabapentin"), desk=doubt)
    for state in PRINT_STATES:
        for code in ("", "4F"):
            yield f"desk print {state} {code}", _at(kiosk, Place(Kind.DESK_PRINT, message=state), code=code)
    for number in (0, 1):
        yield f"kept sheets {number}", _at(kiosk, Place(Kind.KEPT, page=number), kept=9)
    yield "no kept sheets", _at(kiosk, Place(Kind.KEPT))


def _refusal() -> str:
    return "The name holds \u2603 (SNOWMAN), which the kiosk cannot print. Write it in other letters."


def _at(
    kiosk: Kiosk, place: Place, *, desk: Desk = SAM, packs: tuple[Pack, ...] = PACKS, shown: Shown | None = None,
    digits: str = "", told: str = "", code: str = "", kept: int = 0,
) -> Callable[[Comfort], Session]:  # fmt: skip
    def put(comfort: Comfort) -> Session:
        run = kiosk.desk
        run.desk, run.packs, run.pin.digits, run.pin.told = desk, packs, digits, told
        run.preview.shown = page() if shown is None else shown
        run.printing.code, run.printing.told, run.printing.sheets = code, TOLD if code else "", 21
        run.printing.kept.clear()
        for number in range(kept):
            run.printing.kept.keep(b"%d" % number, number + 2, Sheet(("baclofen",)) if number % 2 else None)
        trail = () if place.kind in (Kind.PIN, Kind.DESK) else (Place(Kind.DESK),)
        return Session(place=place, trail=trail, comfort=comfort)

    return put
