"""What staff do at the nurse desk, beside the presenter: the PIN, what is typed and chosen, its preview, its printing.

All of it is forgotten when the desk is locked. How it looks is in `ui.screens`; whom it lets in and what it keeps, in
`kiosk.staff`. Only the window, `ui.show` and `ui.app` import it.
"""
