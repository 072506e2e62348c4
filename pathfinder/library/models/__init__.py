"""What the library keeps in the database beside the records of the directory."""

from pathfinder.library.models.consent import Consent, Withdrawal
from pathfinder.library.models.picture import Picture, PictureFile
from pathfinder.library.models.registration import EventList, Registration, RegistrationLetter
from pathfinder.library.models.submission import Submission, SubmissionLetter, SubmissionStep

__all__ = [
    "Consent", "EventList", "Picture", "PictureFile", "Registration", "RegistrationLetter", "Submission", "SubmissionLetter",
    "SubmissionStep", "Withdrawal",
]  # fmt: skip
