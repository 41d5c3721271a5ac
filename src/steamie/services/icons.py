"""The pictures beside what residents can choose."""

from __future__ import annotations

# The names in the sprite, with what each shows.
ICONS = [
    ("help", "Question mark"),
    ("home", "House"),
    ("tool", "Tool"),
    ("tap", "Tap"),
    ("drop", "Drop of water"),
    ("heat", "Heating"),
    ("bolt", "Electricity"),
    ("door", "Door"),
    ("window", "Window"),
    ("bath", "Bath"),
    ("bed", "Bed"),
    ("sofa", "Sofa"),
    ("pot", "Kitchen pot"),
    ("toilet", "Toilet"),
    ("stairs", "Stairs"),
    ("tree", "Tree"),
    ("mould", "Mould"),
    ("talk", "Speech"),
    ("thumb", "Thumb up"),
    ("report", "Paper"),
    ("lock", "Lock"),
    ("people", "People"),
    ("heart", "Heart"),
    ("key", "Key"),
    ("pen", "Pen"),
    ("warn", "Warning"),
    ("scale", "Scales"),
    ("mail", "Letter"),
    ("phone", "Telephone"),
]
