"""What an author ought to mend in a topic, its translation or a pack: findings with file, line and what to write.

Reports, never raises, and changes nothing. Not in here: the markup itself (`kiosk.bundle.markup`, whose findings are
passed on) and what the kiosk shows. Only commands import it; the running screen never does.
"""
