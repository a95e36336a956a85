"""The glossary: words are found whole wherever they stand, and what is written wrongly is told with its line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kiosk.bundle import codec, layout
from kiosk.bundle.archive import ArchiveBundle
from kiosk.bundle.findings import Finding
from kiosk.bundle.glossary import FILE, Glossary, parse_glossary
from kiosk.bundle.model import Bullets, Paragraph, Term, Tip
from kiosk.bundle.reader import open_bundle
from kiosk.bundle.sentences import make_text
from kiosk.bundle.writer import Explained, Item, write_bundle, write_items
from kiosk.check.report import check_path
from kiosk.errors import BundleError, ContentError
from tests.kiosk.bundle.makers import MODEL_PACK, PACK, make_topic, write_pack

SOURCE = """
[[term]]
word = "baclofen"
say = ["BAK", "loh", "fen"]
plain = "A medicine that loosens muscles. It is often the first one tried."
also = ["Lioresal"]

[[term]]
word = "spasm"
say = ["SPAZ", "um"]
plain = "A sudden pull of a muscle."
also = ["spasms"]

[[term]]
word = "trigeminal"
say = ["try", "JEM", "ih", "nul"]
plain = "To do with the feeling nerve of the face."

[[term]]
word = "trigeminal neuralgia"
say = ["try", "JEM", "ih", "nul", "nyoo", "RAL", "juh"]
plain = "A sharp pain in the face."

