"""Words whose sound nobody has settled, and a lexicon as a table to listen by."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from kiosk import paths
from kiosk.bundle.findings import Gravity
from kiosk.check import sound_rules
from kiosk.check.report import check_path
from kiosk.cli import check
from kiosk.errors import UsageError
from tests.kiosk.bundle.makers import TOPIC, write_pack

ENTRY = '[word.{}]\nipa = "x"\nrespell = "X"\nwrong = "y"\nreviewer = "{}"\n'
TERM = '[[term]]\nword = "{}"\nsay = ["X"]\nplain = "Shaking."\nalso = []\n'


def pack_with(folder: Path, words: str, lexicon: str = "", glossary: str = "") -> Path:
    topic = TOPIC.replace("Take it with **food", f"{words}\n\nTake it with **food", 1)
    pack = write_pack(folder / "pack", {"baclofen": topic})
    (pack / "lexicon.toml").write_text(
        ENTRY.format("baclofen", "nurse") + ENTRY.format("lioresal", "nurse") + lexicon, encoding="utf-8"
    )
    (pack / "glossary.toml").write_text(glossary, encoding="utf-8")
    return pack


def told(pack: Path, code: str) -> list[str]:
    return [
        f"{one.severity.value} {one.wrong.split(chr(39))[1]}" for one in check_path(pack).findings if one.code == code
    ]


def test_a_word_in_neither_the_lexicon_nor_the_dictionary_is_one_warning_where_it_stands(tmp_path: Path) -> None:
    pack = pack_with(
        tmp_path, "Ask about zorbafen. Zorbafen's use, blemoxin, 5 cm and TZQ.", ENTRY.format("blemoxin", "")
    )
    (found,) = [one for one in check_path(pack).findings if one.code == "no-sound"]
    assert found.severity is Gravity.WARNING
    assert "'zorbafen'" in found.wrong
    assert "zorbafen" in found.path.read_text(encoding="utf-8").splitlines()[found.line - 1]


def test_a_word_of_the_glossary_needs_an_entry_though_every_dictionary_has_it(tmp_path: Path) -> None:
    glossary = TERM.format("tremor") + TERM.format("foot drop")
    assert told(pack_with(tmp_path, "Sit.", glossary=glossary), "name-without-sound") == ["warning tremor"]
    assert told(pack_with(tmp_path, "Sit.", ENTRY.format("tremor", ""), glossary), "name-without-sound") == []


def test_an_entry_without_a_slip_is_a_hint_and_who_has_not_listened_is_told_once(tmp_path: Path) -> None:
    pack = pack_with(tmp_path, "Sit.", '[word.spasm]\nipa = "x"\n' + ENTRY.format("tremor", ""))
    assert told(pack, "sound-entry") == ["hint spasm"]
    (hint,) = [one for one in check_path(pack).findings if one.code == "not-listened"]
    assert hint.wrong == "Nobody has listened to 2 of 4 words of the lexicon."


def test_without_the_dictionary_it_says_that_nothing_was_looked_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sound_rules, "_dictionary", frozenset)
    (hint,) = [one for one in check_path(pack_with(tmp_path, "Zorbafen.")).findings if one.code == "no-sound"]
    assert (hint.severity, "pocketsphinx is not installed" in hint.wrong) == (Gravity.HINT, True)


def test_every_word_of_the_shipped_pack_has_its_sound() -> None:
    found = [one for one in check_path(paths.shipped_pack()).findings if one.code in ("no-sound", "name-without-sound")]
    assert [one.wrong for one in found] == []


def test_the_lexicon_is_printed_as_a_table_to_listen_by(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    check.arguments(parser)
    pack = pack_with(tmp_path, "Sit.", '[word.spasm]\nipa = "spˈazəm"\nrespell = "SPAZ-um"\n')
    lexicon = pack / "lexicon.toml"
    lexicon.write_text(lexicon.read_text(encoding="utf-8").replace('"x"', '"ˈa"').replace('"y"', '"ˈiː"'), "utf-8")
    check.run(parser.parse_args([str(pack), "--lexicon"]))
    out = capsys.readouterr().out
    assert "spasm                   SPAZ-um                     spˈazəm" in out
    assert "3 words, 2 with a slip, 2 listened to" in out
    lexicon.unlink()
    with pytest.raises(UsageError, match="there is none"):
        check.run(parser.parse_args([str(pack), "--lexicon"]))
