"""The pack's own sounds, and what is said when its lexicon is written wrongly."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk import paths
from kiosk.errors import ContentError
from kiosk.readaloud.kokoro import model_letters
from kiosk.readaloud.lexicon import Entry, Lexicon, load

LEXICON = Lexicon(
    words={"spasm": Entry("spˈazəm"), "tablet": Entry("tˈablət"), "pulse": Entry("pˈʌls"), "ms": Entry("ˌɛmˈɛs")},
    said={"MS": "em ess", "GP": "gee pee"},
)


@pytest.mark.parametrize(
    ("word", "ipa"),
    [("spasm", "spˈazəm"), ("Spasm", "spˈazəm"), ("spasms", "spˈazəmz"), ("spasm's", "spˈazəmz"),
     ("tablets", "tˈabləts"),
     ("pulses", "pˈʌlsɪz"), ("walk", None)],
)  # fmt: skip
def test_plurals_and_possessives_need_no_entry(word: str, ipa: str | None) -> None:
    assert LEXICON.ipa(word) == ipa


def test_a_form_is_said_as_settled_and_its_case_counts() -> None:
    assert LEXICON.say("MS") == "em ess"
    assert LEXICON.say("GPs") == "gee pees"
    assert LEXICON.say("MS’s") == "em esses"
    assert LEXICON.say("ms") is None


def test_a_pack_without_a_lexicon_has_an_empty_one(tmp_path: Path) -> None:
    assert load(tmp_path / "lexicon.toml") == Lexicon()


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ('[word.x]\nipa = ""', "needs ipa"),
        ("[word.x]\nrespell = 'X'", "needs ipa"),
        ('[word.x]\nipa = "BAK lo"', "no sound of English"),
        ("[said.X]\nsay = 3", "needs say"),
        ("[words.x]\nipa = 'a'", "'words' is not known"),
        ("word = 3", "table of its own"),
        ("[word.x\n", "cannot be read"),
    ],
)
def test_a_wrong_entry_is_named_with_what_to_write(tmp_path: Path, written: str, told: str) -> None:
    path = tmp_path / "lexicon.toml"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(ContentError, match=told):
        load(path)


def test_the_ms_pack_says_its_medicines_by_its_own_lexicon() -> None:
    lexicon = load(paths.shipped_pack() / "lexicon.toml")
    assert {"baclofen", "tizanidine", "spasticity"} <= set(lexicon.words)
    assert lexicon.say("MS") == "em ess"


def test_a_sound_reaches_the_voice_however_a_dictionary_writes_it() -> None:
    assert model_letters("ˈbækləfen") == model_letters("bˈakləfɛn") == "bˈakləfɛn"
    assert model_letters("taɪˈzænɪdiːn") == "tIzˈanɪdiːn"
    assert model_letters("lˈɪtəl əlˈaʊ") == "lˈɪtᵊl əlˈW"
