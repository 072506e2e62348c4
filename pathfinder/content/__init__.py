"""Which packs this Pathfinder serves, in which version, and how much they hold.

The packs themselves stay files: `rulebook.load` reads and checks them. This room keeps the record of what was
loaded, so that a monitor can say so, and loading twice changes nothing.
"""
