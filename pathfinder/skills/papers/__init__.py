"""What leaves and what comes in: the CV as PDF, files after public standards, and reading such files back into a profile."""

from pathfinder.skills.papers.foreign import Unreadable
from pathfinder.skills.papers.reading import LARGEST, Reading, read_any

__all__ = ["LARGEST", "Reading", "Unreadable", "read_any"]
