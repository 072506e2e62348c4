"""The library: practices, stories, procedures, events, documents and figures of nine countries, from the packs.

Each shelf is a folder of its own with its addresses; `content` reads what the packs hold.
"""
