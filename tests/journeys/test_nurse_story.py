"""Stories of staff at the kiosk: a PIN, three touches to paper, sheets that waited, and a desk that forgets."""

from __future__ import annotations

import gc
import logging
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kiosk import paths
from kiosk.handout.request import Handout
from kiosk.session import Kind, Session
from kiosk.settings import Settings
from kiosk.staff.desk import Desk
from kiosk.staff.packs import Pack, Packs
from kiosk.staff.people import StaffList
from tests.support.screens import Finger, clear_away, kiosk_on, stage_of, touch_screen
from tests.support.source import ROOT
from ui.app import Kiosk
from ui.widgets.button import Button
from ui.widgets.field import Field

PIN, WRONG = "481903", "736251"
CANARY = "Zebedee Quorn"


@pytest.fixture(scope="module")
def touch() -> QPointingDevice:
    QApplication.instance() or QApplication([])
    return touch_screen()


@pytest.fixture
def printed(tmp_path: Path) -> Path:
    return tmp_path / "printed"


@pytest.fixture
def kiosk(printed: Path) -> Iterator[Kiosk]:
    StaffList(paths.staff_file(), pepper=b"").add("Ana", PIN)
    Packs(paths.packs_file()).save(Pack("Starting baclofen", ("baclofen", "talking-to-your-ms-team")))
    settings = Settings(voice="none", print_folder=str(printed), idle_seconds=300, staff_lock_seconds=60)
    with kiosk_on("landscape", ROOT / "content" / "ms", settings) as one:
        yield one


class Nurse:
    """Someone who touches what they read, and types on the glass."""

    def __init__(self, kiosk: Kiosk, touch: QPointingDevice) -> None:
        self.kiosk, self.finger, self.taps = kiosk, Finger(kiosk.window, touch), 0
        self.words = kiosk.presenter.phrases

    def tap(self, *names: str) -> None:
        for name in names:
            self.finger.tap(name)
            self.taps += 1

    @property
    def at(self) -> Kind:
        return self.kiosk.presenter.session.place.kind

    def wait_until(self, come: Callable[[], bool]) -> None:
        end = time.monotonic() + 20.0
        while not come():
            assert time.monotonic() < end, f"waited in vain at {self.kiosk.presenter.session.place}"
            QApplication.processEvents()
            time.sleep(0.005)

    def read(self) -> str:
        stage = stage_of(self.kiosk)
        parts = [one for one in stage.findChildren(QWidget) if not one.isHidden()]
        return "\n".join(f"{one.accessibleName()} {one.accessibleDescription()}" for one in parts)

    def enter(self, pin: str) -> None:
        self.tap(*pin, self.words("pin.open"))

    def come_in(self) -> None:
        self.tap(self.words("rail.easier"), self.words("easier.staff"))
        self.enter(PIN)
        self.wait_until(lambda: self.at is Kind.DESK)

    def touch_field(self, label: str) -> None:
        (field,) = [one for one in stage_of(self.kiosk).findChildren(Field) if one.accessibleName().startswith(label)]
        point = field.mapTo(self.kiosk.window, field.rect().center())
        self.finger.press(point)
        self.finger.lift(point)

    def type(self, label: str, text: str) -> None:
        """Type on the keyboard on the glass; capitals by its own key."""
        self.touch_field(label)
        assert self.at is Kind.DESK_TYPE
        for letter in text:
            name = self.words("key.space") if letter == " " else letter
            shown = {one.accessibleName() for one in stage_of(self.kiosk).findChildren(Button) if one.isVisible()}
            if name not in shown:
                self.tap(self.words("key.shift"))
            self.tap(name)
        self.tap(self.words("desk.done"))


@pytest.fixture
def nurse(kiosk: Kiosk, touch: QPointingDevice) -> Nurse:
    kiosk.presenter.start()
    return Nurse(kiosk, touch)


