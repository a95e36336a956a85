"""Stories of staff at the kiosk: three touches to paper, sheets that waited, and a desk that forgets."""

from __future__ import annotations

import gc
import logging
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk import paths
from kiosk.handout.request import Handout
from kiosk.session import Kind, Session
from kiosk.staff.desk import Desk
from kiosk.staff.packs import Packs
from tests.support.people import Nurse, held, until
from tests.support.screens import stage_of
from tests.support.touch import clear_away
from ui.app import Kiosk
from ui.widgets.field import Field

CANARY = "Zebedee Quorn"


@pytest.fixture
def kiosk(nurse: Nurse) -> Kiosk:
    return nurse.kiosk


def desks_and_handouts() -> list[str]:
    """Return the words of every desk and every handout that is alive anywhere in the program."""
    gc.collect()
    told = []
    for one in gc.get_objects():
        if isinstance(one, Desk | Handout):
            told.append(f"{one.name} {one.second} {one.plan} {one.note}")
    return told


def who_holds(words: str) -> list[str]:
    """Return the kinds of all objects of the program that hold a string with these words, whatever they are."""
    gc.collect()
    holders = []
    for one in gc.get_objects():
        for part in gc.get_referents(one):  # written out: a generator would hold `words` in a cell of its own
            if type(part) is str and words in part:
                holders.append(f"{type(one).__name__}: {str(one)[:200]}")
    return holders


def test_a_pack_is_three_touches_from_the_desk_to_paper(nurse: Nurse, kiosk: Kiosk, printed: Path) -> None:
    nurse.come_in()
    nurse.taps = 0
    nurse.tap("Starting baclofen")
    nurse.tap(nurse.words("desk.print"))
    nurse.wait_for("saved")
    nurse.tap(nurse.words("desk.next"))
    assert nurse.taps == 3
    assert len(list(printed.glob("*.pdf"))) == 1
    assert kiosk.desk.desk == Desk()
    assert nurse.at is Kind.DESK


def test_a_name_typed_on_the_glass_stands_on_the_page_and_is_nowhere_once_the_desk_is_locked(
    nurse: Nurse, kiosk: Kiosk, printed: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    from pypdf import PdfReader

    nurse.come_in()
    nurse.tap("Starting baclofen")
    nurse.type("First name", CANARY)
    nurse.type("Note", f"dear {CANARY} take care")
    assert kiosk.desk.desk.name == CANARY
    assert CANARY in held(kiosk)
    until(lambda: kiosk.desk.preview.shown.pages > 0)
    nurse.tap(nurse.words("desk.print_for", name=CANARY))
    nurse.wait_for("saved")
    (paper,) = printed.glob("*.pdf")
    assert all(CANARY in page.extract_text() for page in PdfReader(paper).pages)
    assert CANARY.encode() not in paper.name.encode()

    QGuiApplication.clipboard().setText(CANARY)
    nurse.tap(nurse.words("desk.lock"))
    assert nurse.at is Kind.ATTRACT
    assert kiosk.presenter.session == Session()
    clear_away()
    QApplication.processEvents()
    assert CANARY not in held(kiosk)
    assert not [told for told in desks_and_handouts() if CANARY in told]
    assert who_holds(f"dear {CANARY.split()[0]}") == []
    assert QGuiApplication.clipboard().text() == ""
    assert kiosk.desk.preview.shown.pages == 0
    assert CANARY not in caplog.text
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]
    written = [path for path in Path(paths.home()).rglob("*") if path.is_file()]
    assert not [path for path in written if CANARY in path.read_text(encoding="utf-8")]


def test_a_second_language_is_offered_where_every_topic_has_it_and_comes_out_on_paper(
    nurse: Nurse, kiosk: Kiosk, printed: Path
) -> None:
    from pypdf import PdfReader

    words = nurse.words
    both = words("desk.two_languages", language="Spanish")
    nurse.come_in()
    kiosk.desk.toggle_topic("baclofen")
    assert words("desk.language") not in nurse.read()
    kiosk.desk.toggle_topic("baclofen")
    kiosk.desk.toggle_topic("relapse-what-to-do")
    assert kiosk.desk.languages() == ("es",)
    nurse.tap(words("desk.one_language"))
    assert both in nurse.read()
    kiosk.desk.toggle_topic("relapse-what-to-do")
    assert words("desk.not_translated") not in nurse.read()
    kiosk.desk.toggle_topic("relapse-what-to-do")
    kiosk.desk.toggle_topic("baclofen")
    assert words("desk.not_translated") in nurse.read()
    assert kiosk.desk.beside == ""
    kiosk.desk.toggle_topic("baclofen")
    assert both in nurse.read()
    until(lambda: kiosk.desk.preview.shown.pages > 0)
    nurse.tap(words("desk.print"))
    nurse.wait_for("saved")
    (paper,) = printed.glob("*.pdf")
    said = "".join(page.extract_text() for page in PdfReader(paper).pages)
    assert "When do I need help?" in said
    assert "¿Cuándo necesito ayuda?" in said


