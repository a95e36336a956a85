"""What a person at the glass can wish for. Screens emit these; the window connects them to the presenter, once.

Kept apart from the screens so that a screen can be thrown away and made anew (a new person gets new widgets)
without a connection to lose.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Wishes(QObject):
    """Every wish, named for what the person wants. Arguments are values, never widgets."""

    # going about
    start_wanted = Signal()
    home_wanted = Signal()
    back_wanted = Signal()
    help_wanted = Signal()
    finish_wanted = Signal()
    clear_wanted = Signal()
    category_wanted = Signal(str)
    page_wanted = Signal(int)
    a_to_z_wanted = Signal()
    list_wanted = Signal()
    letter_wanted = Signal(str)
    rub_out_wanted = Signal()
    # a topic
    topic_wanted = Signal(str)
    section_wanted = Signal(str)
    reading_wanted = Signal()
    next_page_wanted = Signal()
    questions_wanted = Signal()
    words_wanted = Signal()
    focus_wanted = Signal()
    answer_wanted = Signal(int)
    next_question_wanted = Signal()
    # listening
    listen_wanted = Signal()
    hear_handout_wanted = Signal()
    stop_listening_wanted = Signal()
    pause_wanted = Signal()
    sentence_step_wanted = Signal(int)
    again_wanted = Signal()
    speed_wanted = Signal(int)
    volume_wanted = Signal(int)
    # comfort
    easier_wanted = Signal()
    next_size_wanted = Signal()
    size_wanted = Signal(str)
    theme_wanted = Signal(str)
    put_back_wanted = Signal()
    tapping_wanted = Signal()
    target_wanted = Signal()
    put_touch_back_wanted = Signal()
    # taking home
    handout_wanted = Signal()
    toggle_topic_wanted = Signal(str)
    toggle_question_wanted = Signal(str)
    toggle_about_wanted = Signal(str)
    letter_size_wanted = Signal(str)
    print_wanted = Signal()
    print_again_wanted = Signal()
    # still there
    stay_wanted = Signal()
    more_time_wanted = Signal()
