"""What other rooms may use of the library: letters that are owed, sent by the server's rounds."""

from pathfinder.library.models.owed_letter import OwedLetter
from pathfinder.library.owed import Written, send_due
from pathfinder.library.wake import soon

__all__ = ["OwedLetter", "Written", "send_due", "soon"]
