"""The bundled fonts: every character of every topic and phrase, one height of capitals, a zero that reads as a zero."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from fontTools.pens.areaPen import AreaPen
from fontTools.ttLib import TTFont

STYLES = ("Regular", "Bold")
CHAIN = ("KioskHyperlegible", "NotoSans")
ON_SCREEN = (*CHAIN, "NotoSansArabic")
"""Arabic is a language of the screens alone."""
LAYOUT = set("\n\t")
"""Characters that lay text out and are never drawn."""


def font(root: Path, family: str, style: str) -> TTFont:
    """Open one of the bundled fonts."""
    return TTFont(root / "resources" / "fonts" / f"{family}-{style}.ttf")


def characters(root: Path) -> dict[str, str]:
    """Return every character of topics, packs and interface words, with a file it stands in."""
    patterns = ("content/*/*.toml", "content/*/topics/*/*.md", "resources/phrases/**/*.toml")
    files = [path for pattern in patterns for path in root.glob(pattern)]
    assert files
    return {
        char: path.relative_to(root).as_posix()
        for path in files
        if path.name != "lexicon.toml"  # holds phonetic signs, which are never shown
        for char in path.read_text(encoding="utf-8")
        if char not in LAYOUT
    }


@pytest.mark.parametrize("style", STYLES)
def test_every_character_of_every_topic_and_phrase_can_be_drawn(root: Path, style: str) -> None:
    covered = {code for family in ON_SCREEN for code in font(root, family, style).getBestCmap()}
    lost = {
        f"{char} U+{ord(char):04X} {unicodedata.name(char, '')} in {path}"
        for char, path in characters(root).items()
        if ord(char) not in covered
    }
    assert not lost


@pytest.mark.parametrize("letters", ["ŵŷŴŶâêîôû", "ğışİĞŞçöü", "ąćęłńóśźż", "ăâîșțȘȚ", "μµ½°£€–’“”…"])
def test_letters_of_languages_to_come_are_in_the_chain(root: Path, letters: str) -> None:
    for style in STYLES:
        covered = {code for family in CHAIN for code in font(root, family, style).getBestCmap()}
        assert not [letter for letter in letters if ord(letter) not in covered]


@pytest.mark.parametrize("style", STYLES)
def test_a_capital_is_0_668_of_the_font_size(root: Path, style: str) -> None:
    opened = font(root, "KioskHyperlegible", style)
    assert opened["glyf"]["H"].yMax / opened["head"].unitsPerEm == 0.668
    assert opened["OS/2"].sCapHeight / opened["head"].unitsPerEm == 0.668


@pytest.mark.parametrize("style", STYLES)
def test_the_zero_is_plain_and_keeps_the_height_of_the_other_figures(root: Path, style: str) -> None:
    glyphs = font(root, "KioskHyperlegible", style)["glyf"]
    zero, eight = glyphs["zero"], glyphs["eight"]
    assert zero.numberOfContours == 2  # an outline and a counter: no slash, no dot
    assert (zero.yMin, zero.yMax, zero.xMax - zero.xMin) == (eight.yMin, eight.yMax, eight.xMax - eight.xMin)


@pytest.mark.parametrize("style", STYLES)
def test_the_zero_is_a_fifth_narrower_than_the_capital_o(root: Path, style: str) -> None:
    glyphs = font(root, "KioskHyperlegible", style)["glyf"]
    zero, letter = glyphs["zero"], glyphs["O"]
    assert (zero.xMax - zero.xMin) / (letter.xMax - letter.xMin) < 0.8


@pytest.mark.parametrize("style", STYLES)
def test_the_zero_is_as_dark_as_the_figures_beside_it(root: Path, style: str) -> None:
    opened = font(root, "KioskHyperlegible", style)
    glyphs = opened.getGlyphSet()

    def ink(name: str) -> float:
        pen = AreaPen(glyphs)
        glyphs[name].draw(pen)
        return abs(pen.value) / glyphs[name].width

    others = [ink(name) for name in ("six", "eight", "nine")]
    assert min(others) * 0.9 < ink("zero") < max(others) * 1.1


@pytest.mark.parametrize("style", STYLES)
def test_figures_of_one_width_stay_in_line_with_the_new_zero(root: Path, style: str) -> None:
    metrics = font(root, "KioskHyperlegible", style)["hmtx"]
    names = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    assert len({metrics[f"{name}.tf"][0] for name in names}) == 1


@pytest.mark.parametrize("style", STYLES)
def test_the_changed_font_does_not_bear_the_name_of_the_one_it_stems_from(root: Path, style: str) -> None:
    names = font(root, "KioskHyperlegible", style)["name"]
    shown = [names.getDebugName(name_id) or "" for name_id in (1, 3, 4, 6)]
    assert all("Atkinson" not in name for name in shown)
    assert names.getDebugName(1) == "Kiosk Hyperlegible"
    assert "Braille Institute" in (names.getDebugName(0) or "")
    assert "Open Font License" in (names.getDebugName(13) or "")


@pytest.mark.parametrize("family", ON_SCREEN)
def test_the_licence_lies_beside_each_font(root: Path, family: str) -> None:
    text = (root / "resources" / "fonts" / f"{family}-OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
