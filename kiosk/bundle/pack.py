"""Reads `bundle.toml`: what a pack says of itself, its categories in order, and the set that is asked for most."""

from __future__ import annotations

import re
from pathlib import Path

from kiosk.bundle.fields import Fields, load_fields
from kiosk.bundle.findings import Finding, Findings
from kiosk.bundle.head import read_icon, read_id
from kiosk.bundle.model import Category, Pack

FILE = "bundle.toml"
MOST = "most"
"""Id of the category that holds the most asked set."""
ACCENTS = ("most", "about", "stiff", "med", "sym", "live", "sup")
LONGEST_AUDIENCE = 60
"""Characters of the line that says for whom a pack is: it stands on each front page, also in the largest letters."""
LANG = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?\Z")
"""The BCP 47 tags a pack may use: language, script, region."""


def parse_pack(source: str, *, path: Path) -> tuple[Pack | None, tuple[Finding, ...]]:
    """Return the pack described in `source`, or None when a finding is an error."""
    findings = Findings(path)
    fields = load_fields(source.replace("\r\n", "\n"), 1, findings, "The pack")
    if fields is None:
        return None, findings.all()
    languages = fields.texts("languages")
    for lang in languages:
        if not LANG.match(lang):
            fields.wrong("languages", "language", f"'{lang}' is not a language tag.", "Write such as 'en-GB' or 'cy'.")
    pack = Pack(
        id=read_id(fields, "id"),
        title=fields.text("title"),
        audience=_audience(fields),
        version=fields.text("version"),
        languages=languages,
        most_asked=fields.texts("most_asked", required=False),
        categories=_categories(fields, findings),
    )
    for topic_id in sorted({one for one in pack.most_asked if pack.most_asked.count(one) > 1}):
        fields.wrong("most_asked", "twice", f"'{topic_id}' is in the set twice.", "Name each topic once.")
    fields.finish()
    return (None if findings.failed else pack), findings.all()


def _audience(fields: Fields) -> str:
    """Return for whom the pack is written; every pack must say so, or its words could reach others."""
    audience = fields.text("audience", example="Adults with multiple sclerosis (MS)")
    if len(audience) > LONGEST_AUDIENCE:
        said = f"'audience' has {len(audience)} characters, and {LONGEST_AUDIENCE} have room in the largest letters."
        fields.wrong("audience", "long-audience", said, "Say in a few words for whom the pack is written.")
    return audience


def _categories(fields: Fields, findings: Findings) -> tuple[Category, ...]:
    categories: list[Category] = []
    for table in fields.tables("category"):
        accent = table.choice("accent", ACCENTS)
        category = Category(read_id(table, "id"), table.text("title"), read_icon(table, "icon"), accent)
        table.finish()
        if any(other.id == category.id for other in categories):
            table.wrong("id", "twice", f"The category '{category.id}' is there twice.", "Give each its own id.")
        categories.append(category)
    if not categories or categories[0].id != MOST:
        findings.error(
            fields.line_of("category"), "most-asked", "The first category is not the most asked set.",
            f'Write first: [[category]] id = "{MOST}", title = "Most asked", icon = "star", accent = "{MOST}".',
        )  # fmt: skip
    return tuple(categories)
