"""How the kiosk looks, as values: sizes in millimetres, type scales, colours by role (`resources/themes`), and
what its fonts can draw.

No colour, length or type size stands anywhere else; nothing here knows Qt, a screen or a session.
"""
