"""What an author ought to mend in a topic or a pack: findings with file, line and what to write instead.

Reports, never raises, and changes nothing. Not in here: the markup itself (`kiosk.bundle.markup`, whose findings are
passed on) and what the kiosk shows. Only commands import it; the running screen never does.
"""
