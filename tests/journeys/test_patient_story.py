"""Stories of people at the glass: real touches on the real window, found by the words on the controls."""

from __future__ import annotations

import gc
import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication, QPointingDevice
from PySide6.QtWidgets import QApplication

from kiosk.errors import PrinterError
from kiosk.phrases import load
from kiosk.printing.printer import Job, JobState, Phase
from kiosk.session import Kind, Session
from kiosk.settings import Settings
from tests.support.people import Person, held, until
from tests.support.screens import kiosk_on
from tests.support.source import ROOT
from tests.support.touch import clear_away
from ui.app import Kiosk
from ui.widgets.plain import plain_words


@pytest.fixture
def kiosk(printed: Path) -> Iterator[Kiosk]:
    settings = Settings(voice="none", print_folder=str(printed), idle_seconds=20, idle_warning_seconds=20)
    with kiosk_on("landscape", ROOT / "content" / "ms", settings) as one:
        yield one


@pytest.fixture
def person(kiosk: Kiosk, touch: QPointingDevice) -> Person:
    return Person(kiosk, touch)


def test_who_reads_the_screens_in_spanish_gets_both_languages_on_paper_and_the_screen_says_so(
    person: Person, kiosk: Kiosk, printed: Path
) -> None:
    from pypdf import PdfReader

    spanish, presenter = load("es"), kiosk.presenter
    presenter.start()
    kiosk.window._languages.choose("es")
    presenter.toggle_topic("relapse-what-to-do")
    presenter.open_handout()
    for key in ("handout.sheets_both", "handout.sheets", "handout.sheets_both"):
        until(lambda: presenter.sheets is not None)
        assert spanish(key, count=presenter.sheets) in person.read()
        if key == "handout.sheets_both":
            both = presenter.sheets
        presenter.toggle_topic("baclofen")
    presenter.toggle_topic("baclofen")
    until(lambda: presenter.sheets == both)
    person.tap(spanish("handout.print"))
    person.wait_for("saved")
    (paper,) = printed.glob("*.pdf")
    said = "".join(page.extract_text() for page in PdfReader(paper).pages)
    assert "When do I need help?" in said
    assert "¿Cuándo necesito ayuda?" in said


def test_sheets_are_counted_anew_for_who_comes_back_in_another_language_or_with_another_topic(
    person: Person, kiosk: Kiosk
) -> None:
    english, spanish, presenter = load("en-GB"), load("es"), kiosk.presenter
    presenter.start()
    presenter.toggle_topic("relapse-what-to-do")
    presenter.open_handout()
    until(lambda: presenter.sheets is not None)
    one = presenter.sheets
    presenter.ask_help()
    kiosk.window._languages.choose("es")
    presenter.go_back()
    until(lambda: presenter.sheets is not None and presenter.sheets > one)
    assert spanish("handout.sheets_both", count=presenter.sheets) in person.read()
    presenter.ask_help()
    kiosk.window._languages.choose("en-GB")
    presenter.go_back()
    until(lambda: presenter.sheets == one)
    presenter.open_list()
    presenter.toggle_topic("baclofen")
    presenter.go_back()
    until(lambda: presenter.sheets is not None and presenter.sheets > one)
    assert english("handout.sheets", count=presenter.sheets) in person.read()


def test_from_the_first_touch_to_a_printed_handout_and_nothing_of_the_person_remains(
    person: Person, kiosk: Kiosk, printed: Path, caplog: pytest.LogCaptureFixture
) -> None:
    words, presenter = person.words, kiosk.presenter
    before = set(Path(tempfile.gettempdir()).iterdir())
    person.tap(words("attract.start"))
    assert person.at is Kind.HOME
    person.tap("Baclofen", words("topic.start"))

    pages = len(presenter.pages())
    for number in range(pages - 1):
        assert words("reader.page_of", page=number + 1, pages=pages) in person.read()
        person.tap(words("bar.next"))
    person.tap(words("bar.go_on"))
    assert person.at is Kind.TEACH_BACK
    for question in presenter.topic().teach_backs:
        right = next(answer for answer in question.answers if answer.right)
        person.tap(right.text.plain)
        assert right.reply.plain in person.read()
        last = question is presenter.topic().teach_backs[-1]
        person.tap(words("teach.finish" if last else "teach.next"))
    assert person.at is Kind.TOPIC

    canary = presenter.topic().prompts.questions[3].plain
    person.tap(words("topic.add"), words("topic.ask"), canary, words("ask.done"), words("bar.handout"))
    person.tap(words("about.drive"))
    assert canary in held(kiosk)
    until(lambda: presenter.sheets is not None)
    person.tap(words("handout.print"))
    person.wait_for("saved")
    assert words("print.at_desk") in person.read()
    (paper,) = printed.glob("*.pdf")
    assert paper.read_bytes().startswith(b"%PDF")

    QGuiApplication.clipboard().setText(canary)
    person.tap(words("print.finished"), words("finish.yes"))
    assert person.at is Kind.ATTRACT
    assert presenter.session == Session()
    assert presenter.sheets is None
    gc.collect()
    assert canary not in held(kiosk)
    assert canary not in repr(vars(presenter.printing))
    assert canary not in repr(presenter.reading.player)
    assert QGuiApplication.clipboard().text() == ""
    assert set(Path(tempfile.gettempdir()).iterdir()) - before == set()
    assert canary not in caplog.text
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


