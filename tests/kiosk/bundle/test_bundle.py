"""A folder and the file built from it answer alike; the file is the same bytes each time and proves what it is."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.bundle import codec, layout
from kiosk.bundle.archive import ArchiveBundle
from kiosk.bundle.folder import FolderBundle
from kiosk.bundle.model import Status
from kiosk.bundle.reader import Bundle, open_bundle
from kiosk.bundle.writer import Item, sidecar, write_bundle, write_items
from kiosk.errors import BundleError, ContentError
from tests.kiosk.bundle.makers import MODEL_PACK, PACK, TOPIC, approve, make_topic, write_pack, write_topic
from tests.kiosk.bundle.zips import Entry, make_zip

LANG = "en-GB"
SPEECH = """{"made_by": "tests", "sentences": {
"Start low.": [[0, 5, "start", "st\u02c8\u0251\u02d0t"], [6, 9, "low", "l\u02c8\u0259\u028a"]]}}"""
OTHER = TOPIC.replace('id = "baclofen"', 'id = "dantrolene"').replace('title = "Baclofen"', 'title = "Dantrolene"')


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pack = write_pack(tmp_path / "pack", {"baclofen": TOPIC, "dantrolene": OTHER})
    write_topic(pack / "topics" / "baclofen", speech=SPEECH)
    return pack


@pytest.fixture
def built(folder: Path, tmp_path: Path) -> Path:
    out = tmp_path / "ms.kib"
    write_bundle(folder, out)
    return out


def with_status(source: str, status: str) -> str:
    changed = source.replace('status = "draft"', status).replace('reviewer = ""', 'reviewer = "Consultant"')
    assert changed != source
    return changed


# -- one face ------------------------------------------------------------------------------------------------


def test_a_folder_and_the_file_built_from_it_answer_alike(folder: Path, built: Path) -> None:
    preview, file = open_bundle(folder), open_bundle(built)
    assert isinstance(preview, FolderBundle)
    assert isinstance(file, ArchiveBundle)
    file.verified()
    assert file.pack == preview.pack
    assert file.topic_count == preview.topic_count == 2
    for category in ("most", "medicines"):
        assert file.tiles(category, LANG) == preview.tiles(category, LANG) != ()
    for topic_id in ("baclofen", "dantrolene"):
        assert file.topic(topic_id, LANG) == preview.topic(topic_id, LANG)
        assert file.tile(topic_id, LANG) == preview.tile(topic_id, LANG)
        assert file.speech(topic_id, LANG) == preview.speech(topic_id, LANG)
    assert file.speech("baclofen", LANG)["Start low."][0].said == "start"
    assert file.speech("dantrolene", LANG) == {}
    for typed in ("bac", "stiff", "lioresal", "dantrloene", "zzz"):
        assert file.search(LANG).find(typed) == preview.search(LANG).find(typed)


def test_the_digest_is_that_of_the_file_and_a_folder_has_none(folder: Path, built: Path) -> None:
    digest = hashlib.sha256(built.read_bytes()).hexdigest()
    assert open_bundle(built).digest == digest
    assert sidecar(built).read_text(encoding="ascii") == f"{digest}  ms.kib\n"
    assert open_bundle(folder).digest == ""


@pytest.mark.parametrize("kind", ["folder", "built"])
def test_what_is_not_there_is_an_error_with_words(kind: str, request: pytest.FixtureRequest) -> None:
    bundle: Bundle = open_bundle(request.getfixturevalue(kind))
    for topic_id in ("bacloven", "../baclofen", 'x",', ""):
        with pytest.raises(ContentError, match="no topic"):
            bundle.topic(topic_id, LANG)
        with pytest.raises(ContentError, match="no topic"):
            bundle.tile(topic_id, LANG)
        with pytest.raises(ContentError, match="no topic"):
            bundle.speech(topic_id, LANG)
    with pytest.raises(ContentError, match="no category"):
        bundle.tiles("surgery", LANG)
    for ask in (bundle.search, lambda lang: bundle.tiles("most", lang), lambda lang: bundle.topic("baclofen", lang)):
        with pytest.raises(ContentError, match="no language 'cy'"):
            ask("cy")


def test_content_that_is_not_there_is_an_error_that_says_what_to_name(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="make setup"):
        open_bundle(tmp_path / "none.kib")
    with pytest.raises(ContentError, match=r"bundle\.toml"):
        open_bundle(tmp_path)


def test_keys_of_a_speech_file_that_this_room_does_not_know_travel_along(built: Path) -> None:
    members = ArchiveBundle(built).members
    assert any(b'"made_by":"tests"' in members.read(name) for name in members.all if name.startswith("speech/"))


# -- who is shown what ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_only_approved_topics_are_shown_outside_demonstration_mode(kind: str, tmp_path: Path) -> None:
    path = write_pack(tmp_path / "pack", {"baclofen": with_status(TOPIC, 'status = "approved"'), "dantrolene": OTHER})
    approve(path / "topics" / "dantrolene" / f"{LANG}.md")
    if kind == "file":
        write_bundle(path, tmp_path / "a.kib")
        path = tmp_path / "a.kib"
    everything, approved = open_bundle(path, demonstration=True), open_bundle(path, demonstration=False)
    assert everything.topic_count == 2
    assert approved.topic_count == 1
    assert [tile.id for tile in approved.tiles("medicines", LANG)] == ["dantrolene"]
    assert approved.tiles("most", LANG) == ()
    assert [hit.tile.id for hit in approved.search(LANG).find("stiff")] == ["dantrolene"]
    assert "b" not in approved.search(LANG).next_letters("")
    for ask in (approved.topic, approved.tile, approved.speech):
        with pytest.raises(ContentError, match="no topic"):
            ask("baclofen", LANG)


def test_a_withdrawn_topic_is_never_shown_and_not_built(tmp_path: Path) -> None:
    topics = {"baclofen": TOPIC, "dantrolene": with_status(OTHER, 'status = "withdrawn"')}
    folder = write_pack(tmp_path / "pack", topics)
    write_bundle(folder, tmp_path / "a.kib")
    for bundle in (open_bundle(folder), open_bundle(tmp_path / "a.kib")):
        assert bundle.topic_count == 1
        with pytest.raises(ContentError, match="no topic"):
            bundle.topic("dantrolene", LANG)
    members = ArchiveBundle(tmp_path / "a.kib").members
    assert [name for name in members.all if b"dantrolene" in members.read(name)] == ["manifest.json"]


def test_a_withdrawn_topic_in_a_file_of_another_maker_is_not_shown(tmp_path: Path) -> None:
    topic = make_topic(0, Status.WITHDRAWN)
    lines = {
        "catalogue/en-gb/living.json": "[]",
        "catalogue/en-gb/medicines.json": layout.to_line([codec.tile_to_json(codec.tile_of(topic))]),
        "topics/en-gb/00000.jsonl": layout.to_line([topic.id, codec.topic_to_json(topic)]) + "\n",
    }
    path = _by_hand(tmp_path / "a.kib", lines, counts={"withdrawn": 1})
    bundle = open_bundle(path)
    assert bundle.tiles("medicines", LANG) == ()
    with pytest.raises(ContentError, match="no topic"):
        bundle.topic(topic.id, LANG)


# -- building ------------------------------------------------------------------------------------------------


def test_two_builds_are_equal_byte_for_byte(folder: Path, built: Path, tmp_path: Path) -> None:
    for seed in ("1", "2"):
        copy = shutil.copytree(folder, tmp_path / f"copy{seed}")
        for file in copy.rglob("*"):
            os.utime(file, (int(seed) * 10**9, int(seed) * 10**9))
        out = tmp_path / f"{seed}.kib"
        code = "import sys; from pathlib import Path; from kiosk.bundle.writer import write_bundle;"
        code += "write_bundle(Path(sys.argv[1]), Path(sys.argv[2]))"
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo", "LC_ALL": "C"}
        command = [sys.executable, "-c", code, str(copy), str(out)]
        subprocess.run(command, env=environment, cwd=Path(__file__).parents[3], check=True)
        assert out.read_bytes() == built.read_bytes()


def test_the_order_topics_come_in_does_not_change_the_file(tmp_path: Path) -> None:
    items = [Item(make_topic(number)) for number in range(70)]
    first = write_items(MODEL_PACK, items, tmp_path / "a.kib")
    random.Random(4).shuffle(items)
    assert write_items(MODEL_PACK, items, tmp_path / "b.kib") == first


def test_a_pack_with_a_mistake_is_not_built_and_the_old_file_stays(folder: Path, built: Path) -> None:
    before = built.read_bytes()
    write_topic(folder / "topics" / "baclofen", TOPIC.replace("number = 45", "number = 450"))
    with pytest.raises(ContentError, match=r"en-GB\.md:\d+: error: 450"):
        write_bundle(folder, built)
    assert built.read_bytes() == before


@pytest.mark.parametrize(
    ("pack", "message"),
    [
        (PACK.replace('["baclofen"]', '["bacloven"]'), r"bundle\.toml:5: error: .*bacloven.*Did you mean 'baclofen'"),
        (PACK.replace('id = "medicines"', 'id = "medicine"'), r"no category 'medicines'.*Did you mean 'medicine'"),
    ],
)
def test_ids_that_lead_nowhere_are_not_built(pack: str, message: str, folder: Path, tmp_path: Path) -> None:
    (folder / "bundle.toml").write_text(pack, encoding="utf-8")
    with pytest.raises(ContentError, match=message):
        write_bundle(folder, tmp_path / "a.kib")


def test_a_folder_tells_the_findings_of_a_topic_that_is_written_wrongly(folder: Path) -> None:
    write_topic(folder / "topics" / "baclofen", TOPIC.replace("number = 45", "number = 450"))
    bundle = open_bundle(folder)
    with pytest.raises(ContentError, match="450 is not a part of 100"):
        bundle.topic("baclofen", LANG)
    write_topic(folder / "topics" / "baclofen", TOPIC.replace('title = "Baclofen"', ""))
    with pytest.raises(ContentError, match="lacks 'title'"):
        open_bundle(folder).topic("baclofen", LANG)


@pytest.mark.parametrize("speech", ["{", "[]", '{"sentences": {"a": [[0, 9, "a", "a"]]}}', '{"sentences": []}'])
def test_a_speech_file_that_is_wrong_is_an_error_with_its_name(speech: str, folder: Path, tmp_path: Path) -> None:
    write_topic(folder / "topics" / "baclofen", speech=speech)
    with pytest.raises(ContentError, match=r"en-GB\.speech\.json"):
        open_bundle(folder).speech("baclofen", LANG)
    with pytest.raises(ContentError, match=r"en-GB\.speech\.json"):
        write_bundle(folder, tmp_path / "a.kib")


def test_a_folder_that_cannot_be_written_to_is_an_error_with_words(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="cannot be written"):
        write_bundle(folder, tmp_path / "none" / "a.kib")


# -- proving what it is --------------------------------------------------------------------------------------


def test_every_flipped_byte_of_a_recorded_file_is_noticed_before_anything_may_be_shown(built: Path) -> None:
    whole = built.read_bytes()
    for place in range(0, len(whole), 97):
        damaged = bytearray(whole)
        damaged[place] ^= 0x20
        built.write_bytes(damaged)
        with pytest.raises(BundleError, match="not a sound bundle"):
            open_bundle(built).verified()


def test_a_file_is_held_to_the_digest_that_is_given(built: Path) -> None:
    digest = open_bundle(built).digest
    open_bundle(built, expect=digest.upper()).verified()
    with pytest.raises(BundleError, match="SHA-256"):
        open_bundle(built, expect="0" * 64).verified()
    with pytest.raises(BundleError, match="not a SHA-256"):
        open_bundle(built, expect="hello")
    sidecar(built).write_text("", encoding="ascii")
    with pytest.raises(BundleError, match="not a SHA-256"):
        open_bundle(built)


def test_without_a_recorded_digest_every_part_is_read_before_the_file_counts_as_verified(built: Path) -> None:
    sidecar(built).unlink()
    bundle = open_bundle(built)
    bundle.verified()
    assert bundle.digest == hashlib.sha256(built.read_bytes()).hexdigest()
    members = ArchiveBundle(built, verify=False).members
    whole = bytearray(built.read_bytes())
    deep = next(member for name, member in members.all.items() if name.startswith("topics/"))
    whole[deep.offset + 30 + len(deep.name) + deep.packed // 2] ^= 1
    built.write_bytes(whole)
    damaged = open_bundle(built)
    with pytest.raises(BundleError):
        damaged.verified()


def test_a_directory_that_is_not_the_one_it_was_built_with_is_refused_at_once(tmp_path: Path) -> None:
    path = _by_hand(tmp_path / "a.kib", {"catalogue/en-gb/medicines.json": "[]"}, directory="0" * 64)
    with pytest.raises(BundleError, match="directory"):
        open_bundle(path)


@settings(max_examples=150)
@given(st.data())
def test_a_damaged_bundle_raises_nothing_but_a_content_error(
    tmp_path_factory: pytest.TempPathFactory, small: Path, data: st.DataObject
) -> None:
    whole = bytearray(small.read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(whole) - 1))
        whole[place] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.getbasetemp() / "damaged.kib"
    path.write_bytes(bytes(whole))
    _use(path)


_LINES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["", "[]", "{}", "null", "1", "[[]]", "1 1 1", "0 0 0", "1 1 1\n[]\n0\ttitle\ta\nb\n7", "[" * 5000, "1" * 5000]
    ),
    st.sampled_from(["topic-00000", "x"]).map(lambda one: f'["{one}",[]]\n'),
)


@given(st.fixed_dictionaries({}, optional={
    "catalogue/en-gb/medicines.json": _LINES, "topics/en-gb/00000.jsonl": _LINES, "speech/en-gb/00000.jsonl": _LINES,
    "search/en-gb/demonstration.txt": _LINES, "search/en-gb/approved.txt": _LINES,
}))  # fmt: skip
def test_a_well_packed_bundle_of_nonsense_raises_nothing_but_a_content_error(
    tmp_path_factory: pytest.TempPathFactory, lines: dict[str, str]
) -> None:
    path = tmp_path_factory.getbasetemp() / "nonsense.kib"
    sidecar(path).unlink(missing_ok=True)
    _use(_by_hand(path, lines))


@given(st.binary(max_size=200))
def test_a_manifest_of_nonsense_raises_nothing_but_a_bundle_error(
    tmp_path_factory: pytest.TempPathFactory, manifest: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "manifest.kib"
    path.write_bytes(make_zip([Entry(b"manifest.json", manifest)]))
    with pytest.raises(BundleError):
        open_bundle(path)


def test_verifying_reads_every_line_and_names_what_is_wrong(small: Path, tmp_path: Path) -> None:
    assert ArchiveBundle(small).read_everything() == 30
    path = _by_hand(tmp_path / "a.kib", {**_EMPTY, "media/a.png": "x"})
    with pytest.raises(BundleError, match=r"nothing in it names media/a\.png"):
        ArchiveBundle(path).read_everything()
    path = _by_hand(tmp_path / "a.kib", _EMPTY, counts={"draft": 3})
    with pytest.raises(BundleError, match="counts 3 topics and has 0"):
        ArchiveBundle(path).read_everything()


_EMPTY = {
    "catalogue/en-gb/medicines.json": "[]", "catalogue/en-gb/living.json": "[]",
    "search/en-gb/demonstration.txt": "0 0 0", "search/en-gb/approved.txt": "0 0 0",
}  # fmt: skip


def _by_hand(path: Path, lines: dict[str, str], counts: dict[str, int] | None = None, directory: str = "") -> Path:
    """Write a bundle whose directory and manifest are sound and whose other members hold `lines`."""
    from zlib import crc32

    from kiosk.bundle.members import directory_sha256

    entries = [Entry(name.encode(), text.encode("utf-8", "replace"), 0) for name, text in lines.items()]
    sizes = ((entry.name.decode(), len(entry.data), crc32(entry.data)) for entry in entries)
    manifest = {
        "format": layout.FORMAT, "pack": codec.pack_to_json(MODEL_PACK), "counts": {LANG: counts or {}},
        "most": {LANG: []}, "withdrawn": [], "newest": None,
        "shards": 1, "directory": directory or directory_sha256(sizes),
    }  # fmt: skip
    entries.append(Entry(b"manifest.json", layout.to_line(manifest).encode()))
    path.write_bytes(make_zip(entries))
    return path


def _use(path: Path) -> None:
    """Use every call of a bundle; only ContentError (BundleError is one) may come out of each."""
    try:
        bundle = open_bundle(path)
    except BundleError:
        return
    for ask in (
        bundle.verified,
        lambda: bundle.tiles("most", LANG),
        lambda: bundle.tiles("medicines", LANG),
        lambda: bundle.topic("topic-00000", LANG),
        lambda: bundle.speech("topic-00000", LANG),
        lambda: bundle.search(LANG).find("bacl"),
        lambda: bundle.search(LANG).starting_with("b"),
        lambda: bundle.search(LANG).next_letters("b"),
        lambda: bundle.search(LANG).starting_with(""),
        bundle.read_everything if isinstance(bundle, ArchiveBundle) else bundle.verified,
    ):
        try:
            ask()
        except ContentError as error:
            assert str(error)


# -- thirty or ten thousand ----------------------------------------------------------------------------------


def test_opening_and_reading_a_topic_costs_about_the_same_with_10_000_topics_as_with_30(
    small: Path, large: Path
) -> None:
    few, many = _cost(small), _cost(large)
    # Opening: the directory (about 70 bytes a shard of 32 topics) and the manifest; no topic is read.
    assert many["opening"] < few["opening"] + 5 * 10_000
    # A topic: one shard, whatever their number.
    assert many["topic"] < 2 * few["topic"]
    assert many["again"] == few["again"] == 0


def test_opening_one_topic_parses_its_line_alone(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    real = codec.topic_from_json
    monkeypatch.setattr(codec, "topic_from_json", lambda value: parsed.append(value[0]) or real(value))
    bundle = ArchiveBundle(large, verify=False)
    assert parsed == []
    assert bundle.topic("topic-04711", LANG) == make_topic(4711)
    assert parsed == ["topic-04711"]


def test_every_topic_of_a_large_bundle_is_found_in_its_shard(large: Path) -> None:
    bundle = open_bundle(large)
    bundle.verified()
    assert bundle.topic_count == 10_000
    assert [tile.id for tile in bundle.tiles("most", LANG)] == ["topic-00000", "topic-00007"]
    assert len(bundle.tiles("medicines", LANG)) + len(bundle.tiles("living", LANG)) == 10_000
    for number in range(0, 10_000, 499):
        assert bundle.topic(f"topic-{number:05}", LANG).id == f"topic-{number:05}"
        assert bundle.speech(f"topic-{number:05}", LANG) == {}
    assert open_bundle(large, demonstration=False).topic_count == 1_000


def _cost(path: Path) -> dict[str, int]:
    """Return the bytes read to open a bundle, to read a topic, and to read it again."""
    bundle = ArchiveBundle(path, verify=False)
    members = bundle.members
    opening = members.bytes_read
    bundle.tiles("most", LANG)
    assert members.bytes_read == opening
    bundle.topic("topic-00011", LANG)
    topic = members.bytes_read - opening
    bundle.topic("topic-00011", LANG)
    return {"opening": opening, "topic": topic, "again": members.bytes_read - opening - topic}
