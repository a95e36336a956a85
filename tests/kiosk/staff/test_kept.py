"""Sheets that wait for the printer: under a code, in memory, for a while."""

from __future__ import annotations

from kiosk.session import Letter, Sheet
from kiosk.staff.kept import MOST_SHEETS, KeptSheets


class Watch:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_kept_sheet_comes_back_once_under_its_code() -> None:
    kept = KeptSheets()
    code = kept.keep(b"one", 2)
    sheet = kept.take(code.lower())
    assert sheet is not None
    assert (sheet.pdf, sheet.pages) == (b"one", 2)
    assert kept.take(code) is None


def test_the_same_handout_keeps_its_code() -> None:
    kept = KeptSheets()
    assert kept.keep(b"one", 2) == kept.keep(b"one", 2)
    assert len(kept.waiting()) == 1


def test_codes_are_a_digit_and_a_letter_and_never_two_alike() -> None:
    kept = KeptSheets()
    codes = {kept.keep(b"%d" % number, 1) for number in range(MOST_SHEETS)}
    assert len(codes) == MOST_SHEETS
    assert all(len(code) == 2 and code[0].isdecimal() and code[1].isupper() for code in codes)
    assert not set("".join(codes)) & set("0125IOSBDPVMNHAG")


def test_a_sheet_is_gone_after_the_next_hour_and_the_oldest_makes_room() -> None:
    watch = Watch()
    kept = KeptSheets(watch)
    first = kept.keep(b"first", 1)
    watch.now = 7199.0
    assert kept.waiting()
    watch.now = 7200.0
    assert kept.waiting() == ()
    assert kept.take(first) is None
    codes = [kept.keep(b"%d" % number, 1) for number in range(MOST_SHEETS + 1)]
    assert len(kept.waiting()) == MOST_SHEETS
    assert kept.waiting()[0].code == codes[1]
    kept.clear()
    assert kept.waiting() == ()


def test_what_a_patient_chose_waits_beside_the_pages_and_finding_takes_nothing_away() -> None:
    watch = Watch()
    kept = KeptSheets(watch)
    chosen = Sheet(("baclofen",), ("Can I drive?",))
    code = kept.keep(b"one", 2, chosen, Letter.GIANT)
    watch.now = 150.0
    for _ in range(2):
        sheet = kept.find(code.lower())
        assert sheet is not None
        assert (sheet.sheet, sheet.letter, kept.minutes(sheet)) == (chosen, Letter.GIANT, 2)
    assert kept.find("00") is None


def test_an_error_that_quotes_a_kept_sheet_tells_nothing_of_the_person() -> None:
    kept = KeptSheets()
    kept.keep(b"Sam", 1, Sheet(("baclofen",), ("Can Sam drive?",)))
    assert "Sam" not in repr(kept.waiting())