def test_three_taps_lead_from_home_to_print(person: Person, kiosk: Kiosk) -> None:
    person.tap(person.words("attract.start"))
    person.taps = 0
    person.tap("Baclofen", person.words("topic.add"), person.words("topic.print_now"))
    assert person.taps == 3
    assert person.at is Kind.PRINT
    person.wait_for("saved")


def test_the_question_whether_someone_is_there_ends_with_any_touch_on_yes_and_not_before(
    person: Person, kiosk: Kiosk
) -> None:
    person.tap(person.words("attract.start"), "Baclofen", person.words("topic.add"))
    place = kiosk.presenter.session.place
    for _ in range(20):
        kiosk.idle.tick()
    assert person.words("still.title") in person.read()
    empty = QPoint(4, 4)
    for _ in range(6):
        for _ in range(19):
            kiosk.idle.tick()
        person.finger.press(empty)
        person.finger.lift(empty)
    assert person.words("still.title") in person.read()
    assert kiosk.presenter.session.place == place
    person.tap(person.words("still.yes"))
    assert person.at is Kind.TOPIC
    assert kiosk.presenter.session.sheet.topics == ("baclofen",)


def test_when_nobody_answers_the_next_person_finds_nothing(person: Person, kiosk: Kiosk) -> None:
    person.tap(person.words("attract.start"), "Baclofen", person.words("topic.add"), person.words("rail.text_size"))
    for _ in range(40):
        kiosk.idle.tick()
    QApplication.processEvents()
    clear_away()
    assert person.at is Kind.ATTRACT
    assert kiosk.presenter.session == Session()
    assert person.words("topic.added") not in held(kiosk)


def test_every_text_size_keeps_the_words_that_were_being_read(person: Person, kiosk: Kiosk) -> None:
    presenter = kiosk.presenter
    person.tap(person.words("attract.start"), "Baclofen", person.words("topic.start"))
    for _ in range(5):
        person.tap(person.words("bar.next"))
    page = presenter.pages()[presenter.page_number()]
    first = plain_words(page.blocks[0], presenter.phrases)[:25]
    for _ in range(8):
        person.tap(person.words("rail.text_size"))
        assert presenter.pages()[presenter.page_number()].section == page.section
        assert first in person.read()
    assert presenter.pages()[presenter.page_number()] == page


def test_back_from_make_it_easier_leads_to_the_same_page_in_other_colours(person: Person, kiosk: Kiosk) -> None:
    words = person.words
    person.tap(words("attract.start"), "Baclofen", words("topic.start"), words("bar.next"))
    place = kiosk.presenter.session.place
    person.tap(words("rail.easier"), words("easier.theme.dark"), words("easier.size.largest"), words("bar.done"))
    assert kiosk.presenter.session.place.section == place.section
    assert kiosk.presenter.session.comfort.theme == "dark"
    assert kiosk.presenter.view().look.theme.key == "dark"


def test_letters_find_a_topic_and_pale_ones_do_nothing(person: Person, kiosk: Kiosk) -> None:
    person.tap(person.words("attract.start"), person.words("home.a_to_z"), "B")
    letters = kiosk.presenter.session.place.letters
    pale = next(name for name in "ZXQJV" if not person.finger.control(name).isEnabled())
    person.tap(pale)
    assert kiosk.presenter.session.place.letters == letters == "B"
    person.tap("Baclofen")
    assert person.at is Kind.TOPIC