def test_a_pack_holds_its_second_language(nurse: Nurse, kiosk: Kiosk) -> None:
    nurse.come_in()
    kiosk.desk.toggle_topic("relapse-what-to-do")
    nurse.tap(nurse.words("desk.one_language"))
    kiosk.desk.type("title", "Brote")
    kiosk.desk.save_pack()
    assert Packs(paths.packs_file()).all()[-1].beside == "es"
    kiosk.desk.clear()
    assert kiosk.desk.desk == Desk()
    kiosk.desk.take_pack("Brote")
    assert kiosk.desk.beside == "es"


def test_clear_all_leaves_the_desk_open_and_nothing_on_it(nurse: Nurse, kiosk: Kiosk) -> None:
    nurse.come_in()
    nurse.tap("Starting baclofen")
    nurse.type("First name", "Sam")
    QGuiApplication.clipboard().setText("Sam")
    nurse.tap(nurse.words("desk.clear"))
    assert nurse.at is Kind.DESK
    assert kiosk.desk.desk == Desk()
    clear_away()
    assert not [told for told in desks_and_handouts() if "Sam" in told]
    assert QGuiApplication.clipboard().text() == ""


def test_a_desk_that_nobody_touches_warns_and_then_returns_to_the_attract_screen(nurse: Nurse, kiosk: Kiosk) -> None:
    nurse.come_in()
    nurse.type("First name", "Sam")
    for _ in range(40):
        kiosk.idle.tick()
    assert nurse.words("lock.title") in nurse.read()
    assert "Sam" not in nurse.read()
    for _ in range(19):
        kiosk.idle.tick()
    assert nurse.at is Kind.DESK
    kiosk.idle.tick()
    assert nurse.at is Kind.ATTRACT
    assert not [told for told in desks_and_handouts() if "Sam" in told]


def test_more_time_that_a_patient_asked_for_is_no_time_for_the_desk(nurse: Nurse, kiosk: Kiosk) -> None:
    kiosk.idle.give_time()
    nurse.come_in()
    for _ in range(40):
        kiosk.idle.tick()
    assert nurse.words("lock.title") in nurse.read()


def test_home_from_make_it_easier_locks_the_desk(nurse: Nurse, kiosk: Kiosk) -> None:
    nurse.come_in()
    nurse.type("First name", "Sam")
    nurse.tap(nurse.words("rail.easier"), nurse.words("easier.theme.dark"), nurse.words("bar.done"))
    assert nurse.at is Kind.DESK
    assert kiosk.desk.desk.name == "Sam"
    nurse.tap(nurse.words("rail.easier"), nurse.words("bar.home"))
    assert kiosk.desk.desk == Desk()
    assert not kiosk.desk.open


@pytest.mark.parametrize("lock", ["lock", "error"])
def test_a_finger_that_rests_on_the_desk_keeps_no_word_of_it_on_the_glass(
    nurse: Nurse, kiosk: Kiosk, lock: str
) -> None:
    nurse.come_in()
    nurse.type("First name", "Sam")
    point = nurse.finger.middle(nurse.words("desk.find_topic"))
    nurse.finger.press(point)
    kiosk.desk.lock() if lock == "lock" else kiosk.presenter.fail("error.general")
    assert nurse.at is (Kind.ATTRACT if lock == "lock" else Kind.ERROR)
    clear_away()
    assert "Sam" not in held(kiosk)
    nurse.finger.lift(point)
    assert nurse.at is (Kind.ATTRACT if lock == "lock" else Kind.ERROR)


def test_a_code_leads_from_the_patient_to_the_desk_and_to_paper(nurse: Nurse, kiosk: Kiosk, printed: Path) -> None:
    words, presenter = nurse.words, kiosk.presenter
    nurse.tap("Baclofen", words("topic.add"), words("topic.ask"))
    question = presenter.topic().prompts.questions[0].plain
    nurse.tap(question, words("ask.done"), words("bar.handout"), words("about.drive"), words("handout.ask_staff"))
    nurse.wait_for("asked")
    code = presenter.printing.code
    assert code
    assert code in nurse.read()
    assert not printed.exists()

    nurse.come_in()
    assert question not in nurse.read()
    nurse.tap(words("desk.kept"))
    assert code in nurse.read()
    nurse.tap(f"{words('kept.open')}: {code}")
    assert nurse.at is Kind.DESK
    assert kiosk.desk.desk.topics == ("baclofen",)
    assert kiosk.desk.desk.questions == (question,)
    assert kiosk.desk.desk.about_me == ("drive",)
    nurse.tap(words("desk.print"))
    nurse.wait_for("saved")
    assert kiosk.desk.printing.kept.waiting() == ()
    assert len(list(printed.glob("*.pdf"))) == 1


