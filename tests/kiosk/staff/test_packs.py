"""The clinic's sets of topics: kept, replaced, thrown away."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.cli.staff import run
from kiosk.errors import SettingsError, UsageError
from kiosk.staff.packs import MOST_PACKS, MOST_TOPICS, Pack, Packs

START = Pack("Starting baclofen", ("baclofen", "spasticity-and-spasms"))


@pytest.fixture
def packs(tmp_path: Path) -> Packs:
    return Packs(tmp_path / "packs.toml")


def test_a_pack_comes_back_as_it_was_saved_and_one_of_the_same_title_replaces_it(packs: Packs) -> None:
    packs.save(START)
    packs.save(Pack("New to MS", ("what-is-ms",)))
    packs.save(Pack("starting  Baclofen", ("baclofen",)))
    assert packs.all() == (Pack("New to MS", ("what-is-ms",)), Pack("starting Baclofen", ("baclofen",)))
    packs.remove("new to ms")
    assert [one.title for one in packs.all()] == ["starting Baclofen"]


def test_a_topic_that_is_gone_from_the_kiosk_is_left_out_of_its_packs() -> None:
    assert START.present({"baclofen"}) == Pack("Starting baclofen", ("baclofen",))


@given(title=st.text(max_size=50))
def test_whatever_title_is_typed_the_file_can_be_read_again(
    tmp_path_factory: pytest.TempPathFactory, title: str
) -> None:
    packs = Packs(tmp_path_factory.mktemp("packs") / "packs.toml")
    try:
        packs.save(Pack(title, ("baclofen",)))
    except UsageError:
        assert packs.all() == ()
    else:
        assert packs.all() == (Pack(packs.all()[0].title, ("baclofen",)),)


def test_a_title_that_somebody_wrote_into_the_file_survives_the_next_pack(packs: Packs) -> None:
    packs.path.write_text("[[pack]]\ntitle = 'The \"big\" one'\ntopics = ['baclofen']\n", encoding="utf-8")
    packs.save(START)
    assert [one.title for one in packs.all()] == ['The "big" one', START.title]


def test_a_pack_too_many_and_a_pack_too_large_are_refused(packs: Packs) -> None:
    with pytest.raises(UsageError, match="topics"):
        packs.save(Pack("Empty", ()))
    with pytest.raises(UsageError, match="topics"):
        packs.save(Pack("Large", tuple(f"t{number}" for number in range(MOST_TOPICS + 1))))
    for number in range(MOST_PACKS):
        packs.save(Pack(f"Pack {number}", ("baclofen",)))
    with pytest.raises(UsageError, match="Remove one"):
        packs.save(START)


@pytest.mark.parametrize("text", ["pack = 3", "[[pack]]\ntitle = 'A'", "[[pack]]\ntitle = 'A'\ntopics = ['../x']", "?"])
def test_a_damaged_file_is_told(packs: Packs, text: str) -> None:
    packs.path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"packs\.toml"):
        packs.all()


def test_a_pack_keeps_its_second_language_and_one_without_says_nothing_of_it(packs: Packs) -> None:
    packs.save(Pack("Relapse", ("relapse-what-to-do",), "es"))
    packs.save(START)
    assert packs.all() == (Pack("Relapse", ("relapse-what-to-do",), "es"), START)
    assert packs.all()[0].present({"relapse-what-to-do"}).beside == "es"
    assert packs.path.read_text(encoding="utf-8").count("beside") == 1


def test_a_pack_is_kept_in_no_language_that_paper_has_no_words_for() -> None:
    asked = Namespace(job="pack", title="Relapse", topics=["relapse-what-to-do"], beside="spanish")
    with pytest.raises(UsageError, match=r"no words for paper in 'spanish', only in: es"):
        run(asked)
