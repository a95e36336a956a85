"""Who may open the nurse desk, and the sets of topics the clinic saves: PINs as hashes, wrong tries, packs.

Nothing of a patient is in here, and nothing is drawn or printed. The glass and the command line use it; it uses
nothing but settings, paths and files.
"""