[[term]]
word = "Uhthoff's symptom"
say = ["OOT", "hoffs"]
plain = "Symptoms that get worse for a short time in the heat."
"""


def read(source: str = SOURCE) -> tuple[Glossary | None, tuple[Finding, ...]]:
    return parse_glossary(source, path=Path(FILE), lang="en-GB")


@pytest.fixture
def glossary() -> Glossary:
    found, findings = read()
    assert found is not None, findings
    return found


def words(glossary: Glossary, text: str) -> list[tuple[str, str]]:
    return [(text[span.start : span.end], term.word.plain) for span, term in glossary.find(text)]


def term(word: str, *also: str) -> Term:
    return Term(make_text(word), ("x",), make_text(f"What {word} means."), also)


# -- finding --------------------------------------------------------------------------------------------------


def test_a_word_is_found_in_any_form_and_mix_of_capitals(glossary: Glossary) -> None:
    assert words(glossary, "Baclofen, or LIORESAL, eases spasms. A spasm hurts.") == [
        ("Baclofen", "baclofen"), ("LIORESAL", "baclofen"), ("spasms", "spasm"), ("spasm", "spasm"),
    ]  # fmt: skip


def test_only_whole_words_are_found(glossary: Glossary) -> None:
    assert words(glossary, "Antispasm, spasmodic, abaclofen, spasm1.") == []
    assert words(glossary, "(spasm) baclofen's \u2018spasm\u2019 baclofen-free") == [
        ("spasm", "spasm"), ("baclofen", "baclofen"), ("spasm", "spasm"), ("baclofen", "baclofen"),
    ]  # fmt: skip


def test_the_longest_word_is_meant(glossary: Glossary) -> None:
    assert words(glossary, "Trigeminal  neuralgia is of the trigeminal nerve.") == [
        ("Trigeminal  neuralgia", "trigeminal neuralgia"), ("trigeminal", "trigeminal"),
    ]  # fmt: skip


def test_either_apostrophe_will_do(glossary: Glossary) -> None:
    assert len(glossary.find("Uhthoff\u2019s symptom")) == len(glossary.find("Uhthoff's symptom")) == 1
    assert glossary.term("uhthoff\u2019s  Symptom") is glossary.terms[4]


def test_a_term_is_asked_for_by_any_of_its_forms(glossary: Glossary) -> None:
    assert glossary.term("lioresal") is glossary.term("Baclofen") is glossary.terms[0]
    with pytest.raises(KeyError):
        glossary.term("tizanidine")


def test_a_pack_without_a_glossary_explains_nothing() -> None:
    assert Glossary().find("spasm") == ()
    assert len(Glossary()) == 0


WORD = st.text("abcABC'-\u00e9", min_size=1, max_size=5).filter(lambda word: word[0].isalnum() and word[-1].isalnum())
FORM = st.lists(WORD, min_size=1, max_size=2).map(" ".join)


@given(st.lists(FORM, min_size=1, max_size=6, unique_by=str.casefold), st.lists(st.one_of(FORM, st.text(max_size=3))))
def test_places_are_whole_words_in_order_and_never_overlap(forms: list[str], text: list[str]) -> None:
    glossary = Glossary(term(form) for form in forms)
    joined = " ".join(text)
    end = 0
    for span, found in glossary.find(joined):
        assert end <= span.start < span.end
        end = span.end
        assert glossary.term(joined[span.start : span.end]) is found
        assert not joined[span.start - 1 : span.start].isalnum()
        assert not joined[span.end : span.end + 1].isalnum()


@given(st.lists(FORM, min_size=1, max_size=6, unique_by=str.casefold), st.data())
def test_a_form_that_stands_in_a_text_is_never_missed(forms: list[str], data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(forms))
    before, after = data.draw(st.sampled_from(["", "x ", "(", "1, "])), data.draw(st.sampled_from(["", ".", ", x"]))
    assume(all(form == other or form.casefold() not in other.casefold() for other in forms))
    text = f"{before}{form.upper() if data.draw(st.booleans()) and form.isascii() else form}{after}"
    spans = [text[span.start : span.end].casefold() for span, _ in Glossary(map(term, forms)).find(text)]
    assert form.casefold() in spans


# -- on a page -----------------------------------------------------------------------------------------------


def test_the_terms_of_a_page_come_once_in_the_order_they_appear(glossary: Glossary) -> None:
    blocks = (
        Paragraph(make_text("A spasm of a muscle.")),
        Bullets((make_text("Baclofen helps."), make_text("So spasms ease."))),
        Tip(make_text("Trigeminal neuralgia is a pain.")),
    )
    assert [one.word.plain for one in glossary.terms_on(blocks)] == ["spasm", "baclofen", "trigeminal neuralgia"]


def test_the_title_of_the_topic_is_not_explained_when_asked_so(glossary: Glossary) -> None:
    blocks = (Paragraph(make_text("Baclofen eases a spasm.")),)
    assert [one.word.plain for one in glossary.terms_on(blocks, besides=["Baclofen"])] == ["spasm"]
    assert [one.word.plain for one in glossary.terms_on(blocks, besides=["Lioresal"])] == ["spasm"]


# -- as it is written ----------------------------------------------------------------------------------------


def test_a_term_has_its_syllables_and_sentences_to_read_aloud(glossary: Glossary) -> None:
    first = glossary.term("baclofen")
    assert first.say == ("BAK", "loh", "fen")
    assert [first.plain.part(sentence.span) for sentence in first.plain.sentences] == [
        "A medicine that loosens muscles.", "It is often the first one tried.",
    ]  # fmt: skip
    assert len(first.word.sentences) == 1


@pytest.mark.parametrize(
    ("wrong", "right", "code", "instead"),
    [
        ('plain = "A sudden pull of a muscle."', 'plan = "A sudden pull of a muscle."', "missing-key", "Add plain"),
        ('say = ["SPAZ", "um"]', 'say = "SPAZ-um"', "type", "Write say"),
        ('also = ["spasms"]', 'also = ["spasms", "Lioresal"]', "twice", "Make one term"),
        ('word = "spasm"', 'word = "BACLOFEN"', "twice", "Make one term"),
        ('word = "spasm"', 'word = "spasm:"', "word", "Write the word alone"),
        ("A sudden pull of a muscle.", "A **sudden** pull.", "markup", "Write plain words"),
        ("[[term]]", "[[terms]]", "unknown-key", "Did you mean 'term'?"),
    ],
)
def test_a_mistake_is_told_with_what_to_write_instead(wrong: str, right: str, code: str, instead: str) -> None:
    source = SOURCE.replace(wrong, right)
    glossary, findings = read(source)
    assert glossary is None
    assert any(one.code == code and one.instead.startswith(instead) for one in findings), findings


def test_a_mistake_is_told_at_its_line() -> None:
    source = SOURCE.replace('say = ["SPAZ", "um"]', 'say = "SPAZ-um"')
    _, findings = read(source)
    assert [one.line for one in findings] == [source[: source.index('"SPAZ-um"')].count("\n") + 1]


@given(st.text(max_size=200))
def test_whatever_is_written_is_a_glossary_or_findings(source: str) -> None:
    glossary, findings = read(source)
    assert (glossary is None) is any(one.severity == "error" for one in findings)


# -- in a bundle ---------------------------------------------------------------------------------------------


def test_terms_come_back_from_json_as_they_were(glossary: Glossary) -> None:
    line = layout.to_line(codec.terms_to_json(glossary.terms))
    assert codec.terms_from_json(json.loads(line)) == glossary.terms
    for wrong in (None, [["x"]], [[["x", [], []], "x", ["x", [], []], []]]):
        with pytest.raises(ValueError):
            codec.terms_from_json(wrong)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = write_pack(tmp_path / "ms")
    (folder / FILE).write_text(SOURCE, encoding="utf-8")
    sounds = {"sentences": {"spasm": [[0, 5, "spasm", "sp\u02c8az\u0259m"]]}}
    (folder / "glossary.speech.json").write_text(json.dumps(sounds), encoding="utf-8")
    return folder


def test_a_folder_and_the_file_made_of_it_explain_the_same_words(pack: Path, tmp_path: Path) -> None:
    write_bundle(pack, tmp_path / "ms.kib")
    folder, file = open_bundle(pack), open_bundle(tmp_path / "ms.kib")
    file.verified()
    assert folder.glossary("en-GB").terms == file.glossary("en-GB").terms != ()
    assert folder.glossary_speech("en-GB") == file.glossary_speech("en-GB") != {}
    assert isinstance(file, ArchiveBundle)
    assert file.read_everything() == 1


def test_a_pack_without_a_glossary_has_an_empty_one(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "ms")
    write_bundle(folder, tmp_path / "ms.kib")
    for bundle in (open_bundle(folder), open_bundle(tmp_path / "ms.kib")):
        assert bundle.glossary("en-GB").terms == ()
        assert bundle.glossary_speech("en-GB") == {}
        with pytest.raises(ContentError):
            bundle.glossary("xx")


def test_another_language_has_a_glossary_of_its_own(pack: Path, tmp_path: Path) -> None:
    (pack / "bundle.toml").write_text(PACK.replace('["en-GB"]', '["en-GB", "cy"]'), encoding="utf-8")
    assert open_bundle(pack).glossary("cy").terms == ()
    (pack / "glossary.cy.toml").write_text('[[term]]\nword = "sbasm"\nsay = ["sb"]\nplain = "Tynnu sydyn."\n')
    assert [one.word.plain for one in open_bundle(pack).glossary("cy").terms] == ["sbasm"]


def test_a_glossary_written_wrongly_keeps_the_bundle_from_being_built(pack: Path, tmp_path: Path) -> None:
    (pack / FILE).write_text(SOURCE.replace("say =", "sai ="), encoding="utf-8")
    with pytest.raises(ContentError, match=r"glossary\.toml:2"):
        write_bundle(pack, tmp_path / "ms.kib")
    with pytest.raises(ContentError, match="Did you mean 'say'"):
        open_bundle(pack).glossary("en-GB")
    report = check_path(pack)
    assert not report.ok
    assert any(one.path.name == FILE and one.code == "unknown-key" for one in report.findings)


def test_a_damaged_glossary_in_a_file_is_told_as_such(pack: Path, tmp_path: Path) -> None:
    item = Item(make_topic(1))
    wrong = Explained("en-GB", Glossary(), {"sentences": []})
    write_items(MODEL_PACK, [item], tmp_path / "x.kib", [wrong])
    bundle = open_bundle(tmp_path / "x.kib")
    with pytest.raises(BundleError, match=r"glossary/en-gb\.speech\.json"):
        bundle.glossary_speech("en-GB")
