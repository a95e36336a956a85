"""A pack with one topic and its translation, and what tests do to both."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kiosk.bundle.approval import Approval, Record, digest_of, digest_of_translation, write_record
from kiosk.bundle.files import read_text
from kiosk.bundle.findings import Finding
from kiosk.bundle.markup import parse_topic
from kiosk.bundle.model import Topic
from kiosk.bundle.reader import Bundle
from kiosk.bundle.translation import Translation
from kiosk.bundle.translation_files import parse_translation
from tests.kiosk.bundle.makers import PARTS, SECTIONS, write_pack

LANG = "es"
HEAD = """+++
id = "baclofen"
title = "Baclofeno"
also = ["Lioresal"]
version = "0.3"
status = "draft"
author = "Translator"
made_from = "{digest}"
+++
"""
BODY = PARTS + SECTIONS


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack with one topic and its translation, which for these tests says the same in the same words."""
    folder = write_pack(tmp_path / "pack")
    translate(folder)
    return folder


def file_of(pack: Path, lang: str = LANG) -> Path:
    return pack / "topics" / "baclofen" / f"{lang}.md"


def translate(pack: Path, body: str = BODY, head: str = HEAD) -> Path:
    """Write the translation of the topic as it is now."""
    path = file_of(pack)
    path.write_text(head.format(digest=digest_of(topic_of(pack))) + body, encoding="utf-8")
    return path


def topic_of(pack: Path) -> Topic:
    path = file_of(pack, "en-GB")
    topic, _ = parse_topic(read_text(path), path=path, lang="en-GB")
    assert topic is not None
    return topic


def read(pack: Path) -> tuple[Translation | None, tuple[Finding, ...]]:
    path = file_of(pack)
    return parse_translation(read_text(path), path=path, lang=LANG, of=topic_of(pack))


def find(bundle: Bundle) -> Translation | None:
    return bundle.translations.find(bundle.topic("baclofen", "en-GB"), LANG)


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def approve(pack: Path, due: date = date(2030, 1, 1)) -> None:
    made, _ = read(pack)
    assert made is not None
    digest = digest_of_translation(made.topic, made.made_from)
    write_record(file_of(pack), Record(Approval("MS specialist nurse", date(2026, 1, 1), due, "0.3", digest)))
