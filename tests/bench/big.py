"""Bundles of any number of topics: the shipped ones, which are walked through, and made ones that fill the lists."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from kiosk import paths
from kiosk.bundle.model import Topic
from kiosk.bundle.reader import open_bundle
from kiosk.bundle.writer import Item, write_items


def _maker() -> Callable[[int], Topic]:
    """Return the tests' own maker of topics, by its file: 'tests' is a name that other packages take as well."""
    path = Path(__file__).resolve().parent.parent / "kiosk" / "bundle" / "makers.py"
    spec = importlib.util.spec_from_file_location("makers", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    make: Callable[[int], Topic] = module.make_topic
    return make


def write_big(path: Path, count: int) -> None:
    """Write a bundle of `count` topics in the categories of the shipped pack."""
    shipped = open_bundle(paths.default_content())
    lang = shipped.pack.languages[0]
    own = [tile.id for category in shipped.pack.categories[1:] for tile in shipped.tiles(category.id, lang)]
    items = [Item(shipped.topic(topic_id, lang)) for topic_id in own]
    make_topic, names = _maker(), [category.id for category in shipped.pack.categories[1:]]
    for number in range(count - len(items)):
        items.append(Item(replace(make_topic(number), category=names[number % len(names)])))
    write_items(shipped.pack, items, path)
