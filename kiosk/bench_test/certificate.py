"""The certificate: what was tested, when, with which versions and content, and how each line ended."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from textwrap import wrap

from kiosk import __version__, paths, phrases
from kiosk.bench_test.finding import Finding, State
from kiosk.bench_test.screen import Seen
from kiosk.bench_test.words import verdict, words_of
from kiosk.bundle.clock import believed
from kiosk.bundle.opening import content_path, open_content
from kiosk.errors import ContentError, HandoutError
from kiosk.files import write_whole
from kiosk.handout.bench_test import Certificate, Certified, draw_certificate
from kiosk.settings import Settings


def certificate_of(findings: Sequence[Finding], chosen: Settings, seen: Seen, now: datetime) -> Certificate:
    """Return what stands on the certificate of these findings."""
    words = words_of(chosen)
    try:
        content = open_content(chosen, now)
        content.verified()
        newest, pack = content.newest, f"{content.pack.title} {content.pack.version}"
        digest = " ".join(wrap(content.digest, 16)) or words("certificate.folder")  # compared by eye, group by group
    except ContentError as error:
        newest, pack, digest = None, str(error), words("certificate.none")
    program = f"{__version__}, Python {platform.python_version()}, Qt {seen.version}, {_system()}"
    facts = (
        (words("certificate.kiosk"), f"{chosen.clinic_name}, {platform.node()}"),
        (words("certificate.program"), program),
        (words("certificate.content"), f"{pack} ({content_path(chosen)})"),
        (words("certificate.digest"), digest),
    )
    groups = tuple(
        (words(f"certificate.{key}"), _lines(findings, state))
        for key, state in (("failed", State.FAILED), ("untried", State.NOT_TRIED), ("passed", State.PASSED))
    )
    return Certificate(
        verdict(findings, words), facts, groups, chosen.clinic_name, believed(now, newest), chosen.paper
    )  # fmt: skip


def write_certificate(certificate: Certificate, chosen: Settings, file: Path) -> bytes:
    """Draw the certificate, write it to `file`, and return it; HandoutError when it can't be."""
    words = words_of(chosen)
    pdf = draw_certificate(certificate, phrases.load(words.lang), words).pdf
    try:
        write_whole(file, pdf)
    except OSError as error:
        told = f"The certificate can't be written to {file}: {error.strerror}. Name another file."
        raise HandoutError(told) from error
    return pdf


def default_file(now: datetime) -> Path:
    """Return where a certificate goes when no file is named."""
    return paths.bench_test_folder() / f"bench-test-{now:%Y-%m-%d-%H%M}.pdf"


def _lines(findings: Iterable[Finding], state: State) -> tuple[Certified, ...]:
    return tuple(
        Certified(f"{one.name[0].upper()}{one.name[1:]}", one.found, one.do, one.told)
        for one in findings if one.state is state
    )  # fmt: skip


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return platform.system()
