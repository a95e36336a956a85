"""Hands: one door for fingers, pens and mice, and the filter behind it that knows what a trembling hand meant."""
