"""``steamie drill repairs``: is every repair that was thanked for on record once, and in the repairs system once?"""
