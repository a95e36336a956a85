"""Content as the program sees it: the topic model, its markup, its sentences, packs in a folder, bundles in one file,
and the translations that stand beside topics on paper.

Not in here: how a topic is drawn, spoken or printed, and what a content author ought to improve (`kiosk.check`).
Anyone above may import it. Nothing is re-exported, so that `kiosk.bundle.model` costs the screen nothing of the
Markdown and picture parsers: `reader.open_bundle` is the way in, and loads what the content at hand needs.
"""
