"""The fenced directives of a topic file: a name, and a body in TOML, made into a block or a part of the topic."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.bundle.fields import Fields, load_fields
from kiosk.bundle.findings import Findings, nearest
from kiosk.bundle.inline import Inline
from kiosk.bundle.model import (
    ABOUT_ME,
    DIARY_COLUMNS,
    DIARY_DAYS,
    Answer,
    Block,
    Diary,
    IconArray,
    KeyPoints,
    Picture,
    QuestionPrompts,
    Severity,
    TeachBack,
    Text,
    Tip,
    Warning,
)
from kiosk.bundle.picture import PICTURE_NAME, read_picture

Part = KeyPoints | QuestionPrompts | TeachBack
"""What belongs to the whole topic, not to one section."""

MOST_FIGURES = 1000
"""The most figures an icon array can be drawn with."""
LONGEST_COLUMN = 24
"""The most characters over a column of a diary: four columns in the largest letters are narrow."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the makers of blocks need: the words, the findings, and where pictures lie."""

    inline: Inline
    findings: Findings
    folder: Path

    def text(self, fields: Fields, key: str, *, required: bool = True) -> Text:
        """Return the words of a key."""
        return self.inline.text(fields.text(key, required=required), fields.line_of(key))

    def texts(self, fields: Fields, key: str) -> tuple[Text, ...]:
        """Return the words of a list."""
        line = fields.line_of(key)
        return tuple(self.inline.text(item, line) for item in fields.texts(key))


def read_directive(name: str, body: str, line: int, reading: Reading) -> Block | Part | None:
    """Return what a directive makes; `line` is that of its opening fence. None when it cannot be made."""
    maker = {**IN_A_SECTION, **OF_THE_TOPIC}.get(name)
    if maker is None:
        reading.findings.error(
            line,
            "unknown-directive",
            f"There is no directive ':::{name}'.",
            nearest(name, (*IN_A_SECTION, *OF_THE_TOPIC)),
        )
        return None
    fields = load_fields(body, line + 1, reading.findings, f":::{name}")
    if fields is None:
        return None
    made = maker(fields, reading)
    if made is not None and not isinstance(made, KeyPoints | QuestionPrompts | TeachBack):
        marks = read_marks(fields.texts("for", required=False), fields.line_of("for"), reading.findings)
        made = replace(made, matters_to=marks)
    fields.finish()
    return made


def read_marks(written: Iterable[str], line: int, findings: Findings) -> tuple[str, ...]:
    """Return whom a block matters to, each once: keys of `ABOUT_ME`; every other word is a finding at `line`."""
    keys = tuple(dict.fromkeys(word.strip() for word in written))
    for key in keys:
        if key not in ABOUT_ME:
            findings.error(line, "unknown-for", f"Nobody can say of themselves '{key}'.", nearest(key, ABOUT_ME))
    return tuple(key for key in keys if key in ABOUT_ME)


def _warning(fields: Fields, reading: Reading) -> Warning | None:
    severity = fields.choice("severity", [severity.value for severity in Severity])
    title, do = reading.text(fields, "title"), reading.text(fields, "do")
    when, why = reading.text(fields, "when", required=False), reading.text(fields, "why")
    return Warning(Severity(severity), title, do, when, why) if severity else None


def _tip(fields: Fields, reading: Reading) -> Tip:
    return Tip(reading.text(fields, "text"))


def _icon_array(fields: Fields, reading: Reading) -> IconArray | None:
    number, out_of = fields.whole("number"), fields.whole("out_of")
    if out_of is not None and not 1 <= out_of <= MOST_FIGURES:
        fields.wrong(
            "out_of", "out-of", f"'out_of' is {out_of}.", f"Write a number from 1 to {MOST_FIGURES}; 100 reads best."
        )
    elif number is not None and out_of is not None and not 0 <= number <= out_of:
        fields.wrong("number", "number", f"{number} is not a part of {out_of}.", f"Write a number from 0 to {out_of}.")
    heading, have = reading.text(fields, "heading"), reading.text(fields, "have")
    have_not, studied = reading.text(fields, "have_not"), reading.text(fields, "studied")
    source = fields.text("source")
    if number is None or out_of is None:
        return None
    return IconArray(number, out_of, heading, have, have_not, studied, source)


def _picture(fields: Fields, reading: Reading) -> Picture | None:
    name = fields.text("file")
    alternative, caption = reading.text(fields, "alternative"), reading.text(fields, "caption")
    if not name:
        return None
    if not PICTURE_NAME.match(name):
        fields.wrong(
            "file", "picture-name", f"'{name}' cannot be a picture's name.", "Write small letters: 'steps.svg'."
        )
        return None
    path = reading.folder / name
    if not path.is_file():
        fields.wrong("file", "no-picture", f"There is no picture '{name}'.", "Put the file beside the topic.")
        return None
    drawing, findings = read_picture(path)
    reading.findings.extend(findings)
    return Picture(name, alternative, caption, drawing) if drawing else None


def _diary(fields: Fields, reading: Reading) -> Diary | None:
    title, note = reading.text(fields, "title"), reading.text(fields, "note", required=False)
    columns = reading.texts(fields, "columns")
    days = fields.whole("days") if fields.has("days") else max(DIARY_DAYS)
    if len(columns) > DIARY_COLUMNS:
        fields.wrong(
            "columns", "columns", f"The diary has {len(columns)} columns.",
            f"Keep {DIARY_COLUMNS} at most: there must be room to write.",
        )  # fmt: skip
    for column in columns:
        if len(column.plain) > LONGEST_COLUMN:
            fields.wrong(
                "columns", "columns", f"'{column.plain}' is long for the head of a column.",
                f"Write {LONGEST_COLUMN} characters at most, such as 'Spasms: how many'.",
            )  # fmt: skip
    if days is not None and days not in DIARY_DAYS:
        fields.wrong("days", "days", f"A diary cannot be for {days} days.", "Write days = 7 or days = 14.")
        return None
    return Diary(title, note, columns, days) if days and columns else None


def _key_points(fields: Fields, reading: Reading) -> KeyPoints:
    points = reading.texts(fields, "points")
    if fields.has("points") and len(points) != 3:
        fields.wrong(
            "points", "three-points", f"There are {len(points)} key points.", "Write three: what matters most."
        )
    return KeyPoints(points)


def _questions(fields: Fields, reading: Reading) -> QuestionPrompts:
    return QuestionPrompts(reading.texts(fields, "items"))


def _teach_back(fields: Fields, reading: Reading) -> TeachBack:
    answers = []
    for table in fields.tables("answer"):
        answers.append(Answer(reading.text(table, "text"), table.flag("right"), reading.text(table, "reply")))
        table.finish()
    if len(answers) < 2:
        fields.wrong("answer", "answers", "A teach-back question needs two answers or more.", "Add an [[answer]].")
    elif (right := sum(answer.right for answer in answers)) != 1:
        fields.wrong("answer", "right-answer", f"{right} answers are right.", "Write right = true in one [[answer]].")
    return TeachBack(reading.text(fields, "question"), tuple(answers), fields.text("section"))


IN_A_SECTION: Mapping[str, Callable[[Fields, Reading], Block | None]] = {
    "warning": _warning,
    "tip": _tip,
    "icon-array": _icon_array,
    "picture": _picture,
    "diary": _diary,
}
OF_THE_TOPIC: Mapping[str, Callable[[Fields, Reading], Part]] = {
    "key-points": _key_points,
    "questions": _questions,
    "teach-back": _teach_back,
}
