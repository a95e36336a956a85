"""Who may open the nurse desk, what they prepare there, and what waits for them: PINs, packs, the desk, kept sheets.

PINs, tries and packs are files and hold nothing of a patient; the desk and the kept sheets hold it, in memory only.
Nothing is drawn or printed here: the glass and the command line use this room; it uses the session's values.
"""
