"""The model as JSON and back: explicit, compact, spans kept so that they are never found again.

A text is [plain, strong, sentences]; strong is a flat list of starts and ends; a sentence is a flat list: its
start and end, then those of each word. A block is a list whose first item names it; one that matters to some
people most is ["for", keys, block]. Reading is strict: what is not exactly what writing makes is
`UnreadableError`, so that damaged content cannot become a half-right topic.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kiosk.bundle.model import (
    ABOUT_ME,
    DIARY_COLUMNS,
    DIARY_DAYS,
    Answer,
    Block,
    Bullets,
    Category,
    Diary,
    Drawing,
    IconArray,
    KeyPoints,
    Pack,
    Paragraph,
    Picture,
    QuestionPrompts,
    Role,
    Section,
    Sentence,
    Severity,
    Shape,
    Source,
    Span,
    Status,
    Steps,
    Table,
    TeachBack,
    Term,
    Text,
    Tile,
    Tip,
    Topic,
    Trust,
    Warning,
)
from kiosk.bundle.speech import Speech, SpokenWord
from kiosk.bundle.values import UnreadableError
from kiosk.bundle.values import day_to_json as _day_to_json
from kiosk.bundle.values import maybe_str as _maybe_str
from kiosk.bundle.values import read_bool as _bool
from kiosk.bundle.values import read_day as _day
from kiosk.bundle.values import read_each as _each
from kiosk.bundle.values import read_float as _float
from kiosk.bundle.values import read_int as _int
from kiosk.bundle.values import read_list as _list
from kiosk.bundle.values import read_str as _str

# -- texts -----------------------------------------------------------------------------------------------


def text_to_json(text: Text) -> list[Any]:
    """Return a text as [plain, strong, sentences]."""
    sentences = [_flat((sentence.span, *sentence.words)) for sentence in text.sentences]
    return [text.plain, _flat(text.strong), sentences]


def text_from_json(value: object) -> Text:
    """Return the text; UnreadableError when a span lies outside it."""
    plain, strong, sentences = _list(value, 3)
    limit = len(_str(plain))
    read = []
    for flat in _list(sentences):
        first, *words = _spans(flat, limit)
        read.append(Sentence(first, tuple(words)))
    return Text(plain, _spans(strong, limit), tuple(read))


def _flat(spans: Sequence[Span]) -> list[int]:
    return [place for span in spans for place in (span.start, span.end)]


def _spans(value: object, limit: int) -> tuple[Span, ...]:
    flat = _list(value)
    if len(flat) % 2:
        raise UnreadableError("a span has a start and an end")
    spans = tuple(Span(_int(start), _int(end)) for start, end in zip(flat[::2], flat[1::2], strict=True))
    if not all(0 <= span.start < span.end <= limit for span in spans):
        raise UnreadableError("a span lies outside its text")
    return spans


def _texts_to_json(texts: Sequence[Text]) -> list[Any]:
    return [text_to_json(text) for text in texts]


def _texts(value: object) -> tuple[Text, ...]:
    return _each(value, text_from_json)


# -- blocks ----------------------------------------------------------------------------------------------


def block_to_json(block: Block) -> list[Any]:
    """Return a block as a list that begins with its name; one with a mark lies inside a 'for'."""
    if block.matters_to:
        return ["for", list(block.matters_to), _plain_block_to_json(block)]
    return _plain_block_to_json(block)


def _plain_block_to_json(block: Block) -> list[Any]:
    match block:
        case Paragraph(text):
            return ["paragraph", text_to_json(text)]
        case Bullets(items):
            return ["bullets", _texts_to_json(items)]
        case Steps():
            return ["steps", _texts_to_json(block.items), block.start]
        case Warning(severity, title, do, when, why):
            return ["warning", severity.value, *_texts_to_json((title, do, when, why))]
        case Tip(text):
            return ["tip", text_to_json(text)]
        case IconArray(number, out_of, heading, have, have_not, studied, source):
            return ["icon-array", number, out_of, *_texts_to_json((heading, have, have_not, studied)), source]
        case Picture(name, alternative, caption, drawing):
            return ["picture", name, text_to_json(alternative), text_to_json(caption), drawing_to_json(drawing)]
        case Table(header, rows):
            return ["table", _texts_to_json(header), [_texts_to_json(row) for row in rows]]
        case Diary(title, note, columns, days):
            return ["diary", *_texts_to_json((title, note)), _texts_to_json(columns), days]


def block_from_json(value: object) -> Block:
    """Return the block; UnreadableError when it is none."""
    kind, *rest = _list(value) or [""]
    if kind == "for":
        keys, inner = _list(rest, 2)
        return replace(_plain_block(*_list(inner)), matters_to=_marks(keys))
    return _plain_block(kind, *rest)


def _marks(value: object) -> tuple[str, ...]:
    keys = _each(value, _str)
    if not keys or len(set(keys)) != len(keys) or not set(keys) <= set(ABOUT_ME):
        raise UnreadableError("a block matters to someone unknown")
    return keys


def _plain_block(kind: object = "", *rest: object) -> Block:
    if _str(kind) not in _BLOCKS:
        raise UnreadableError(f"there is no block '{kind}'")
    length, read = _BLOCKS[_str(kind)]
    return read(*_list(list(rest), length))


def _read_picture(name: object, alternative: object, caption: object, drawing: object) -> Block:
    return Picture(_str(name), text_from_json(alternative), text_from_json(caption), drawing_from_json(drawing))


def _read_icon_array(number: object, out_of: object, *rest: object) -> Block:
    *texts, source = rest
    heading, have, have_not, studied = map(text_from_json, texts)
    if not 0 <= _int(number) <= _int(out_of):
        raise UnreadableError("an icon array fills more figures than it has")
    return IconArray(_int(number), _int(out_of), heading, have, have_not, studied, _str(source))


def _read_warning(severity: object, *texts: object) -> Block:
    title, do, when, why = map(text_from_json, texts)
    return Warning(Severity(_str(severity)), title, do, when, why)


def _read_table(header: object, rows: object) -> Block:
    table = Table(_texts(header), _each(rows, _texts))
    if any(len(row) != len(table.header) for row in table.rows):
        raise UnreadableError("a row is not as wide as its table")
    return table


def _read_diary(title: object, note: object, columns: object, days: object) -> Block:
    diary = Diary(text_from_json(title), text_from_json(note), _texts(columns), _int(days))
    if diary.days not in DIARY_DAYS or not 1 <= len(diary.columns) <= DIARY_COLUMNS:
        raise UnreadableError("a diary has too many days or columns, or too few")
    return diary


_BLOCKS: Mapping[str, tuple[int, Callable[..., Block]]] = {
    "paragraph": (1, lambda text: Paragraph(text_from_json(text))),
    "bullets": (1, lambda items: Bullets(_texts(items))),
    "steps": (2, lambda items, start: Steps(_texts(items), _int(start))),
    "warning": (5, _read_warning),
    "tip": (1, lambda text: Tip(text_from_json(text))),
    "icon-array": (7, _read_icon_array),
    "picture": (4, _read_picture),
    "table": (2, _read_table),
    "diary": (4, _read_diary),
}


def drawing_to_json(drawing: Drawing) -> list[Any]:
    """Return a drawing as [width, height, shapes]."""
    shapes = [[shape.path, shape.fill, shape.stroke, shape.stroke_width] for shape in drawing.shapes]
    return [drawing.width, drawing.height, shapes]


def drawing_from_json(value: object) -> Drawing:
    """Return the drawing."""
    width, height, shapes = _list(value, 3)
    return Drawing(_float(width), _float(height), _each(shapes, _shape))


def _shape(value: object) -> Shape:
    path, fill, stroke, width = _list(value, 4)
    return Shape(_str(path), _maybe_str(fill), _maybe_str(stroke), _float(width))


# -- topics ----------------------------------------------------------------------------------------------


def topic_to_json(topic: Topic) -> list[Any]:
    """Return a topic as a list, in the order of the model."""
    return [
        topic.id, topic.lang, text_to_json(topic.title), list(topic.say), list(topic.also), list(topic.find),
        topic.category, topic.icon, _texts_to_json(topic.key_points.points),
        [_section_to_json(section) for section in topic.sections],
        _texts_to_json(topic.prompts.questions), [_teach_back_to_json(one) for one in topic.teach_backs],
        [[one.id, one.publisher, one.title, one.date, one.address] for one in topic.sources],
        trust_to_json(topic.trust),
    ]  # fmt: skip


def topic_from_json(value: object) -> Topic:
    """Return the topic; UnreadableError when anything in it is not as `topic_to_json` makes it."""
    (topic_id, lang, title, say, also, find, category, icon, points, sections, prompts, teach_backs, sources,
     trust) = _list(value, 14)  # fmt: skip
    return Topic(
        id=_str(topic_id), lang=_str(lang), title=text_from_json(title), say=_each(say, _str),
        also=_each(also, _str), find=_each(find, _str), category=_str(category), icon=_str(icon),
        key_points=KeyPoints(_texts(points)), sections=_each(sections, _section),
        prompts=QuestionPrompts(_texts(prompts)), teach_backs=_each(teach_backs, _teach_back),
        sources=_each(sources, _source), trust=trust_from_json(trust),
    )  # fmt: skip


def pack_to_json(pack: Pack) -> list[Any]:
    """Return a pack as a list."""
    categories = [[one.id, one.title, one.icon, one.accent] for one in pack.categories]
    return [pack.id, pack.title, pack.version, list(pack.languages), categories, list(pack.most_asked), pack.audience]


def pack_from_json(value: object) -> Pack:
    """Return the pack; one made before packs said for whom they are says nothing of it."""
    told = _list(value)
    pack_id, title, version, languages, categories, most_asked, audience = _list(
        [*told, ""] if len(told) == 6 else told, 7
    )
    return Pack(
        _str(pack_id), _str(title), _str(version), _each(languages, _str), _each(categories, _category),
        _each(most_asked, _str), _str(audience),
    )  # fmt: skip


def _category(value: object) -> Category:
    return Category(*(_str(item) for item in _list(value, 4)))


def tile_of(topic: Topic) -> Tile:
    """Return what a tile shows of a topic."""
    trust = topic.trust
    return Tile(
        topic.id, topic.title.plain, topic.category, topic.icon, topic.also, trust.status, trust.version,
        trust.review_due,
    )  # fmt: skip


def tile_to_json(tile: Tile) -> list[Any]:
    """Return a tile as a list."""
    return [
        tile.id, tile.title, tile.category, tile.icon, list(tile.also), tile.status.value, tile.version,
        _day_to_json(tile.review_due),
    ]  # fmt: skip


def tile_from_json(value: object) -> Tile:
    """Return the tile."""
    topic_id, title, category, icon, also, status, version, due = _list(value, 8)
    return Tile(
        _str(topic_id), _str(title), _str(category), _str(icon), _each(also, _str), Status(_str(status)),
        _str(version), _day(due),
    )  # fmt: skip


def _section_to_json(section: Section) -> list[Any]:
    return [
        section.id, text_to_json(section.question), text_to_json(section.short), section.role.value, section.icon,
        [block_to_json(block) for block in section.blocks],
    ]  # fmt: skip


def _section(value: object) -> Section:
    section_id, question, short, role, icon, blocks = _list(value, 6)
    return Section(
        _str(section_id), text_from_json(question), text_from_json(short), Role(_str(role)), _str(icon),
        _each(blocks, block_from_json),
    )  # fmt: skip


def _teach_back_to_json(one: TeachBack) -> list[Any]:
    answers = [[text_to_json(a.text), a.right, text_to_json(a.reply)] for a in one.answers]
    return [text_to_json(one.question), answers, one.section]


def _teach_back(value: object) -> TeachBack:
    question, answers, section = _list(value, 3)
    return TeachBack(text_from_json(question), _each(answers, _answer), _str(section))


def _answer(value: object) -> Answer:
    text, right, reply = _list(value, 3)
    return Answer(text_from_json(text), _bool(right), text_from_json(reply))


def _source(value: object) -> Source:
    return Source(*(_str(item) for item in _list(value, 5)))


def trust_to_json(trust: Trust) -> list[Any]:
    """Return who stands for a topic or a glossary as a list."""
    return [
        trust.version, trust.status.value, trust.author, trust.reviewer, _day_to_json(trust.reviewed_on),
        _day_to_json(trust.review_due), trust.withdrawn,
    ]  # fmt: skip


def trust_from_json(value: object) -> Trust:
    """Return who stands for it."""
    version, status, author, reviewer, reviewed_on, review_due, withdrawn = _list(value, 7)
    return Trust(
        _str(version), Status(_str(status)), _str(author), _str(reviewer), _day(reviewed_on), _day(review_due),
        _str(withdrawn),
    )  # fmt: skip


# -- glossary --------------------------------------------------------------------------------------------


def terms_to_json(terms: Iterable[Term]) -> list[Any]:
    """Return the terms of a glossary as a list."""
    return [[text_to_json(one.word), list(one.say), text_to_json(one.plain), list(one.also)] for one in terms]


def terms_from_json(value: object) -> tuple[Term, ...]:
    """Return the terms."""
    return _each(value, _term)


def _term(value: object) -> Term:
    word, say, plain, also = _list(value, 4)
    return Term(text_from_json(word), _each(say, _str), text_from_json(plain), _each(also, _str))


# -- speech ----------------------------------------------------------------------------------------------


def speech_to_json(speech: Speech) -> dict[str, Any]:
    """Return how sentences are said, as `<lang>.speech.json` holds it."""
    words = {text: [[w.span.start, w.span.end, w.said, w.ipa] for w in said] for text, said in speech.items()}
    return {"sentences": words}


def speech_from_json(value: object) -> Speech:
    """Return how sentences are said; keys beside 'sentences' are none of this program's business."""
    if not isinstance(value, dict) or not isinstance(value.get("sentences"), dict):
        raise UnreadableError("it has no 'sentences'")
    return {text: tuple(_spoken(word, text) for word in _list(words)) for text, words in value["sentences"].items()}


def _spoken(value: object, text: str) -> SpokenWord:
    start, end, said, ipa = _list(value, 4)
    if not 0 <= _int(start) <= _int(end) <= len(text):
        raise UnreadableError(f"a word lies outside its sentence '{text[:40]}'")
    return SpokenWord(Span(start, end), _str(said), _str(ipa))
