"""What staff typed is heard by one pair of ears, where a voice can say it; else it is said once that none can."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.readaloud.espeak import EspeakVoice
from kiosk.session import Comfort, Kind, Place, Session
from kiosk.settings import Settings
from kiosk.staff.desk import Desk
from tests.support.listener import Heard, hear
from tests.support.screens import kiosk_on, show
from tests.support.source import ROOT
from ui.adapters.sound import SoundPlayer
from ui.adapters.sound_output import ClockOutput
from ui.app import Kiosk

GUIDED = Comfort(guide=True)
OWN = Desk(name="Wilhelmina", plan="Ring me on Monday.\nTake 10 mg at night.", topics=("baclofen",))
TYPED = ("Wilhelmina", "Ring me on Monday.", "Take 10 mg at night.")


@pytest.fixture
def kiosk() -> Iterator[Kiosk]:
    with kiosk_on("landscape", ROOT / "content" / "ms", Settings(voice="none", idle_seconds=900)) as one:
        yield one


def at_desk(kiosk: Kiosk) -> Heard:
    """Put `OWN` on the desk and return what is heard from now on."""
    heard = hear(kiosk)
    kiosk.desk.desk = OWN
    show(kiosk, Session(place=Place(Kind.DESK), comfort=GUIDED))
    return heard


def feel_all(kiosk: Kiosk) -> None:
    for key in kiosk.window.guide._felt._things:
        kiosk.window.guide._point(key)


def all_of(heard: Heard) -> str:
    return " | ".join(one for said in heard.said for one in said)


def test_without_a_headset_nothing_that_was_typed_is_heard_even_where_a_voice_could(kiosk: Kiosk) -> None:
    heard = at_desk(kiosk)
    heard.languages = frozenset({"en-GB"})
    feel_all(kiosk)
    assert heard.said
    assert not [one for one in TYPED if one in all_of(heard)]


def test_into_a_headset_what_was_typed_is_heard_behind_the_name_of_its_place(kiosk: Kiosk) -> None:
    heard = at_desk(kiosk)
    heard.languages = frozenset({"en-GB"})
    kiosk.window.guide.ears.tell_key(inside=True)
    heard.said.clear()
    feel_all(kiosk)
    fields = {said[0]: said[1:] for said in heard.said if "Place to type" in said}
    first = next(said for name, said in fields.items() if name.startswith("First name"))
    assert first[0] == "Place to type"
    assert first[-1] == "Wilhelmina"
    plan = next(said for name, said in fields.items() if name.startswith("Plan"))
    assert plan[-2:] == TYPED[1:]
    assert any(said[-1] == "Nothing typed" for said in fields.values()), "the note is empty"
    assert any(said[0] == "Print for Wilhelmina" for said in heard.said)


def test_each_word_is_heard_as_it_is_typed_into_a_headset_only(kiosk: Kiosk) -> None:
    heard, typed = at_desk(kiosk), kiosk.window._wishes.typed_wanted
    heard.languages = frozenset({"en-GB"})
    for alone in (False, True):
        kiosk.window.guide.ears.tell_key(inside=alone)
        for text in ("", "Ring", "Ring ", "Ring W", "Ring Wanda.", "Bring Wanda.", "Ring Wanda", " "):
            heard.said.clear()
            typed.emit("note", text)
            said = [words for words in heard.said if words in (("Ring",), ("Wanda.",), ("Wanda",))]
            assert said == ([(text.split()[-1],)] if alone and text in ("Ring ", "Ring Wanda.") else []), text


def test_where_no_voice_can_say_it_that_is_said_once_a_turn_and_no_more(kiosk: Kiosk) -> None:
    heard = at_desk(kiosk)
    kiosk.window.guide.ears.tell_key(inside=True)
    heard.said.clear()
    feel_all(kiosk)
    feel_all(kiosk)
    told = all_of(heard)
    assert told.count("I have no voice for names, and for words that somebody typed.") == 1
    assert not [one for one in TYPED if one in told]
    kiosk.presenter.end_turn()
    heard = at_desk(kiosk)
    feel_all(kiosk)
    assert "I have no voice for names" in all_of(heard), "to the next person again"


def test_what_was_said_alone_is_not_said_again_once_the_headset_is_out(kiosk: Kiosk) -> None:
    heard = at_desk(kiosk)
    heard.languages = frozenset({"en-GB"})
    guide = kiosk.window.guide
    guide.ears.tell_key(inside=True)
    guide._point(next(key for key in guide._felt._things if str(key[0]).startswith("First name")))  # type: ignore[index]
    assert heard.said[-1][-1] == "Wilhelmina"
    guide.ears.tell_key(inside=False)
    heard.said.clear()
    guide.teller.again()
    feel_all(kiosk)
    assert "Wilhelmina" not in all_of(heard)


def wait_for(what: object, seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not what() and time.monotonic() < end:  # type: ignore[operator]
        QApplication.processEvents()
        time.sleep(0.005)
    assert what()  # type: ignore[operator]


def test_nothing_of_it_stays_with_the_kiosk_when_the_turn_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real sound room and the real program: what was said is in no script, list or store afterwards."""
    if not EspeakVoice("en-GB").available():
        pytest.skip("espeak-ng is not installed")
    asked: list[str] = []
    real = EspeakVoice._asked
    monkeypatch.setattr(EspeakVoice, "_asked", lambda self, words, line, patience: (
        asked.append(line), real(self, words, line, patience))[1])  # fmt: skip
    monkeypatch.setattr("ui.adapters.sound_output.open_sink", lambda rate, volume: ClockOutput(rate))
    settings = Settings(voice="espeak-ng", idle_seconds=900, sounds_mb=0, guide_headset=False)
    with kiosk_on("landscape", ROOT / "content" / "ms", settings) as kiosk:
        reading, guide = kiosk.presenter.reading, kiosk.window.guide
        reading.warm_up()
        wait_for(lambda: reading.speaks("en-GB"))
        player = kiosk.supply.player
        assert isinstance(player, SoundPlayer)
        player._keeps_record = True  # else nothing is made where there is no loudspeaker
        kiosk.desk.desk = OWN
        guide.ears.tell_key(inside=True)
        show(kiosk, Session(place=Place(Kind.DESK), comfort=replace(GUIDED, speed=4)))
        guide._point(next(key for key in guide._felt._things if str(key[0]).startswith("First name")))  # type: ignore[index]
        wait_for(lambda: any("Wilhelmina" in line for line in asked))
        kiosk.presenter.end_turn()
        QApplication.processEvents()
        time.sleep(0.3)
        held = (player._script, player._placed, player._maker._kept, player._maker._wanted, player._silence._kept,
                player._silence._wanted, guide.teller._said, reading.player, reading._sent)  # fmt: skip
        assert "Wilhelmina" not in repr(held)
