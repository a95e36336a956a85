"""Who may open the nurse desk, what they prepare there, and what waits for them: PINs, packs, the desk, kept sheets.

All but PINs, tries and packs lives in memory only. Nothing is drawn or printed here: the glass and the command line use
this room; it uses the session's values and, for files, settings and paths.
"""