def held(kiosk: Kiosk) -> str:
    """Return every word that a widget still holds, shown or not, and what the program's own values say."""
    told = []
    for one in QApplication.allWidgets():
        told += [one.accessibleName(), one.accessibleDescription(), one.objectName(), one.windowTitle()]
        told.append(str(getattr(one, "words", "")))
        text = getattr(one, "text", None)
        told.append(str(text()) if callable(text) else "")
    return "\n".join([*told, repr(kiosk.presenter.session)])


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
    nurse.wait_until(lambda: kiosk.presenter.session.place.message == "saved")
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
    nurse.wait_until(lambda: kiosk.desk.preview.shown.pages > 0)
    nurse.tap(nurse.words("desk.print_for", name=CANARY))
    nurse.wait_until(lambda: kiosk.presenter.session.place.message == "saved")
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


def test_four_wrong_pins_are_free_then_each_waits_and_the_right_one_must_wait_too(nurse: Nurse, kiosk: Kiosk) -> None:
    words = nurse.words
    nurse.tap(words("rail.easier"), words("easier.staff"))
    for left in (3, 2, 1, 0):
        nurse.enter(WRONG)
        nurse.wait_until(lambda: kiosk.desk.pin.told == "wrong")
        assert words("pin.wrong", count=left) in nurse.read()
        assert "•" not in nurse.read()
    nurse.enter(WRONG)
    nurse.wait_until(lambda: kiosk.desk.pin.told == "wait")
    assert words("pin.wait", count=kiosk.desk.pin.seconds) in nurse.read()
    assert 25 <= kiosk.desk.pin.seconds <= 30
    nurse.tap(*PIN)
    assert not nurse.finger.control(words("pin.open")).isEnabled()
    kiosk.desk.pin.unlock()
    assert nurse.at is Kind.PIN
    assert PIN not in nurse.read()


def test_who_is_not_staff_goes_back_and_has_lost_nothing(nurse: Nurse, kiosk: Kiosk) -> None:
    words = nurse.words
    nurse.tap("Baclofen", words("topic.add"))
    place = kiosk.presenter.session.place
    nurse.tap(words("rail.easier"), words("easier.staff"), "4", "8")
    nurse.tap(words("bar.back"), words("bar.done"))
    assert kiosk.presenter.session.place == place
    assert kiosk.presenter.session.sheet.topics == ("baclofen",)
    assert kiosk.desk.pin.digits == ""


def test_where_nobody_is_listed_nothing_opens_and_the_page_says_who_can_help(nurse: Nurse, kiosk: Kiosk) -> None:
    paths.staff_file().unlink()
    nurse.tap(nurse.words("rail.easier"), nurse.words("easier.staff"))
    assert "kiosk staff add" in nurse.read()
    nurse.tap(*PIN)
    assert not nurse.finger.control(nurse.words("pin.open")).isEnabled()


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
    nurse.wait_until(lambda: presenter.session.place.message == "asked")
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
    nurse.wait_until(lambda: presenter.session.place.message == "saved")
    assert kiosk.desk.printing.kept.waiting() == ()
    assert len(list(printed.glob("*.pdf"))) == 1


def test_a_kept_sheet_is_printed_as_it_is_or_thrown_away(nurse: Nurse, kiosk: Kiosk, printed: Path) -> None:
    words, kept = nurse.words, kiosk.desk.printing.kept
    first, second = kept.keep(b"%PDF-1.7 one", 1), kept.keep(b"%PDF-1.7 two", 2)
    nurse.come_in()
    nurse.tap(words("desk.kept"), f"{words('kept.drop')}: {second}")
    assert second not in nurse.read()
    nurse.tap(f"{words('kept.print')}: {first}")
    nurse.wait_until(lambda: kiosk.presenter.session.place.message == "saved")
    assert [path.read_bytes() for path in printed.glob("*.pdf")] == [b"%PDF-1.7 one"]
    assert kept.waiting() == ()


