from django.core.validators import RegexValidator
from django.db import models


class LoadedPack(models.Model):
    """One country's pack as it was last read and found sound."""

    country = models.CharField(
        max_length=2,
        primary_key=True,
        validators=[RegexValidator(r"^[a-z]{2}$")],
        help_text="ISO 3166-1 alpha-2, lower case",
    )
    version = models.CharField(max_length=40)
    checksum = models.CharField(max_length=64, help_text="fingerprint of every file of the pack and the shared one")
    loaded_at = models.DateTimeField()
    updates_checked = models.CharField(
        max_length=10,
        blank=True,
        help_text="when the editors last looked for changes in the law; may be partial (EDTF)",
    )
    counts = models.JSONField(help_text="how many of each: provisions, services, organizations, sources")

    class Meta:
        ordering = ("country",)

    def __str__(self) -> str:
        return f"{self.country} {self.version}"
