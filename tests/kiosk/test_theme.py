"""Colours: every pair that words, controls and marks are drawn in, in all six themes (WCAG 2.2; design, section 12)."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import SetupError
from kiosk.theme.contrast import luminance, ratio
from kiosk.theme.tokens import CAP_RATIO, THEMES, Theme, layout, theme

TEXT, CONTROL, NOT_NOW = 7.0, 3.0, 4.5
"""Contrast needed by words (AAA), by edges, marks and figures (1.4.11), and by the words of what is 'not now'."""

WORDS = (
    ("ink", "bg"), ("ink", "surface"), ("ink", "dock"), ("ink2", "bg"), ("ink2", "surface"), ("ink2", "dock"),
    ("dim", "bg"), ("on_primary", "primary"), ("on_pressed", "pressed"), ("on_selected", "selected"),
    ("on_warn", "warn"), ("ink", "warn_bg"), ("warn", "warn_bg"), ("on_tip", "tip"), ("ink", "tip_bg"),
    ("on_ok", "ok"), ("ink", "ok_bg"), ("ok", "bg"), ("ink", "sentence_bg"), ("on_word", "word_bg"),
    ("warn", "surface"), ("warn", "bg"), ("primary", "surface"), ("array_on", "surface"),
)  # fmt: skip
MARKS = (
    ("edge", "bg"), ("edge", "surface"), ("edge", "dock"), ("primary", "bg"), ("primary", "dock"),
    ("selected_edge", "bg"), ("word_bg", "sentence_bg"), ("array_on", "surface"),
    ("array_on", "bg"), ("array_off", "surface"), ("array_off", "bg"), ("warn", "bg"), ("tip", "bg"), ("tip", "tip_bg"),
)  # fmt: skip
DASHED = (("on_disabled", "disabled"), ("on_disabled", "bg"), ("on_disabled", "dock"))
GROUNDS = ("bg", "surface", "dock", "primary", "selected")
CATEGORIES = ("most", "about", "stiff", "med", "sym", "live", "sup")


def short_of(shown: Theme, pairs: tuple[tuple[str, str], ...], need: float) -> dict[str, float]:
    """Return the pairs that fall short, with their contrast."""
    found = {f"{ink} / {ground}": ratio(getattr(shown, ink), getattr(shown, ground)) for ink, ground in pairs}
    return {pair: round(value, 2) for pair, value in found.items() if value < need}


@pytest.mark.parametrize("key", THEMES)
def test_all_words_can_be_read_with_blurred_sight(key: str) -> None:
    assert short_of(theme(key), WORDS, TEXT) == {}


@pytest.mark.parametrize("key", THEMES)
def test_edges_marks_and_figures_stand_out_from_their_ground(key: str) -> None:
    shown = theme(key)
    filled = shown.selected == shown.selected_edge  # high contrast: what is chosen is filled whole
    edge = ("selected", "bg") if filled else ("selected_edge", "selected")
    assert short_of(shown, (*MARKS, edge), CONTROL) == {}


@pytest.mark.parametrize("key", THEMES)
def test_words_of_what_cannot_be_chosen_now_can_still_be_read(key: str) -> None:
    assert short_of(theme(key), DASHED, NOT_NOW) == {}


@pytest.mark.parametrize("key", THEMES)
def test_the_focus_ring_shows_on_every_ground(key: str) -> None:
    shown = theme(key)
    rings = (shown.focus_outer, shown.focus_inner)
    best = {ground: max(ratio(ring, getattr(shown, ground)) for ring in rings) for ground in GROUNDS}
    assert min(best.values()) >= CONTROL, best


@pytest.mark.parametrize("name", CATEGORIES)
@pytest.mark.parametrize("key", THEMES)
def test_a_category_is_readable_on_its_tint_and_on_the_ground(key: str, name: str) -> None:
    shown = theme(key)
    pair = shown.accent(name)
    assert ratio(pair.accent, pair.tint) >= TEXT
    assert ratio(shown.ink, pair.tint) >= TEXT
    assert ratio(pair.accent, shown.bg) >= TEXT


@pytest.mark.parametrize("key", [key for key in THEMES if theme(key).high_contrast])
def test_a_high_contrast_theme_has_no_word_under_10_to_1(key: str) -> None:
    assert short_of(theme(key), WORDS, 10.0) == {}


def test_soft_colours_are_neither_white_nor_black_nor_glaring() -> None:
    shown = theme("calm")
    assert luminance(shown.bg) > 0.01
    assert luminance(shown.ink) < 0.8
    assert ratio(shown.ink, shown.bg) < 12


def test_contrast_is_that_of_the_standard() -> None:
    assert ratio("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert ratio("#777777", "#FFFFFF") == pytest.approx(4.478, abs=0.001)
    assert ratio("#123456", "#123456") == 1.0


colours = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06X}")


@given(colours, colours)
def test_contrast_is_the_same_both_ways_and_within_1_and_21(one: str, other: str) -> None:
    assert ratio(one, other) == ratio(other, one)
    assert 1.0 <= ratio(one, other) <= 21.0


def test_each_text_size_is_larger_than_the_one_before_in_every_role() -> None:
    scales = list(layout().scales.values())
    for role in ("caption", "label", "body", "tile", "lead", "h2", "h1", "sentence", "display"):
        heights = [getattr(scale, role) for scale in scales]
        assert heights == sorted(set(heights)), role
    assert min(getattr(layout().scales["largest"], role) for role in ("caption", "label", "body")) >= 7.33
    assert 0.6 < CAP_RATIO < 0.75


def test_a_theme_that_is_not_there_or_lacks_a_role_says_so(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="no theme file"):
        theme("plaid")
    (tmp_path / "bare.toml").write_text('name = "Bare"\nbg = "#FFFFFF"\n[cat]\n', encoding="utf-8")
    with pytest.raises(SetupError, match="name its colours rightly"):
        theme("bare", tmp_path)
