"""The spoken guide: how a hand asks for it and feels its way, and what is said of a screen and of what lies on it.

Hands are pure; what is said is a list of words that the screen shows. Knows no session; `ui.guiding` puts it to work.
"""
