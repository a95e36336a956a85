"""What connects Qt to the ports of the core: sound devices, whether a headset is in, and other
machinery of the desk the kiosk stands on.

Only `ui.app` builds what lives here. Nothing in here draws or knows a screen; heavy Qt modules (QtMultimedia) are
imported when first used, never before the first paint.
"""
