"""The figures of `make tremor` as a page that people read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.tremor.hand import Severity

_TOLD = """# What trembling hands do to the kiosk

Made by `make tremor` from what it counted; nobody wrote these figures by hand.

Simulated fingers touch every screen: {screens} screens, {controls} controls, as
everybody meets them at first. Tremor as published (3 to 12 Hz, up to
15 mm), with drift, early lifts, bounces and second fingers; aim, bounces and grazes are assumed
(`tests/tremor/hand.py`). So the shares compare ways of understanding touches, and say nothing of patients. The same
contacts meet the kiosk, the kiosk after 'Is tapping hard today?', and plain buttons of Qt in the same places; each
person gives up after 8 touches. 'Wrong': another control was chosen; 'twice': the right one, but twice; 'at most':
the upper end of the 95 % interval.

Aims: wrong choices under 0.5 % at moderate tremor; at least 10 times fewer wrong or double choices than plain
buttons at every severity.
"""
_HEAD = """
| tremor | | intended taps | right % | wrong % (at most) | twice % | none % | touches a tap |
|---|---|---|---|---|---|---|---|
"""


def report(told: Mapping[str, Any], severities: Sequence[Severity]) -> str:
    """Return the page as Markdown."""
    rows = [line for one in severities for line in _rows(one, told["severities"][one.name])]
    return _TOLD.format(**told) + _HEAD + "\n".join(rows) + "\n" + _real(told) + "".join(_aims(told, severities))


def _rows(severity: Severity, found: Mapping[str, Any]) -> Iterator[str]:
    name = f"{severity.name}: {severity.hertz[0]:g} to {severity.hertz[1]:g} Hz, up to {severity.swing[1]:g} mm"
    for glass, row in found.items():
        if glass == "fitted":
            continue
        taps = row["taps"]
        share = {key: 100 * row[key] / taps for key in ("right", "wrong", "again", "none")}
        seen = "Chromium, in real time" if glass == "Chromium" else glass
        wrong = f"{share['wrong']:.2f} ({row['wrong_percent_at_most']:.2f})"
        yield (
            f"| {name} | {seen} | {taps} | {share['right']:.2f} | {wrong} "
            f"| {share['again']:.2f} | {share['none']:.2f} | {row['touches_a_tap']:.2f} |"
        )
        name = ""


def _real(told: Mapping[str, Any]) -> str:
    found = told.get("real touch screen, strong tremor", {})
    if "taps" not in found:
        return f"\nA real multi-touch screen was not tried: {found.get('skipped', 'it was not asked for')}.\n"
    differing = len(found["differing"])
    return (
        f"\nThrough a real multi-touch screen (X server, strong tremor, one touch a tap): {found['taps']} taps, "
        f"{found['right']} right, {found['wrong']} wrong, {found['none']} none; {differing} of them came out otherwise "
        "than in the simulation.\n"
    )


def _aims(told: Mapping[str, Any], severities: Sequence[Severity]) -> Iterator[str]:
    yield "\n| tremor | kiosk, wrong or twice | plain buttons | times fewer |\n|---|---|---|---|\n"
    for one in severities:
        found = told["severities"][one.name]
        ours, plain = (found[name]["wrong"] + found[name]["again"] for name in ("kiosk", "plain Qt buttons"))
        fewer = f"{plain / ours:.0f}" if ours else "none at all"
        yield f"| {one.name} | {ours} | {plain} | {fewer} |\n"
