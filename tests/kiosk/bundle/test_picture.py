"""A picture is read into outlines in roles of the theme, or refused with the line and what to draw instead."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.bundle.findings import Finding
from kiosk.bundle.model import Drawing
from kiosk.bundle.picture import LARGEST, ROLES, parse_picture, read_picture
from tests.kiosk.bundle.makers import PICTURE

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">'
INK = 'fill="#1D2B33"'


def parse(source: str) -> tuple[Drawing | None, tuple[Finding, ...]]:
    return parse_picture(source.encode(), Path("a.svg"))


def drawn(inside: str) -> Drawing:
    drawing, findings = parse(f"{SVG}{inside}</svg>")
    assert drawing is not None, findings
    return drawing


@pytest.mark.parametrize(
    ("element", "path"),
    [
        (f'<rect x="1" y="2" width="3" height="4" {INK}/>', "M 1 2 L 4 2 L 4 6 L 1 6 Z"),
        (f'<path d="M1,2l3,0v4z" {INK}/>', "M 1 2 L 4 2 L 4 6 Z"),
        (f'<path d="M0 0Q3 3 6 0" {INK}/>', "M 0 0 C 2 2 4 2 6 0"),
        (f'<polyline points="0,0 1,1 2,0" {INK}/>', "M 0 0 L 1 1 L 2 0"),
        (f'<polygon points="0,0 1,1 2,0" {INK}/>', "M 0 0 L 1 1 L 2 0 Z"),
        ('<line x1="0" y1="1" x2="2" y2="3" fill="none" stroke="#8C1D18"/>', "M 0 1 L 2 3"),
        (f'<g transform="translate(10,20) scale(2)"><path d="M0 0h1v1z" {INK}/></g>', "M 10 20 L 12 20 L 12 22 Z"),
        (f'<path transform="rotate(90 5 5)" d="M5 5h5" {INK}/>', "M 5 5 L 5 10"),
        (f'<path transform="matrix(1 0 0 1 3 4)" d="M0 0h.333" {INK}/>', "M 3 4 L 3.33 4"),
    ],
)
def test_an_element_becomes_an_absolute_outline_with_its_transforms_applied(element: str, path: str) -> None:
    assert drawn(element).shapes[0].path == path


def test_curves_of_any_kind_become_cubic_ones_with_two_decimals() -> None:
    elements = f'<circle cx="9" cy="9" r="7" {INK}/><ellipse cx="9" cy="9" rx="7" ry="3" {INK}/>'
    elements += (
        f'<rect x="1" y="1" width="9" height="9" rx="2" {INK}/><path d="M0 0A3 4 20 1 0 7 8T9 9S1 2 3 4" {INK}/>'
    )
    shapes = drawn(elements).shapes
    assert len(shapes) == 4
    for shape in shapes:
        assert "C" in shape.path
        for piece in shape.path.split():
            assert re.fullmatch(r"[MLCZ]|-?\d+(\.\d{1,2})?", piece), piece


def test_colours_become_roles_and_widths_grow_with_the_picture() -> None:
    drawing, findings = parse(PICTURE)
    assert findings == ()
    assert drawing is not None
    assert (drawing.width, drawing.height) == (100, 50)
    assert [(shape.fill, shape.stroke, shape.stroke_width) for shape in drawing.shapes] == [
        ("accent", None, 0.0), ("tint", "ink", 2.0), ("tint", "ink", 2.0),
    ]  # fmt: skip
    scaled = drawn('<g transform="scale(3)"><path d="M0 0h1" fill="none" stroke="#ffffff" stroke-width="2"/></g>')
    assert (scaled.shapes[0].stroke, scaled.shapes[0].stroke_width) == ("surface", 6.0)


def test_every_colour_of_the_table_is_a_role() -> None:
    shapes = drawn("".join(f'<path d="M0 0h1v1z" fill="{colour}"/>' for colour in ROLES)).shapes
    assert [shape.fill for shape in shapes] == list(ROLES.values())


def test_a_box_that_does_not_begin_at_zero_is_moved_there() -> None:
    source = SVG.replace("0 0 100 50", "10 20 100 50") + f'<path d="M10 20h5" {INK}/></svg>'
    drawing, _ = parse(source)
    assert drawing is not None
    assert drawing.shapes[0].path == "M 0 0 L 5 0"


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (f"{SVG}<text>Hello</text></svg>", "picture-element"),
        (f"{SVG}<image href='a.png'/></svg>", "picture-element"),
        (f"{SVG}<script>x</script></svg>", "picture-element"),
        (f"{SVG}<style>x</style></svg>", "picture-element"),
        (f"{SVG}<use href='#a'/></svg>", "picture-element"),
        (f"{SVG}words</svg>", "picture-words"),
        (f'{SVG}<path d="M0 0h1" fill="#123456"/></svg>', "picture-colour"),
        (f'{SVG}<path d="M0 0h1" fill="url(#a)"/></svg>', "picture-colour"),
        (f'{SVG}<path d="M0 0h1"/></svg>', "picture-fill"),
        (f'{SVG}<path d="M0 0h1" {INK} onclick="x"/></svg>', "picture-attribute"),
        (f'{SVG}<path d="M0 0h1" {INK} style="fill:red"/></svg>', "picture-attribute"),
        (f'{SVG}<path d="M0 0h1" {INK} opacity="0.5"/></svg>', "picture-attribute"),
        (f'{SVG}<path d="M0 0h1" {INK} transform="spin(3)"/></svg>', "picture-transform"),
        (f'{SVG}<path d="M0 0h1" {INK} stroke-width="thick"/></svg>', "picture-number"),
        (f'{SVG}<path d="M0 0 X 1" {INK}/></svg>', "picture-path"),
        (f'{SVG}<path d="M0 0 L 1" {INK}/></svg>', "picture-path"),
        (f'{SVG}<circle r="big" {INK}/></svg>', "picture-path"),
        (f'{SVG}<path d="M0 0h1e999" {INK}/></svg>', "picture-path"),
        (f"{SVG}</svg>", "picture-empty"),
        ('<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>', "picture-box"),
        ('<svg viewBox="0 0 1 1"/>', "picture-root"),
        ("<html/>", "picture-root"),
        ("not XML", "picture"),
        (f"<!DOCTYPE svg>{SVG}</svg>", "picture-doctype"),
        (f'<!DOCTYPE svg [<!ENTITY a "b">]>{SVG}&a;</svg>', "picture-doctype"),
    ],
)
def test_what_a_picture_must_not_hold_is_refused(source: str, code: str) -> None:
    drawing, findings = parse(source)
    assert drawing is None
    assert code in [finding.code for finding in findings]


def test_a_finding_names_the_line_of_the_picture() -> None:
    _, findings = parse(PICTURE.replace("<circle", "<cirle"))
    assert [(finding.line, finding.instead) for finding in findings] == [(4, "Did you mean 'circle'?")]


def test_a_picture_that_is_too_large_or_missing_is_refused(tmp_path: Path) -> None:
    large = tmp_path / "large.svg"
    large.write_text(PICTURE + " " * LARGEST, encoding="utf-8")
    assert [finding.code for finding in read_picture(large)[1]] == ["picture-size"]
    assert [finding.code for finding in read_picture(tmp_path / "none.svg")[1]] == ["picture"]


@given(st.data())
def test_a_damaged_picture_never_raises(data: st.DataObject) -> None:
    source = PICTURE
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(source)))
        piece = data.draw(
            st.one_of(st.text(max_size=6), st.sampled_from(["<g>", "</g>", 'd="A 1"', "1e400", "-", "M"]))
        )
        source = source[:place] + piece + source[place + data.draw(st.integers(0, 10)) :]
    parse(source)


@given(st.text(st.sampled_from("MmLlHhVvCcSsQqTtAaZz0123456789.-+eE, "), max_size=60))
def test_no_outline_however_odd_raises_or_leaves_the_four_commands(path: str) -> None:
    drawing, _ = parse(f'{SVG}<path d="{path}" {INK}/></svg>')
    for shape in drawing.shapes if drawing else ():
        assert re.fullmatch(r"M( -?\d+(\.\d{1,2})?){2}( [MLCZ]| -?\d+(\.\d{1,2})?)*", shape.path), shape.path
