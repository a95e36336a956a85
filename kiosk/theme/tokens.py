"""Tokens read from `resources/themes`: one layout file, one file a theme, all frozen."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from kiosk import paths
from kiosk.errors import SetupError

CAP_RATIO = 0.668
"""Height of a capital H over the font size of the bundled face; a test measures it in the font file."""

THEMES = ("light", "dark", "calm", "black_on_white", "white_on_black", "yellow_on_black")
"""In the order 'Make this easier for me' offers them."""


@dataclass(frozen=True, slots=True)
class TypeScale:
    """Height of a capital H in millimetres, by role, at one of the four text sizes."""

    name: str
    caption: float
    label: float
    body: float
    tile: float
    lead: float
    h2: float
    h1: float
    sentence: float
    display: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Lengths in millimetres on the glass that every theme shares."""

    scales: Mapping[str, TypeScale]
    size: Mapping[str, float]
    radius: Mapping[str, float]
    line: Mapping[str, float]
    time: Mapping[str, int]
    viewing_distance: float


@dataclass(frozen=True, slots=True)
class Accent:
    """The two colours of a category: `accent` for icon and line, `tint` for the ground."""

    accent: str
    tint: str


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by role, as '#RRGGBB'. Roles are named in the design's states and contrast table."""

    key: str
    name: str
    bg: str
    surface: str
    dock: str
    ink: str
    ink2: str
    dim: str
    hair: str
    edge: str
    primary: str
    on_primary: str
    pressed: str
    on_pressed: str
    selected: str
    on_selected: str
    selected_edge: str
    disabled: str
    on_disabled: str
    focus_outer: str
    focus_inner: str
    warn: str
    on_warn: str
    warn_bg: str
    tip: str
    on_tip: str
    tip_bg: str
    ok: str
    on_ok: str
    ok_bg: str
    sentence_bg: str
    word_bg: str
    on_word: str
    array_on: str
    array_off: str
    cat: Mapping[str, Accent]

    @property
    def high_contrast(self) -> bool:
        """Whether this is one of the three high-contrast themes: thicker lines, no category tints."""
        return "all" in self.cat

    def accent(self, name: str) -> Accent:
        """Return the colours of a category accent; high-contrast themes have one pair for all."""
        return self.cat.get(name) or self.cat.get("all") or self.cat["most"]


@cache
def layout(folder: Path | None = None) -> Layout:
    """Read the lengths and type scales; SetupError when the file is missing or lacks a value."""
    table = _read("layout", folder)
    names = [f.name for f in fields(TypeScale)]
    scales = {key: TypeScale(**{name: scale[name] for name in names}) for key, scale in table["type"].items()}
    return Layout(
        scales, table["size"], table["radius"], table["line"], table["time"], table["meta"]["viewing_distance_mm"]
    )


@cache
def theme(key: str, folder: Path | None = None) -> Theme:
    """Read the theme called `key`; SetupError when there is none or a role is missing."""
    table = _read(key, folder)
    cat = {name: Accent(**pair) for name, pair in table.pop("cat").items()}
    try:
        return Theme(key=key, cat=cat, **table)
    except TypeError as error:
        raise SetupError(f"The theme '{key}' does not name its colours rightly: {error}.") from error


def _read(name: str, folder: Path | None) -> dict[str, Any]:
    path = (folder or paths.resources() / "themes") / f"{name}.toml"
    if not path.is_file():
        raise SetupError(f"There is no theme file {path}. Install the kiosk again.")
    return tomllib.loads(path.read_text(encoding="utf-8"))