def test_a_kept_sheet_is_printed_as_it_is_or_thrown_away(nurse: Nurse, kiosk: Kiosk, printed: Path) -> None:
    words, kept = nurse.words, kiosk.desk.printing.kept
    first, second = kept.keep(b"%PDF-1.7 one", 1), kept.keep(b"%PDF-1.7 two", 2)
    nurse.come_in()
    nurse.tap(words("desk.kept"), f"{words('kept.drop')}: {second}")
    assert second not in nurse.read()
    nurse.tap(f"{words('kept.print')}: {first}")
    nurse.wait_for("saved")
    assert [path.read_bytes() for path in printed.glob("*.pdf")] == [b"%PDF-1.7 one"]
    assert kept.waiting() == ()


def test_names_that_look_alike_are_asked_about_once(nurse: Nurse, kiosk: Kiosk) -> None:
    words = nurse.words
    nurse.come_in()
    kiosk.desk.toggle_topic("gabapentin")
    until(lambda: kiosk.desk.preview.shown.pages > 0)
    nurse.tap(words("desk.print"))
    assert words("desk.ask", topic="Gabapentin", other="Pregabalin") in nurse.read()
    nurse.tap(words("desk.no_topic", other="Pregabalin"))
    nurse.wait_for("saved")
    assert kiosk.desk.desk.topics == ("pregabalin",)
    nurse.tap(words("desk.back"))
    until(lambda: kiosk.desk.preview.shown.pages > 0)
    nurse.tap(words("desk.print"))
    assert nurse.at is Kind.DESK_PRINT


def test_topics_are_found_by_letters_and_saved_as_a_pack_that_holds_no_name(nurse: Nurse, kiosk: Kiosk) -> None:
    words = nurse.words
    nurse.come_in()
    nurse.type("First name", "Sam")
    nurse.tap(words("desk.find_topic"))
    nurse.type("Find a topic", "pregab")
    nurse.tap("Pregabalin", words("desk.save_pack"))
    nurse.touch_keys("Pain")
    nurse.tap(words("desk.save"))
    assert [one.title for one in Packs(paths.packs_file()).all()] == ["Starting baclofen", "Pain"]
    assert "Sam" not in paths.packs_file().read_text(encoding="utf-8")
    nurse.tap(words("desk.done"))
    assert nurse.finger.control("Pain").isChecked()


def test_a_keyboard_types_into_the_field_and_copies_nothing(nurse: Nurse, kiosk: Kiosk) -> None:
    nurse.come_in()
    nurse.touch_field("First name")
    (field,) = stage_of(kiosk).findChildren(Field)
    QTest.keyClicks(field, "Samm")
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    QGuiApplication.clipboard().setText("pasted")
    for key in (Qt.Key.Key_V, Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_Z):
        QTest.keyClick(field, key, Qt.KeyboardModifier.ControlModifier)
    assert kiosk.desk.desk.name == "Sam"
    assert QGuiApplication.clipboard().text() == "pasted"


def test_a_broken_file_of_packs_or_staff_is_told_and_leaves_the_rest_to_work(
    nurse: Nurse, kiosk: Kiosk, caplog: pytest.LogCaptureFixture
) -> None:
    paths.packs_file().write_text("[[pack]]\ntitle = 3\n", encoding="utf-8")
    nurse.come_in()
    assert nurse.words("desk.packs_broken") in nurse.read()
    assert str(paths.packs_file()) in caplog.text
    nurse.tap(nurse.words("desk.lock"), nurse.words("attract.start"))
    paths.staff_file().write_text("person = 3\n", encoding="utf-8")
    nurse.open_pin()
    assert nurse.words("pin.broken") in nurse.read()


def test_a_letter_that_paper_lacks_is_told_beside_the_field_and_nothing_is_printed(nurse: Nurse, kiosk: Kiosk) -> None:
    nurse.come_in()
    nurse.tap("Starting baclofen")
    nurse.touch_field("First name")
    (field,) = stage_of(kiosk).findChildren(Field)
    field.insert("Sam ☃")
    until(lambda: bool(kiosk.desk.preview.shown.trouble))
    assert "which the kiosk cannot print" in nurse.read()
    nurse.tap(nurse.words("desk.done"))
    assert nurse.words("desk.wrong.name") in nurse.read()
    assert not nurse.finger.control(nurse.words("desk.print")).isEnabled()
    kiosk.desk.print()
    assert nurse.at is Kind.DESK