def test_names_that_look_alike_are_asked_about_once(nurse: Nurse, kiosk: Kiosk) -> None:
    words = nurse.words
    nurse.come_in()
    kiosk.desk.toggle_topic("gabapentin")
    nurse.wait_until(lambda: kiosk.desk.preview.shown.pages > 0)
    nurse.tap(words("desk.print"))
    assert words("desk.ask", topic="Gabapentin", other="Pregabalin") in nurse.read()
    nurse.tap(words("desk.no_topic", other="Pregabalin"))
    nurse.wait_until(lambda: kiosk.presenter.session.place.message == "saved")
    assert kiosk.desk.desk.topics == ("pregabalin",)
    nurse.tap(words("desk.back"))
    nurse.wait_until(lambda: kiosk.desk.preview.shown.pages > 0)
    nurse.tap(words("desk.print"))
    assert nurse.at is Kind.DESK_PRINT


def test_topics_are_found_by_letters_and_saved_as_a_pack_that_holds_no_name(nurse: Nurse, kiosk: Kiosk) -> None:
    words = nurse.words
    nurse.come_in()
    nurse.type("First name", "Sam")
    nurse.tap(words("desk.find_topic"))
    nurse.type("Find a topic", "pregab")
    nurse.tap("Pregabalin", words("desk.save_pack"))
    for letter in "Pain":
        if letter not in nurse.read():
            nurse.tap(words("key.shift"))
        nurse.tap(letter)
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


def test_digits_that_nobody_goes_on_with_are_taken_back(nurse: Nurse, kiosk: Kiosk) -> None:
    nurse.tap(nurse.words("rail.easier"), nurse.words("easier.staff"), "4", "8", "1")
    for _ in range(29):
        kiosk.desk.pin.count_down()
    assert kiosk.desk.pin.digits == "481"
    kiosk.desk.pin.count_down()
    assert kiosk.desk.pin.digits == ""


def test_who_left_the_page_of_the_pin_is_not_let_in_by_an_answer_that_comes_late(nurse: Nurse, kiosk: Kiosk) -> None:
    nurse.tap(nurse.words("rail.easier"), nurse.words("easier.staff"))
    nurse.enter(PIN)
    nurse.tap(nurse.words("bar.home"))
    nurse.wait_until(lambda: not kiosk.desk.pin.checking)
    assert nurse.at is Kind.HOME
    assert not kiosk.desk.open


def test_a_broken_file_of_packs_or_staff_is_told_and_leaves_the_rest_to_work(
    nurse: Nurse, kiosk: Kiosk, caplog: pytest.LogCaptureFixture
) -> None:
    paths.packs_file().write_text("[[pack]]\ntitle = 3\n", encoding="utf-8")
    nurse.come_in()
    assert nurse.words("desk.packs_broken") in nurse.read()
    assert str(paths.packs_file()) in caplog.text
    nurse.tap(nurse.words("desk.lock"), nurse.words("attract.start"))
    paths.staff_file().write_text("person = 3\n", encoding="utf-8")
    nurse.tap(nurse.words("rail.easier"), nurse.words("easier.staff"))
    assert nurse.words("pin.broken") in nurse.read()


def test_a_pin_is_verified_while_the_glass_goes_on(nurse: Nurse, kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    who = StaffList.who

    def watched(self: StaffList, pin: str, people: object = None) -> object:
        seen.append(threading.current_thread().name)
        return who(self, pin)

    monkeypatch.setattr(StaffList, "who", watched)
    nurse.come_in()
    assert seen
    assert threading.current_thread().name not in seen


def test_a_letter_that_paper_lacks_is_told_beside_the_field_and_nothing_is_printed(nurse: Nurse, kiosk: Kiosk) -> None:
    nurse.come_in()
    nurse.tap("Starting baclofen")
    nurse.touch_field("First name")
    (field,) = stage_of(kiosk).findChildren(Field)
    field.insert("Sam ☃")
    nurse.wait_until(lambda: bool(kiosk.desk.preview.shown.trouble))
    assert "which the kiosk cannot print" in nurse.read()
    nurse.tap(nurse.words("desk.done"))
    assert nurse.words("desk.wrong.name") in nurse.read()
    assert not nurse.finger.control(nurse.words("desk.print")).isEnabled()
    kiosk.desk.print()
    assert nurse.at is Kind.DESK
