"""The edge: what nobody foresaw goes to the log without a person's words, and the person gets a calm page."""

from __future__ import annotations

import logging
import sys
import threading

import pytest

from kiosk.errors import ContentError, KioskError
from ui.guard import Guard

SECRET = "my bladder and my job"


def fail(error: Exception) -> None:
    raise error


def caught(guard: Guard, error: Exception) -> None:
    """Let `error` reach the edge."""
    with pytest.raises(type(error)) as raised:
        fail(error)
    guard.take(raised.type, raised.value, raised.tb)


def test_an_error_nobody_foresaw_shows_the_general_words(caplog: pytest.LogCaptureFixture) -> None:
    shown: list[str] = []
    caught(Guard(shown.append), ZeroDivisionError("division"))
    assert shown == [KioskError.for_patient]
    assert "ZeroDivisionError" in caplog.text
    assert "test_guard.py" in caplog.text


def test_an_error_of_ours_shows_its_own_words_and_tells_staff(caplog: pytest.LogCaptureFixture) -> None:
    shown: list[str] = []
    error = ContentError("The topic is written wrongly.")
    caught(Guard(shown.append), error)
    assert shown == [error.for_patient]
    assert error.for_staff in caplog.text


def test_the_log_never_holds_what_a_person_typed(caplog: pytest.LogCaptureFixture) -> None:
    caught(Guard(lambda _: None), ValueError(SECRET))
    assert SECRET not in caplog.text
    assert all(record.exc_info is None for record in caplog.records)


def test_a_thread_that_ends_by_an_error_is_told_to_the_log_without_its_words(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.__excepthook__)
    Guard(lambda _: None).install()
    voice = threading.Thread(target=fail, args=(ValueError(SECRET),), name="voice")
    voice.start()
    voice.join()
    assert "voice ended: ValueError at" in caplog.text
    assert "in fail" in caplog.text
    assert SECRET not in caplog.text


def test_an_error_of_the_error_page_itself_is_only_logged(caplog: pytest.LogCaptureFixture) -> None:
    calls: list[str] = []

    def broken(phrase: str) -> None:
        calls.append(phrase)
        caught(guard, RuntimeError("again"))

    guard = Guard(broken)
    caught(guard, RuntimeError("first"))
    assert calls == [KioskError.for_patient]
    assert len([record for record in caplog.records if record.levelno == logging.ERROR]) == 2
    caught(guard, RuntimeError("later"))
    assert len(calls) == 2


def test_the_guard_stands_where_qt_hands_its_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    guard = Guard(lambda _: None)
    guard.install()
    assert sys.excepthook == guard.take


def test_a_key_that_stops_the_program_still_stops_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    shown: list[str] = []
    passed: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "__excepthook__", lambda kind, error, trace: passed.append(kind))
    Guard(shown.append).take(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert passed == [KeyboardInterrupt]
    assert shown == []
    assert caplog.text == ""
