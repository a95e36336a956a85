"""Stories of a clinic: what staff approve, change and withdraw on the command line, and what then is on the glass.

The pack is two topics of the shipped one, and its glossary; the settings are a clinic's (`demonstration = false`).
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest

from kiosk.bundle.clock import RELEASED
from kiosk.cli import main
from kiosk.session import Kind, Place, Session
from kiosk.settings import Settings
from tests.kiosk.bundle.makers import approve
from tests.kiosk.bundle.test_review import NoScreens
from tests.support.measure import faults, words
from tests.support.screens import kiosk_on, show, stage_of
from tests.support.source import ROOT
from ui.app import Kiosk
from ui.widgets.button import Button

TOPICS = ("baclofen", "tizanidine")
LINE = "This page was due to be checked again."
OVERDUE = RELEASED - timedelta(1)


class Clinic:
    """A pack that staff work on, and a kiosk that shows what they build of it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.pack, self.folder, self._capsys, self._bundles = folder / "ms", folder, capsys, 0
        shipped = ROOT / "content" / "ms"
        self.pack.mkdir(parents=True)
        for path in shipped.iterdir():
            if path.is_file():
                shutil.copy(path, self.pack)
        for topic in TOPICS:
            shutil.copytree(shipped / "topics" / topic, self.pack / "topics" / topic)
        head = (self.pack / "bundle.toml").read_text(encoding="utf-8")
        before, _, after = head.partition("most_asked = [")
        named = ", ".join(f'"{topic}"' for topic in TOPICS)
        (self.pack / "bundle.toml").write_text(f"{before}most_asked = [{named}]{after.partition(']')[2]}", "utf-8")

    def file(self, topic: str) -> Path:
        return self.pack / "topics" / topic / "en-GB.md"

    def change(self, topic: str, old: str, new: str) -> None:
        text = self.file(topic).read_text(encoding="utf-8")
        assert old in text
        self.file(topic).write_text(text.replace(old, new, 1), encoding="utf-8")

    def types(self, *words: str, code: int = 0) -> str:
        """Type a command, and return what it says."""
        self._capsys.readouterr()
        assert main([*words], NoScreens()) == code
        told = self._capsys.readouterr()
        return told.out + told.err

    def approves(self, topic: str) -> None:
        staff = ("--as", "MS specialist nurse", "--due", "2090-01-01")
        self.types("review", "approve", topic, *staff, "--content", str(self.pack))

    def builds(self) -> tuple[Path, str]:
        """Build a bundle, and return it with what was said."""
        self._bundles += 1
        out = self.folder / f"{self._bundles}.kib"
        return out, self.types("bundle", "build", str(self.pack), "-o", str(out))

    @contextmanager
    def kiosk(self, bundle: Path, **more: int) -> Iterator[Kiosk]:
        """Start the clinic's kiosk with a bundle."""
        with kiosk_on("landscape", bundle, Settings(voice="none", demonstration=False, **more)) as kiosk:  # type: ignore[arg-type]
            yield kiosk

    def shows(self, bundle: Path, **more: int) -> set[str]:
        """Return which of the topics stand on Home of the clinic's kiosk."""
        with self.kiosk(bundle, **more) as kiosk:
            return {topic for topic in TOPICS if topic.capitalize() in on_home(kiosk)}


def on_home(kiosk: Kiosk) -> list[str]:
    show(kiosk, Session(place=Place(Kind.HOME)))
    assert list(faults(stage_of(kiosk))) == []
    return [one.accessibleName() for one in stage_of(kiosk).findChildren(Button)]


def read(kiosk: Kiosk, place: Place) -> str:
    show(kiosk, Session(place=place))
    return "\n".join(one.accessibleName() for one in words(stage_of(kiosk)))


