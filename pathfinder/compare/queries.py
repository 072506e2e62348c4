"""What other rooms may ask: the pathways of labour mobility that lead to a country, and how they are said."""

from pathfinder.compare.elsewhere import Way, ways_from_elsewhere
from pathfinder.compare.shown import ShownWay

__all__ = ["ShownWay", "Way", "ways_from_elsewhere"]
