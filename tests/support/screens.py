"""A kiosk on a glass of the reference size, and every place in it worth seeing, for tests that measure or look.

The glass is 23.8 inch at 1920 x 1080 or 1080 x 1920. The pack is the shipped one with copies of its topics under
long titles, so that lists have second pages.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from kiosk.options import RunOptions
from kiosk.readaloud.player import Player, State
from kiosk.readaloud.script import script
from kiosk.session import Comfort, Kind, Letter, Marking, Place, Scanning, Session, Sheet, TextSize, Touch
from kiosk.settings import Settings
from kiosk.staff.desk import Desk
from tests.support.desk import staff_places
from tests.support.source import ROOT
from tests.support.touch import Unhurried, clear_away
from ui.app import Kiosk, build
from ui.print_run import WAITING
from ui.show import ABOUT_ME
from ui.widgets.paging import Page
from ui.widgets.stage import Stage

GLASSES = {"landscape": (1920, 1080), "portrait": (1080, 1920)}
TOPICS = (
    "baclofen",
    "spasticity-and-spasms",
    "tizanidine",
    "stretching-and-physiotherapy",
    "fatigue-in-ms",
    "talking-to-your-ms-team",
)
PRINT_STATES = ("making", "printing", "printed", "saved", *dict.fromkeys(WAITING))
SHIPPED = tuple(sorted(path.name for path in (ROOT / "content" / "ms" / "topics").iterdir() if path.is_dir()))
"""Ids of all topics in the shipped pack; `TOPICS` are the six that stand for them where all would take too long."""
MANY = (
    ("copy-bladder", "Bladder and bowel problems", "symptoms"),
    ("copy-catheter", "Intermittent self-catheterisation", "symptoms"),
    ("copy-work", "Occupational therapy and staying at work", "living"),
    ("copy-eyes", "Optic neuritis: eyes and seeing", "symptoms"),
    ("copy-thinking", "Thinking, memory and concentration", "symptoms"),
    ("copy-relapses", "Relapses", "about"),
    ("copy-pump", "Baclofen pump (intrathecal)", "medicines"),
    ("copy-gabapentin", "Gabapentin and pregabalin", "medicines"),
)
"""Id, title and category of the topics that fill the lists of the crowded pack."""
_LONGEST = -2
"""In place of the number of a sentence: the longest one."""
_EMPTY = Sheet()
_FITTED = Touch(hold=0.4, repeat=1.5, drift=3.5, growth=10.0)


def six_topics_pack(folder: Path) -> Path:
    """Write a pack of the first six topics into `folder`, whatever else the shipped one holds; return it."""
    shipped = ROOT / "content" / "ms"
    folder.mkdir(parents=True)
    for path in shipped.iterdir():
        if path.is_file():
            shutil.copy(path, folder / path.name)
    for topic_id in TOPICS:
        shutil.copytree(shipped / "topics" / topic_id, folder / "topics" / topic_id)
    _name_most_asked(folder, TOPICS)
    return folder


def crowded_pack(folder: Path) -> Path:
    """Write the shipped pack with eight more topics into `folder`; return it."""
    shutil.copytree(ROOT / "content" / "ms", folder)
    _name_most_asked(folder, (*TOPICS, *(topic_id for topic_id, _, _ in MANY)))
    for topic_id, title, category in MANY:
        new = folder / "topics" / topic_id
        shutil.copytree(folder / "topics" / "baclofen", new)
        text = (new / "en-GB.md").read_text(encoding="utf-8")
        for old, other in (
            ('id = "baclofen"', f'id = "{topic_id}"'),
            ('title = "Baclofen"', f'title = "{title}"'),
            ('category = "medicines"', f'category = "{category}"'),
        ):
            text = text.replace(old, other, 1)
        (new / "en-GB.md").write_text(text, encoding="utf-8")
    return folder


def _name_most_asked(folder: Path, topic_ids: tuple[str, ...]) -> None:
    head = (folder / "bundle.toml").read_text(encoding="utf-8")
    named = ", ".join(f'"{topic_id}"' for topic_id in topic_ids)
    head, times = re.subn(r"^most_asked = \[.*?\]", f"most_asked = [{named}]", head, flags=re.DOTALL | re.MULTILINE)
    assert times == 1, "bundle.toml names no most asked set"
    (folder / "bundle.toml").write_text(head, encoding="utf-8")


@contextmanager
def kiosk_on(
    glass: str, content: Path, settings: Settings | None = None, clock: Callable[[], float] | None = None,
    *, desk: bool = False,
) -> Iterator[Kiosk]:  # fmt: skip
    """Start a kiosk without a voice on one of `GLASSES`, its touches timed by `clock`; it is closed afterwards.

    `desk`: the nurse desk alone, as `kiosk desk` shows it.
    """
    chosen = settings or Settings(voice="none", idle_seconds=900)
    hook = sys.excepthook
    options = RunOptions(screen=GLASSES[glass], content=content, windowed=True, desk=desk)
    kiosk = build(options, chosen, clock=clock or Unhurried())
    kiosk.presenter.search = kiosk.presenter.bundle.search(chosen.language)
    for _ in range(3):  # what waits for the first picture: the second font, the event filter, garbage collection
        QApplication.processEvents()
    try:
        yield kiosk
    finally:
        sys.excepthook = hook
        kiosk.presenter.end_turn()
        kiosk.close()
        kiosk.application.removeEventFilter(kiosk.idle)
        kiosk.idle.setParent(None)
        kiosk.window.hide()
        kiosk.window.deleteLater()
        clear_away()


def stage_of(kiosk: Kiosk) -> Stage:
    """Return the stage that stands on the glass."""
    screen = kiosk.window.screen_shown
    assert screen is not None
    return screen.stage


def _settle() -> None:
    """Let Qt send all it has put off.

    What was posted to a widget that is gone stays in Qt's list, and is looked through at each screen, until all is
    sent: a walk of 2,000 places without that takes twice as long.
    """
    QCoreApplication.sendPostedEvents()


# -- every place --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sight:
    """One place worth seeing; `show` puts it on the glass in a comfort."""

    name: str
    show: Callable[[Kiosk, Comfort], None]


def sights(kiosk: Kiosk) -> Iterator[Sight]:
    """Yield every place worth seeing that belongs to no single topic."""
    _settle()
    yield _at("attract", Place())
    yield Sight("attract, with a voice", show_with_voice)
    for category in kiosk.presenter.bundle.pack.categories:
        yield _at(f"home {category.id}", Place(Kind.HOME, category=category.id))
    yield _at("home, second page", Place(Kind.HOME, page=1))
    for letters in ("", "B", "BA", "SPA", "T"):
        yield _at(f"letters '{letters}'", Place(Kind.A_TO_Z, letters=letters))
    yield _at("letters, second page", Place(Kind.A_TO_Z, letters="", page=1))
    yield _at("letters that find nothing", Place(Kind.A_TO_Z, letters="QZXQZXQZXQZX"))
    for page in (0, 1):
        yield _at(f"list {page + 1}", Place(Kind.LIST, page=page))
    yield _at("easier", Place(Kind.EASIER))
    yield _at("easier, ends of the scales", Place(Kind.EASIER), speed=4, volume=0)
    for marking in Marking:
        yield _at(f"how I read, {marking}", Place(Kind.MARKS), marking=marking, reads_on=marking is Marking.RULER)
    for number in range(5):
        yield _at(f"tapping {number + 1}", Place(Kind.TAPPING, page=number))
    yield Sight("tapping, all set", partial(_in_touch, _FITTED, Place(Kind.TAPPING, page=4)))
    yield Sight("easier, fitted to a hand", partial(_in_touch, _FITTED, Place(Kind.EASIER)))
    for scanning in Scanning:
        yield _at(f"keypad, {scanning}", Place(Kind.KEYPAD), scanning=scanning, scan_seconds=4.0)
    yield _at("easier, with a switch", Place(Kind.EASIER), scanning=Scanning.ONE)
    yield from _sheet_sights(kiosk)
    for state in PRINT_STATES:
        yield _at(f"print {state}", Place(Kind.PRINT, message=state), Sheet(("baclofen",)))
    for state in ("no_paper", "asked", "too_many"):
        yield Sight(f"print {state}, with a code", partial(_print_with_code, state))
    yield Sight("print printing, at a page", _print_at_page)
    yield from _staff_sights(kiosk)
    yield Sight("still there", _ask_still_there)
    yield _at("finish", Place(Kind.FINISH))
    yield _at("help", Place(Kind.HELP))
    for key in ("general", "not_ready", "no_voice", "handout", "printer"):
        yield _at(f"error {key}", Place(Kind.ERROR, message=f"error.{key}"))
    for missing in ("no_voice", "no_sound_device"):
        yield Sight(f"error, guide, {missing}", partial(_guide_unheard, missing))


def topic_sights(kiosk: Kiosk, topic_id: str) -> Iterator[Sight]:
    """Yield the front page of a topic, its teach-back questions with each answer, and the questions to ask."""
    _settle()
    topic = kiosk.presenter.bundle.topic(topic_id, kiosk.presenter.lang)
    sheet = Sheet((topic_id,))
    for page in (0, 1):
        yield _at(f"{topic_id} front {page + 1}", Place(Kind.TOPIC, topic=topic_id, page=page))
    yield _at(f"{topic_id} front, on my handout", Place(Kind.TOPIC, topic=topic_id), sheet)
    for number, asked in enumerate(topic.teach_backs):
        for answer in (None, *range(len(asked.answers) + 1)):
            place = Place(Kind.TEACH_BACK, topic=topic_id, page=number, answer=answer)
            yield _at(f"{topic_id} teach-back {number + 1}, answer {answer}", place)
    prompts = tuple(one.plain for one in topic.prompts.questions)
    for page in (0, 1):
        taken = Sheet((topic_id,), questions=prompts[:2])
        yield _at(f"{topic_id} questions {page + 1}", Place(Kind.QUESTIONS, topic=topic_id, page=page), taken)


def _sheet_sights(kiosk: Kiosk) -> Iterator[Sight]:
    presenter = kiosk.presenter
    prompts = tuple(one.plain for one in presenter.bundle.topic("baclofen", presenter.lang).prompts.questions)
    yield _at("handout, empty", Place(Kind.HANDOUT))
    for count, name in ((1, "one topic"), (3, "three topics"), (len(TOPICS), "six topics")):
        for page in range(4):
            ticked = Sheet(TOPICS[:count], prompts[:2], ABOUT_ME[:3], Letter.GIANT if count == 1 else None)
            yield _at(f"handout, {name}, page {page + 1}", Place(Kind.HANDOUT, page=page), ticked)


def reading_sights(kiosk: Kiosk, topic_id: str, comfort: Comfort) -> Iterator[Sight]:
    """Yield every page of a topic as it is cut in `comfort`, and its longest sentence read aloud."""
    _settle()
    for number, page in enumerate(pages_of(kiosk, topic_id, comfort)):
        place = Place(Kind.READER, topic=topic_id, page=number, section=page.section.id)
        yield _at(f"{topic_id} page {number + 1}", place)
        yield Sight(f"{topic_id} page {number + 1} aloud, longest sentence", _aloud(place, _LONGEST))
        show(kiosk, Session(place=place, comfort=comfort), staged=False)
        for part in range(0, len(kiosk.presenter.terms()), 2):
            yield _at(f"{topic_id} page {number + 1}, words {part}", replace(place, kind=Kind.WORDS, part=part // 2))
    about_me = Sheet((topic_id,), about_me=ABOUT_ME)
    for number, page in enumerate(pages_of(kiosk, topic_id, comfort, about_me)):
        if page.section.repeats:
            place = Place(Kind.READER, topic=topic_id, page=number, section=page.section.id)
            yield _at(f"{topic_id} page {number + 1}, for me", place, about_me)
    yield _at(f"{topic_id} front, for me", Place(Kind.TOPIC, topic=topic_id), about_me)
    first = Place(Kind.READER, topic=topic_id, section=pages_of(kiosk, topic_id, comfort)[0].section.id)
    for name, index, state in (
        ("first sentence", 0, State.PLAYING),
        ("second sentence", 1, State.PAUSED),
        ("end", -1, State.FINISHED),
    ):
        yield Sight(f"{topic_id} aloud, {name}", _aloud(first, index, state))
    for marking in (Marking.SENTENCE, Marking.RULER, Marking.NONE):
        put = partial(_aloud_marked, _aloud(first, 1), marking)
        yield Sight(f"{topic_id} aloud, marking {marking}", put)
    for trouble in ("no_voice", "no_sound_device"):
        yield Sight(f"{topic_id} aloud, {trouble}", _aloud(first, 0, trouble=trouble))


def sights_of(kiosk: Kiosk, topic_id: str, comfort: Comfort) -> Iterator[Sight]:
    """Yield all places of one topic."""
    yield from topic_sights(kiosk, topic_id)
    yield from reading_sights(kiosk, topic_id, comfort)


def of_no_topic(kiosk: Kiosk) -> Iterator[Sight]:
    """Yield the places a patient gets to that belong to no single topic."""
    of_staff = {sight.name for sight in _staff_sights(kiosk)}
    yield from (sight for sight in sights(kiosk) if sight.name not in of_staff)


def pages_of(kiosk: Kiosk, topic_id: str, comfort: Comfort, sheet: Sheet = _EMPTY) -> tuple[Page, ...]:
    """Return the pages of a topic in a comfort, with what matters to the ticks on `sheet` first."""
    show(kiosk, Session(place=Place(Kind.TOPIC, topic=topic_id), comfort=comfort, sheet=sheet), staged=False)
    return kiosk.presenter.pages()


def _at(name: str, place: Place, sheet: Sheet = _EMPTY, **changes: Any) -> Sight:
    def put(kiosk: Kiosk, comfort: Comfort) -> None:
        kiosk.presenter.sheets = 12 if sheet.topics else None
        kiosk.presenter.printing.both = bool(comfort.lang)
        show(kiosk, Session(place=place, comfort=replace(comfort, **changes), sheet=sheet))

    return Sight(name, put)


def _aloud(
    place: Place, index: int, state: State = State.PLAYING, trouble: str = ""
) -> Callable[[Kiosk, Comfort], None]:
    def put(kiosk: Kiosk, comfort: Comfort) -> None:
        presenter = kiosk.presenter
        show(kiosk, Session(place=place, comfort=comfort), staged=False)
        page = presenter.pages()[presenter.page_number()]
        said = script(page.section.question if page.first else None, page.blocks, {}, presenter.phrases)
        longest = max(range(len(said)), key=lambda at: len(said[at].text), default=0)
        at = longest if index == _LONGEST else index % max(1, len(said))
        presenter.reading.player = Player(said, at, 0, state)
        presenter.reading.trouble = trouble
        show(kiosk, replace(presenter.session, place=replace(place, kind=Kind.ALOUD)))
        presenter.reading.player = Player(())
        presenter.reading.trouble = ""

    return put


def _aloud_marked(put: Callable[[Kiosk, Comfort], None], marking: Marking, kiosk: Kiosk, comfort: Comfort) -> None:
    put(kiosk, replace(comfort, marking=marking, reads_on=True))


def show(kiosk: Kiosk, session: Session, *, staged: bool = True) -> None:
    """Put a session on the glass, as if a person had got there."""
    kiosk.presenter.session = session
    if staged:
        kiosk.window.refresh()
        clear_away()


def show_with_voice(kiosk: Kiosk, comfort: Comfort) -> None:
    """Put the first screen on the glass as it is where a voice is installed."""
    silent = kiosk.presenter.settings
    kiosk.presenter.settings = replace(silent, voice=Settings().voice)
    show(kiosk, Session(comfort=comfort))
    kiosk.presenter.settings = silent


def _guide_unheard(missing: str, kiosk: Kiosk, comfort: Comfort) -> None:
    told = Place(Kind.ERROR, message=f"error.guide_{missing}")
    show(kiosk, Session(place=told, comfort=comfort, trail=(Place(Kind.HOME),)))


def _in_touch(touch: Touch, place: Place, kiosk: Kiosk, comfort: Comfort) -> None:
    show(kiosk, Session(place=place, comfort=replace(comfort, touch=touch)))


def _print_with_code(state: str, kiosk: Kiosk, comfort: Comfort) -> None:
    kiosk.presenter.printing.code = "7R"
    show(kiosk, Session(place=Place(Kind.PRINT, message=state), comfort=comfort, sheet=Sheet(("baclofen",))))
    kiosk.presenter.printing.code = ""


def _print_at_page(kiosk: Kiosk, comfort: Comfort) -> None:
    kiosk.presenter.printing.page, kiosk.presenter.sheets = 3, 12
    show(kiosk, Session(place=Place(Kind.PRINT, message="printing"), comfort=comfort, sheet=Sheet(("baclofen",))))
    kiosk.presenter.printing.page = 0


def _staff_sights(kiosk: Kiosk) -> Iterator[Sight]:
    """Yield the nurse desk in every state, how it warns before it locks, and while the glass is wiped."""
    for name, put in staff_places(kiosk):
        yield Sight(name, partial(_show_staff, put))
    yield Sight("desk locks soon", _warn_of_lock)
    yield _at("desk-cleaning", Place(Kind.CLEANING))
    kiosk.desk.desk = Desk()
    kiosk.desk.preview.forget()
    kiosk.desk.printing.forget()
    kiosk.desk.printing.kept.clear()


def _show_staff(put: Callable[[Comfort], Session], kiosk: Kiosk, comfort: Comfort) -> None:
    show(kiosk, put(comfort))


def _warn_of_lock(kiosk: Kiosk, comfort: Comfort) -> None:
    show(kiosk, Session(place=Place(Kind.DESK), comfort=comfort))
    kiosk.window.show_seconds(12)


def _ask_still_there(kiosk: Kiosk, comfort: Comfort) -> None:
    show(kiosk, Session(place=Place(Kind.HOME), comfort=comfort))
    kiosk.window.show_seconds(24)


def comfort(size: TextSize, theme: str = "light") -> Comfort:
    """Return a comfort of a text size."""
    return Comfort(text_size=size, theme=theme)
