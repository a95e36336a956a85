"""What is wrong with a translation, or not yet done for it: as the kiosk reads it, and what only people can do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from kiosk import paths, phrases
from kiosk.bundle.files import read_text
from kiosk.bundle.findings import Finding, Findings, Gravity
from kiosk.bundle.markup import parse_topic
from kiosk.bundle.model import Pack, Status, Topic
from kiosk.bundle.pack import FILE, parse_pack
from kiosk.bundle.translation import Translation
from kiosk.bundle.translation_files import parse_translation, translation_files
from kiosk.check.rules import Lines, topic_texts
from kiosk.theme.glyphs import described, drawable, missing

_WORDS = 4
"""Fewer may be the same in two languages: a name, a number to call."""


def check_translations(folder: Path, pack: Pack, today: date) -> Iterator[Finding]:
    """Yield the findings of every translation in a pack's folder."""
    for file, lang, topic_file in translation_files(folder, pack):
        yield from check_translation(file, lang, topic_file, today)


def check_translation(file: Path, lang: str, topic_file: Path, today: date) -> Iterator[Finding]:
    """Yield the findings of one translation of the topic in `topic_file`; that one's own findings are not told here."""
    topic, _ = parse_topic(read_text(topic_file), path=topic_file, lang=topic_file.stem)
    if topic is None:
        yield Finding(
            file, 1, Gravity.WARNING, "no-original", f"It cannot be held against {topic_file.name}, which has errors.",
            "Mend those first.",
        )  # fmt: skip
        return
    source = read_text(file)
    made, found = parse_translation(source, path=file, lang=lang, of=topic)
    yield from found
    if made is not None and made.fresh(topic):
        advice = Findings(file)
        _advise(made, source, today, advice)
        _left_over(topic, made, Lines(source), advice)
        yield from advice.all()


def topic_of(file: Path) -> Path | None:
    """Return the topic's file that `file` stands beside as a translation; None when it is a topic itself."""
    folder = file.resolve().parent.parent.parent
    if not (folder / FILE).is_file():
        return None
    pack, _ = parse_pack(read_text(folder / FILE), path=folder / FILE)
    beside = translation_files(folder, pack) if pack else ()
    return next((topic for path, _, topic in beside if path == file.resolve()), None)


def _advise(made: Translation, source: str, today: date, findings: Findings) -> None:
    lines, trust = Lines(source), made.topic.trust
    if made.lang not in phrases.paper_languages():
        findings.warning(
            1, "no-paper-words", f"The kiosk has no words for paper in '{made.lang}': it is never printed.",
            f"Translate those of resources/phrases/paper/es.toml into paper/{made.lang}.toml.",
        )  # fmt: skip
    if not made.native_speaker:
        findings.hint(
            1, "no-native-speaker", "No native speaker has checked the translation; each sheet with it says so.",
            "Have somebody read it who grew up with the language, then write native_speaker = true.",
        )  # fmt: skip
    if trust.status is not Status.APPROVED:
        findings.hint(
            1, "not-reviewed", "No clinician has approved the translation.",
            f"Have it read, then run 'kiosk review approve {made.topic.id} --lang {made.lang}'.",
        )  # fmt: skip
    elif trust.review_due is not None and trust.review_due < today:
        findings.error(
            1, "review-due", f"The review of the translation was due on {trust.review_due.isoformat()}.",
            "Have it read again, then run 'kiosk review approve'.",
        )  # fmt: skip
    held = drawable(paths.resources() / "fonts")
    for char in dict.fromkeys(char for text in topic_texts(made.topic) for char in missing(text.plain, held)):
        wrong = f"The fonts of the kiosk cannot draw {described(char)}."
        findings.error(lines.of_word(char), "glyph", wrong, "Write it in other letters.")


def _left_over(topic: Topic, made: Translation, lines: Lines, findings: Findings) -> None:
    """Report what stands in the translation as it stands in the topic: a file half done pairs too."""
    for mine, its in zip(topic_texts(topic), topic_texts(made.topic), strict=False):
        if mine.plain == its.plain and len(its.plain.split()) >= _WORDS:
            wrong = f"'{its.plain[:60]}' is not translated."
            findings.warning(lines.of(its), "untranslated", wrong, f"Say it in '{made.lang}'.")
