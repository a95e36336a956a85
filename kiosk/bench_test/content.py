"""What is shown and said: fonts, letters, voice, the bundle, its reviews, and the clock they go by."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import kiosk
from kiosk import paths, phrases, settings
from kiosk.bench_test.finding import Finding, failed, passed
from kiosk.bundle.reader import Bundle
from kiosk.errors import ContentError
from kiosk.theme.glyphs import ON_SCREEN, WEIGHTS, described, drawable, missing


def fonts(_: settings.Settings) -> Finding:
    """Are the bundled fonts there, and whole?"""
    from fontTools.ttLib import TTFont, TTLibError

    broken = []
    names = [f"{family}-{weight}.ttf" for family in ON_SCREEN for weight in WEIGHTS]
    for name in names:
        path = paths.resources() / "fonts" / name
        try:
            with TTFont(path) as font:
                font.getBestCmap()
        except (OSError, TTLibError, AssertionError):
            broken.append(path.name)
    if broken:
        return failed("fonts", f"Missing or damaged: {', '.join(broken)}.", "Install the kiosk again.")
    return passed("fonts", f"{len(names)} fonts.")


def letters(chosen: settings.Settings) -> Finding:
    """Can the fonts draw every letter that a topic, an explained word or the interface holds?"""
    from kiosk.bundle.opening import open_content

    try:
        held = drawable(paths.resources() / "fonts")
    except OSError as error:
        return failed("letters", f"The fonts can't be read: {error}.", "Install the kiosk again.")
    content = open_content(chosen, datetime.now())
    lost: dict[str, str] = {}
    texts = 0
    for where, text in _texts(content, chosen.language):
        texts += 1
        for char in missing(text, held):
            lost.setdefault(char, where)
    if lost:
        found = "; ".join(f"{described(char)} in {where}" for char, where in lost.items())
        return failed("letters", f"No font holds {found}.", "Have the author write it in other letters.")
    return passed("letters", f"Every letter of {texts} texts can be drawn.")


def _texts(content: Bundle, lang: str) -> Iterator[tuple[str, str]]:
    """Yield every text of the interface and of all that is shown, with where it stands."""
    from kiosk.check.rules import topic_texts

    for form in phrases.load(lang).every_form():
        yield "the interface", form
    for tile in content.search(lang).starting_with(""):
        for text in topic_texts(content.topic(tile.id, lang)):
            yield f"'{tile.id}'", text.plain
    for term in content.glossary(lang).terms:
        yield "the glossary", f"{term.word.plain} {term.plain.plain}"


def languages(chosen: settings.Settings) -> Finding:
    """Are there words for every language a person can choose, and who has checked them?"""
    known = {one.code: one for one in phrases.languages()}
    unknown = [code for code in phrases.codes(chosen.languages) if code not in known]
    if unknown:
        do = f"Name in 'languages' of the settings only {', '.join(known)}."
        return failed("languages", f"There are no words for {', '.join(unknown)}.", do)
    offered = phrases.offered(chosen.languages, chosen.language)
    raw = [f"{one.name} ({one.code})" for one in offered if not one.checked]
    told = f" Not yet checked by a native speaker: {', '.join(raw)}." if raw else ""
    return passed("languages", f"{len(offered)} to choose from.{told}")


def voice(chosen: settings.Settings) -> Finding:
    """Can the chosen voice speak?"""
    from kiosk.readaloud.voice import voice_for

    if chosen.voice == "none":
        return passed("voice", "Turned off in the settings.")
    if not voice_for(chosen.language, chosen).silent:
        return passed("voice", f"{chosen.voice}, {chosen.language}.")
    return failed(
        "voice", f"'{chosen.voice}' cannot speak {chosen.language} here.",
        f"{paths.setting_up()} Or set voice = \"none\".",
    )  # fmt: skip


def bundle(chosen: settings.Settings) -> Finding:
    """Does the content open, is it what was built, and may anything in it be shown?"""
    from kiosk.bundle.opening import content_path, open_content

    path = content_path(chosen)
    content = open_content(chosen, datetime.now())
    content.verified()
    if content.topic_count == 0:
        do = "No clinician has approved a topic yet: set demonstration = true to look at drafts."
        return failed("bundle", f"{path} has no topic that may be shown.", do)
    drafts = " (demonstration: drafts too)" if chosen.demonstration else ""
    pack = content.pack
    made = f"SHA-256 {content.digest}" if content.digest else "a folder, not a bundle: nothing proves that it is whole"
    return passed("bundle", f"{path}: {pack.title} {pack.version}, {content.topic_count} topics{drafts}. {made}.")


def drafts(chosen: settings.Settings) -> Finding:
    """Is all that patients read approved by a clinician?"""
    from kiosk.bundle.opening import content_path
    from kiosk.bundle.review import State, review_of

    if not chosen.demonstration:
        return passed("drafts", "Only what a clinician has approved is shown.")
    rows = review_of(content_path(chosen), datetime.now(), chosen.grace_days).rows
    unread = sum(row.state not in (State.APPROVED, State.OVERDUE, State.WITHDRAWN) for row in rows)
    if unread:
        told = f"Shown for demonstration: {unread} text{'s' * (unread > 1)} that no clinician has approved."
        do = "Before patients use it, have them approved ('kiosk review approve') and set demonstration = false."
        return failed("drafts", told, do)
    return passed("drafts", "All is approved; demonstration = true can go from the settings.")


def reviews(chosen: settings.Settings) -> Finding:
    """Is every approval still good, and is none void?"""
    from kiosk.bundle.opening import content_path
    from kiosk.bundle.review import LOOK, review_of

    review = review_of(content_path(chosen), datetime.now(), chosen.grace_days)
    wanted = [f"{row.topic} ({row.lang}): {row.state.value}, due {row.due}" for row in review.rows if row.state in LOOK]
    if wanted:
        do = "Have a clinician read them again, then 'kiosk review approve'. 'kiosk review status' lists all topics."
        return failed("reviews", f"{'; '.join(wanted)}.", do)
    due = next((row for row in review.rows if row.due), None)
    if due is not None:
        return passed("reviews", f"The next is due on {due.due}: {due.topic} ({due.lang}).")
    return passed("reviews", "No topic is approved yet, so none runs out.")


def clock(chosen: settings.Settings) -> Finding:
    """Can the time be right? It is printed on every sheet, and topics run out by it."""
    from kiosk.bundle.clock import believed
    from kiosk.bundle.opening import open_content

    now = datetime.now().astimezone()
    try:
        newest = open_content(chosen, now).newest
    except ContentError:
        newest = None  # what is wrong with the content is told there
    do = "Set the clock, or turn on network time."
    if believed(now, newest) is None:
        return failed("clock", f"{now:%d %B %Y} can't be right: no date is printed, and no topic runs out.", do)
    installed = datetime.fromtimestamp(Path(kiosk.__file__).stat().st_mtime, tz=UTC)
    shown = now.strftime("%d %B %Y, %H:%M %Z")
    if now < installed:
        return failed("clock", f"{shown}: earlier than this program.", do)
    return passed("clock", f"{shown}.")


def settings_file(chosen: settings.Settings) -> Finding:
    """Is every line of the settings file understood?"""
    if chosen.mistakes:
        do = "Put these lines right; 'kiosk settings --check' reads the file again."
        return failed("settings", " ".join(chosen.mistakes), do)
    return passed("settings", "Every line is understood.")
