"""Words that need the pack around them: the glossary, pages that are named, letters that can be drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.bundle.findings import Finding, Gravity
from kiosk.check.report import check_path
from kiosk.handout import fonts
from kiosk.handout.shaping import SCRIPTS
from kiosk.theme.glyphs import FAMILIES, WEIGHTS, drawable, missing
from tests.kiosk.bundle.makers import TOPIC, write_pack

OTHER = TOPIC.replace('id = "baclofen"', 'id = "spasms"').replace(
    'title = "Baclofen"', 'title = "Stiffness and spasms"'
)
LEXICON = '[word.spasm]\nipa = "x"\n\n[word.tremor]\nipa = "x"\n'
TERM = '[[term]]\nword = "tremor"\nsay = ["TREM", "uh"]\nplain = "Shaking."\nalso = ["tremors"]\n'


def pack_with(folder: Path, words: str, other: str = OTHER) -> Path:
    """Write a pack of two topics, with `words` as a paragraph of the first one."""
    first = TOPIC.replace("Take it with **food", f"{words}\n\nTake it with **food", 1)
    pack = write_pack(folder / "pack", {"baclofen": first, "spasms": other})
    (pack / "lexicon.toml").write_text(LEXICON, encoding="utf-8")
    return pack


def told(pack: Path, code: str) -> list[Finding]:
    return [one for one in check_path(pack).findings if one.code == code]


# -- the glossary ----------------------------------------------------------------------------------------------------


def test_a_word_of_the_lexicon_that_nothing_explains_is_one_hint_for_the_pack(tmp_path: Path) -> None:
    other = OTHER.replace("- Tablets", "- Your tremors")
    (hint,) = told(pack_with(tmp_path, "A tremor may come. This tremor goes.", other), "not-in-glossary")
    assert (hint.severity, hint.path.parent.name) == (Gravity.HINT, "baclofen")
    assert hint.wrong == "'tremor' is a word of the lexicon that nothing explains where it stands (topics: 2)."
    assert "A tremor may come" in hint.path.read_text(encoding="utf-8").splitlines()[hint.line - 1]


@pytest.mark.parametrize(
    "words",
    [
        "**Tremor** may come.",
        "Tremor (shaking) may come.",
        "Shaking (tremor) may come. This tremor goes.",
        "Tremorous.",
    ],
)
def test_a_word_in_bold_or_with_brackets_is_explained_in_its_section(tmp_path: Path, words: str) -> None:
    assert told(pack_with(tmp_path, words), "not-in-glossary") == []


def test_a_word_of_the_glossary_or_of_a_title_needs_no_more_words(tmp_path: Path) -> None:
    pack = pack_with(tmp_path, "Tremors and spasms may come.")
    assert [one.wrong[:9] for one in told(pack, "not-in-glossary")] == ["'Tremors'"]  # 'spasms' is in a title
    (pack / "glossary.toml").write_text(TERM, encoding="utf-8")
    assert told(pack, "not-in-glossary") == []


def test_a_glossary_written_wrongly_is_told_by_its_own_findings(tmp_path: Path) -> None:
    pack = pack_with(tmp_path, "Tremor may come.")
    (pack / "glossary.toml").write_text(TERM.replace("say", "sai"), encoding="utf-8")
    assert [one.code for one in check_path(pack).findings if one.path.name == "glossary.toml"] == [
        "missing-key",
        "unknown-key",
    ]


# -- pages that are named --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "This kiosk has a page on walking.",
        "Read the page on walking.",
        "See 'Walking' for more.",
        "See ‘How do I walk?’ for more.",
        "This kiosk also has pages on baclofen and on walking.",
    ],
)
def test_a_page_that_is_not_there_is_a_hint(tmp_path: Path, words: str) -> None:
    (hint,) = told(pack_with(tmp_path, words), "dead-link")
    assert (hint.severity, hint.path.parent.name) == (Gravity.HINT, "baclofen")
    assert words in hint.path.read_text(encoding="utf-8").splitlines()[hint.line - 1]


@pytest.mark.parametrize(
    "words",
    [
        "This kiosk has a page on stiffness and spasms.",
        "This kiosk also has pages on spasms and on Lioresal too.",
        "This kiosk has pages on medicines.",
        "Read the page on stiff muscles. It names a muscle relaxant.".replace("muscles", "spasm"),
        "See 'Can I stop taking baclofen?' for more.",
        "The MS Trust has a page on walking.",
        "Your doctor can see how you walk.",
    ],
)
def test_a_page_that_is_there_or_somebody_elses_is_left_alone(tmp_path: Path, words: str) -> None:
    assert told(pack_with(tmp_path, words), "dead-link") == []


# -- letters ---------------------------------------------------------------------------------------------------------


def test_a_letter_that_no_bundled_font_holds_is_an_error_told_once_a_file(tmp_path: Path) -> None:
    pack = pack_with(tmp_path, "Pills 💊 help. So do 💊 more.")
    (pack / "glossary.toml").write_text(TERM.replace("Shaking.", "Shaking 手."), encoding="utf-8")
    found = [(one.path.name, one.severity, one.wrong) for one in told(pack, "glyph")]
    assert found == [
        ("en-GB.md", Gravity.ERROR, "The fonts of the kiosk cannot draw '💊' (U+1F48A, pill)."),
        (
            "glossary.toml",
            Gravity.ERROR,
            "The fonts of the kiosk cannot draw '手' (U+624B, cjk unified ideograph-624b).",
        ),
    ]


def test_letters_of_european_names_and_spaces_can_be_drawn(root: Path) -> None:
    held = drawable(root / "resources" / "fonts")
    assert list(missing("Zoë’s ‘Škoda’ – Łódź, ŵy, 5 µg, 20\u00a0°C, ½,\u2009Ωμέγα", held)) == []


def test_the_fonts_looked_into_are_those_that_paper_is_set_in(root: Path) -> None:
    on_disk = {path.stem for path in (root / "resources" / "fonts").glob("*.ttf")}
    assert on_disk == {f"{family}-{weight}" for family in (*FAMILIES, *SCRIPTS) for weight in WEIGHTS}
    paper = fonts.load_fonts()
    looked_into = {f"{family}-{weight}" for family in FAMILIES for weight in WEIGHTS}
    assert looked_into == {face.name for face in (*paper.regular, *paper.bold)}