def test_listening_marks_each_word_and_stops_at_the_end_of_the_page(person: Person, kiosk: Kiosk) -> None:
    reading = kiosk.presenter.reading
    person.tap(person.words("attract.start"), "Baclofen", person.words("topic.listen"))
    assert person.at is Kind.ALOUD
    until(lambda: (reading.player.word or 0) >= 1)
    person.tap(person.words("aloud.pause"))
    assert not reading.player.playing
    person.tap(person.words("aloud.stop"))
    assert person.at is Kind.READER


def test_a_mistake_of_the_program_shows_a_calm_page_and_home_goes_on(
    person: Person, kiosk: Kiosk, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.tap(person.words("attract.start"), "Baclofen", person.words("topic.add"))
    monkeypatch.setattr(type(kiosk.presenter), "pages", _broken)
    person.tap("What is it for?")
    monkeypatch.undo()
    assert person.at is Kind.ERROR
    assert person.words("error.general") in person.read()
    assert "Traceback" not in person.read()
    assert "secret of the program" not in caplog.text
    person.tap(person.words("bar.home"))
    assert person.at is Kind.HOME
    assert kiosk.presenter.session.sheet.topics == ("baclofen",)


def _broken(_: object) -> None:
    raise RuntimeError("secret of the program")


class Troubled:
    """A printer whose phase a test chooses."""

    name = "troubled"

    def __init__(self) -> None:
        self.phase = Phase.NO_PAPER
        self.gone = False
        self.taken: list[bytes] = []
        self.cancelled: list[str] = []

    def where_it_goes(self) -> str:
        return "Nowhere yet."

    def submit(self, pdf: bytes, copies: int = 1) -> Job:
        if self.gone:
            raise PrinterError("The printer is switched off. Switch it on.")
        self.taken.append(pdf)
        return Job(str(len(self.taken)))

    def state(self, job: Job) -> JobState:
        return JobState(self.phase, over=self.phase is Phase.PRINTED)

    def cancel(self, job: Job) -> None:
        self.cancelled.append(job.id)


@pytest.fixture
def troubled(kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch) -> Troubled:
    printer = Troubled()
    monkeypatch.setattr(kiosk.presenter.printing, "_make_printer", lambda: printer)
    return printer


@pytest.mark.parametrize("phase", [Phase.NO_PAPER, Phase.STUCK, Phase.STOPPED, Phase.UNREACHABLE])
def test_a_printer_in_trouble_keeps_the_handout_and_says_so(
    person: Person, kiosk: Kiosk, troubled: Troubled, phase: Phase
) -> None:
    troubled.phase = phase
    words = person.words
    person.tap(words("attract.start"), "Baclofen", words("topic.add"), words("topic.print_now"))
    until(lambda: kiosk.presenter.session.place.message not in ("making", "printing"))
    told = person.read()
    assert words(f"print.{phase.value.replace(' ', '_')}") in told
    code = kiosk.presenter.printing.code
    assert words("print.kept_code", code=code) in told
    assert kiosk.presenter.printing.kept.find(code) is not None
    assert kiosk.presenter.session.sheet.topics == ("baclofen",)
    troubled.phase = Phase.PRINTED
    person.tap(words("print.try_again"))
    person.wait_for("printed")
    assert troubled.taken[-1] == troubled.taken[0]
    assert troubled.cancelled == ["1"]


def test_a_printer_that_is_switched_off_keeps_the_handout_too(person: Person, kiosk: Kiosk, troubled: Troubled) -> None:
    troubled.gone = True
    words = person.words
    person.tap(words("attract.start"), "Baclofen", words("topic.add"), words("topic.print_now"))
    person.wait_for("unreachable")
    assert words("print.kept_code", code=kiosk.presenter.printing.code) in person.read()
    person.tap(words("bar.handout"))
    assert person.at is Kind.HANDOUT
    assert "Baclofen" in person.read()


def test_a_word_spelt_with_one_wrong_letter_still_finds_its_topic(person: Person) -> None:
    person.tap(person.words("attract.start"), person.words("home.a_to_z"), "B", "A", "K")
    assert person.words("find.nothing", letters="BAK") in person.read()
    person.tap("L", "O", "F")
    assert "Baclofen" in person.read()
    person.tap("Baclofen")
    assert person.at is Kind.TOPIC
