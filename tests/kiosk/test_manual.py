"""The manual: what it tells to type can be typed, what it says of screens is what they say, and it is accessible."""

from __future__ import annotations

import argparse
import re
import shlex
import tomllib
from dataclasses import fields
from pathlib import Path

import page
import pikepdf
import pytest
from pypdf import PdfReader

from kiosk import paths, phrases
from kiosk.cli import VERBS, load
from kiosk.cli.manual import run
from kiosk.errors import HandoutError
from kiosk.handout.manual import draw_manual
from kiosk.settings import Settings

TEXT = paths.manual().read_text(encoding="utf-8")
FENCES = re.findall(r"^```\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
TYPED = [line for fence in FENCES for line in fence.splitlines()] + re.findall(r"`([^`\n]+)`", TEXT.replace("```", ""))
COMMANDS = sorted({line for line in TYPED if line.startswith("kiosk ")})


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("manual") / "manual.pdf"
    assert run(argparse.Namespace(out=file)) == 0
    return file


def test_the_manual_tells_enough_commands_to_be_worth_checking() -> None:
    assert len(COMMANDS) > 15


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_manual_is_one_that_the_program_takes(command: str) -> None:
    _, verb, *rest = shlex.split(command)
    assert verb in VERBS
    if rest:
        parser = argparse.ArgumentParser(allow_abbrev=False)
        load(verb).arguments(parser)
        if verb == "bundle" and rest == ["sign"]:  # named without its file
            rest.append("--help")
        try:
            parser.parse_args(rest)
        except SystemExit as ended:
            assert ended.code == 0, command


def test_every_setting_that_is_written_in_the_manual_is_one() -> None:
    written = [fence for fence in FENCES if re.match(r"\w+ = ", fence)]
    assert written
    names = {field.name for field in fields(Settings)}
    for fence in written:
        assert tomllib.loads(fence).keys() <= names
    for name in re.findall(r"`(\w+) = ", TEXT):
        assert name in names


def test_what_a_patients_screen_says_is_told_in_its_own_words() -> None:
    table = TEXT.partition("| The screen says |")[2].partition("\n\n")[0]
    told = [row.split("|")[1].strip() for row in table.splitlines()[2:]]
    source = tomllib.loads((paths.resources() / "phrases" / "en-GB.toml").read_text(encoding="utf-8"))
    said = {words for group in (source["print"], source["error"]) for words in group.values()}
    assert len(told) > 8
    for words in told:
        assert words.partition(" (")[0] in said or any(words.partition(" (")[0] in str(one) for one in said), words


def test_every_trouble_of_the_printer_is_in_the_manual() -> None:
    from ui.print_run import WAITING

    words = phrases.load("en-GB")
    for state in WAITING:
        assert words(f"print.{state}") in TEXT


def test_the_manual_is_an_accessible_document_with_headings_and_pictures(pdf: Path) -> None:
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
        result = page.validate_pdf_bytes(pdf.read_bytes(), profile=profile)
        assert result.is_compliant, str(result)
    with pikepdf.open(pdf) as document:
        figures = [
            one for one in document.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]
        assert len(figures) == TEXT.count("![")
        assert all(len(str(figure.Alt)) > 40 for figure in figures)


def test_every_word_of_the_manual_is_on_paper(pdf: Path) -> None:
    said = "".join("".join(sheet.extract_text().split()) for sheet in PdfReader(pdf).pages)
    for line in TEXT.splitlines():
        if line.startswith(("|", "!", "```")) or not line.strip():
            continue
        plain = re.sub(r"^(#+|-|\d+\.) +|[`*]", "", line)
        for sentence in re.split(r"(?<=[.:]) ", plain):
            assert "".join(sentence.split()) in said, sentence


def test_its_list_of_contents_tells_the_page_each_part_begins_on(pdf: Path) -> None:
    sheets = [sheet.extract_text() for sheet in PdfReader(pdf).pages]
    for title in re.findall(r"^# (Part .*)$", TEXT, re.MULTILINE):
        number = next(
            n
            for n, text in enumerate(sheets, 1)
            if re.search(rf"^{re.escape(title)}\s*$", text, re.MULTILINE) and n > 1
        )
        assert re.search(rf"{number}\s*{re.escape(title)}", sheets[0])


@pytest.mark.parametrize("source", ["# A\n\n> quoted\n", "# A\n\n- one\n\n  two\n", "# A\n\n![x](nothing.png)\n"])
def test_what_cannot_be_set_is_named(source: str, tmp_path: Path) -> None:
    file = tmp_path / "m.md"
    file.write_text(source, encoding="utf-8")
    with pytest.raises(HandoutError, match=r"quote|item in line 3|nothing\.png"):
        draw_manual(file, phrases.load("en-GB"), "Version 1")
