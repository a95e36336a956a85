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
    call_wanted = Signal()
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
    topic_foreseen = Signal(str)
    """A finger went down on it."""
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
    stop_listening_wanted = Signal()
    pause_wanted = Signal()
    sentence_step_wanted = Signal(int)
    again_wanted = Signal()
    speed_wanted = Signal(int)
    volume_wanted = Signal(int)
    marks_wanted = Signal()
    marking_wanted = Signal(str)
    reading_on_wanted = Signal(bool)
    guide_stop_wanted = Signal()
    guide_again_wanted = Signal()
    guide_off_wanted = Signal()
    # comfort
    easier_wanted = Signal(int)
    next_size_wanted = Signal()
    size_wanted = Signal(str)
    theme_wanted = Signal(str)
    reach_wanted = Signal()
    spacing_wanted = Signal()
    language_wanted = Signal(str)
    put_back_wanted = Signal()
    tapping_wanted = Signal()
    target_wanted = Signal()
    put_touch_back_wanted = Signal()
    keypad_wanted = Signal()
    scanning_wanted = Signal(str)
    scan_slower_wanted = Signal(int)
    scan_voice_wanted = Signal(bool)
    # taking home
    handout_wanted = Signal()
    toggle_topic_wanted = Signal(str)
    toggle_question_wanted = Signal(str)
    toggle_about_wanted = Signal(str)
    letter_size_wanted = Signal(str)
    print_wanted = Signal()
    print_again_wanted = Signal()
    ask_staff_wanted = Signal()
    # the nurse desk
    staff_wanted = Signal()
    digit_wanted = Signal(str)
    digit_back_wanted = Signal()
    digits_clear_wanted = Signal()
    unlock_wanted = Signal()
    lock_wanted = Signal()
    desk_clear_wanted = Signal()
    desk_page_wanted = Signal(str)
    desk_view_wanted = Signal(str, int)
    field_wanted = Signal(str)
    typed_wanted = Signal(str, str)
    pack_wanted = Signal(str)
    pack_save_wanted = Signal()
    desk_topic_wanted = Signal(str)
    desk_about_wanted = Signal(str)
    desk_letter_wanted = Signal()
    desk_language_wanted = Signal()
    copies_wanted = Signal(int)
    preview_page_wanted = Signal(int)
    desk_print_wanted = Signal()
    desk_again_wanted = Signal()
    sure_wanted = Signal(str, str)
    kept_print_wanted = Signal(str)
    kept_open_wanted = Signal(str)
    kept_drop_wanted = Signal(str)
    clean_wanted = Signal()
    # still there
    stay_wanted = Signal()
    more_time_wanted = Signal()