@pytest.fixture
def clinic(tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> Clinic:
    (home / "settings.toml").write_text("demonstration = false\n", encoding="utf-8")
    return Clinic(tmp_path, capsys)


def test_a_topic_is_shown_once_a_clinician_has_approved_it_and_a_changed_word_takes_it_away(clinic: Clinic) -> None:
    bundle, _ = clinic.builds()
    assert clinic.shows(bundle) == set()

    clinic.approves("baclofen")
    bundle, _ = clinic.builds()
    assert clinic.shows(bundle) == {"baclofen"}
    with clinic.kiosk(bundle) as kiosk:
        told = read(kiosk, Place(Kind.TOPIC, topic="baclofen"))
        assert kiosk.presenter.phrases("kiosk.demonstration") not in told
        assert LINE not in told

    clinic.change("baclofen", 'category = "medicines"', '# a slip of the pen\ncategory = "medicines"')
    bundle, told = clinic.builds()
    assert "changed" not in told
    assert clinic.shows(bundle) == {"baclofen"}

    clinic.change("baclofen", "stiff muscles", "tight muscles")
    bundle, told = clinic.builds()
    assert f"baclofen (en-GB) has changed since the MS specialist nurse approved it on {date.today()}" in told
    assert clinic.shows(bundle) == set()
    assert "Left out, not approved by a clinician: baclofen" in clinic.types("topics", "--content", str(bundle))
    for at in (bundle, clinic.pack):
        told = clinic.types("handout", "baclofen", "-o", "x.pdf", "--content", str(at), code=4)
        assert "not approved" in told

    clinic.approves("baclofen")
    bundle, told = clinic.builds()
    assert clinic.shows(bundle) == {"baclofen"}


def test_past_its_day_a_topic_says_so_on_glass_and_paper_and_after_the_grace_it_is_gone(
    clinic: Clinic, tmp_path: Path
) -> None:
    approve(clinic.file("baclofen"), due=OVERDUE)
    clinic.approves("tizanidine")
    bundle, _ = clinic.builds()
    assert clinic.shows(bundle, grace_days=365) == {"baclofen", "tizanidine"}
    with clinic.kiosk(bundle, grace_days=365) as kiosk:
        assert LINE in read(kiosk, Place(Kind.TOPIC, topic="baclofen"))
        assert LINE in read(kiosk, Place(Kind.READER, topic="baclofen"))
        assert LINE not in read(kiosk, Place(Kind.TOPIC, topic="tizanidine"))
    assert LINE in printed(clinic, bundle, tmp_path, grace=365)

    assert clinic.shows(bundle, grace_days=0) == {"tizanidine"}
    settings = tmp_path / "no-grace.toml"
    settings.write_text("demonstration = false\ngrace_days = 0\n", encoding="utf-8")
    asked = ("--content", str(bundle), "--settings", str(settings))
    assert "its review is overdue by more than the grace: baclofen" in clinic.types("topics", *asked)
    assert "long past its review" in clinic.types("handout", "baclofen", "-o", "x.pdf", *asked, code=4)


def printed(clinic: Clinic, bundle: Path, folder: Path, *, grace: int) -> str:
    """Return the words of the handout of baclofen."""
    settings, out = folder / "settings.toml", folder / "baclofen.pdf"
    settings.write_text(f"demonstration = false\ngrace_days = {grace}\n", encoding="utf-8")
    clinic.types("handout", "baclofen", "-o", str(out), "--content", str(bundle), "--settings", str(settings))
    told = subprocess.run(["pdftotext", str(out), "-"], check=True, capture_output=True, text=True).stdout
    return " ".join(told.split())


def test_a_withdrawn_topic_is_gone_also_when_an_older_bundle_is_opened(clinic: Clinic) -> None:
    for topic in TOPICS:
        clinic.approves(topic)
    older, _ = clinic.builds()
    assert clinic.shows(older) == {*TOPICS}
    clinic.types("review", "withdraw", "baclofen", "--why", "The advice has changed.", "--content", str(clinic.pack))
    newer, _ = clinic.builds()
    assert clinic.shows(older) == {*TOPICS}  # nothing has reached this kiosk yet
    assert clinic.shows(newer) == {"tizanidine"}
    assert clinic.shows(older) == {"tizanidine"}
    assert "Left out, withdrawn: baclofen" in clinic.types("topics", "--content", str(older))


def test_by_a_clock_that_cannot_be_right_nothing_runs_out_and_no_date_is_printed(
    clinic: Clinic, tmp_path: Path
) -> None:
    approve(clinic.file("baclofen"), due=OVERDUE)
    approve(clinic.file("tizanidine"), on=date(2099, 1, 1), due=date(2099, 6, 1))  # so this clock must be wrong
    bundle, _ = clinic.builds()
    assert clinic.shows(bundle, grace_days=0) == {*TOPICS}
    with clinic.kiosk(bundle, grace_days=0) as kiosk:
        assert kiosk.presenter.bundle.today is None
        assert LINE not in read(kiosk, Place(Kind.TOPIC, topic="baclofen"))
    told = printed(clinic, bundle, tmp_path, grace=0)
    assert LINE not in told
    assert "Date: ____" in told
    assert "Printed" not in told
