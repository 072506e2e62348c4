"""A file that somebody gave becomes a picture of ours: decoded, turned upright, in sRGB, in three widths, nothing else kept."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

WIDTHS = (360, 720, 1200)
FOR_PHONES = 720  # the widest that a phone loads
MOST_BYTES = {360: 60_000, 720: 60_000, 1200: 170_000}
MOST_PIXELS = 40_000_000
MOST_TIMES_AS_TALL = 2  # a taller one is made narrower, so that a page does not vanish behind it
FORMATS = ("JPEG", "PNG", "WEBP")
QUALITIES = (80, 70, 60, 50, 40, 30, 20, 10, 5)
WHITE = (255, 255, 255)
Image.MAX_IMAGE_PIXELS = (
    None  # Pillow only warns below twice its own limit; ours is lower, and looked at before decoding
)


class NotAPicture(ValueError):
    """It cannot become a picture; the message says why, to the person who gave it."""


@dataclass(frozen=True)
class Encoded:
    width: int
    height: int
    content: bytes


def encoded(file: IO[bytes]) -> list[Encoded]:
    """The picture in each width that it is wide enough for, the narrowest first. Raises NotAPicture.

    Only decoding tells what a file is: neither its name nor what the browser calls it is believed.
    """
    try:
        with Image.open(file, formats=FORMATS) as opened:
            whole = _decoded(opened)
    except NotAPicture:
        raise
    except UnidentifiedImageError:  # an OSError too, so it comes first
        raise NotAPicture(_("This file is not a picture that we can read. Choose a JPEG, PNG or WebP file.")) from None
    except (OSError, SyntaxError, ValueError, EOFError, LookupError, OverflowError, MemoryError, struct.error):
        # What Pillow raises for files that are broken
        raise NotAPicture(_("This picture is broken or cut off. Open it, save it anew and choose it again.")) from None
    made = [_in_width(whole, width) for width in sorted({min(width, whole.width) for width in WIDTHS})]
    if made[0] is None:
        raise NotAPicture(
            _("This picture cannot be made small enough for a phone. Choose a calmer one, or a part of it.")
        )
    return [one for one in made if one]


def _too_many_pixels() -> str:
    return _("This picture has too many pixels: more than %(n)s million. Make it smaller and choose it again.") % {
        "n": MOST_PIXELS // 1_000_000
    }


def _decoded(opened: Image.Image) -> Image.Image:
    """Upright, in sRGB, without transparency, not much larger than what is shown."""
    if opened.width * opened.height > MOST_PIXELS:  # as its head says, before anything is decoded
        raise NotAPicture(_too_many_pixels())
    profile = opened.info.get("icc_profile")
    largest = (2 * WIDTHS[-1], 2 * WIDTHS[-1])
    opened.draft("RGB", largest)  # a JPEG decodes at a fraction of its size
    opened.load()
    opened.thumbnail(largest, reducing_gap=2.0)
    upright = ImageOps.exif_transpose(opened)
    colours = _on_white(_in_srgb(upright, profile))
    tallest = colours.width * MOST_TIMES_AS_TALL
    if colours.height > tallest:
        raise NotAPicture(_("This picture is more than twice as tall as it is wide. Cut it and choose it again."))
    # A new picture takes the pixels and nothing else: no place, no camera, no comment, no profile
    clean = Image.new("RGB", colours.size)
    clean.paste(colours)
    return clean


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if not profile:
        return image
    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        plain = image if image.mode in ("RGB", "RGBA", "CMYK", "L") else image.convert("RGBA")
        alpha = plain.getchannel("A") if plain.mode == "RGBA" else None
        colours = plain.convert("RGB") if alpha else plain
        changed = ImageCms.profileToProfile(colours, given, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):  # a profile that does not fit the picture: without it, then
        return image
    if changed is None:
        return image
    if alpha:
        changed.putalpha(alpha)
    return changed


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in ("RGB", "L", "CMYK", "YCbCr"):
        return image.convert("RGB")
    clear = image.convert("RGBA")
    white = Image.new("RGB", clear.size, WHITE)
    white.paste(clear, mask=clear.getchannel("A"))
    return white


def _in_width(whole: Image.Image, width: int) -> Encoded | None:
    """In as good a quality as fits; None where even the worst is too large."""
    height = max(1, round(whole.height * width / whole.width))
    small = whole.resize((width, height), Image.Resampling.LANCZOS) if width != whole.width else whole
    most = next(MOST_BYTES[limit] for limit in WIDTHS if width <= limit)
    for quality in QUALITIES:
        written = io.BytesIO()
        small.save(written, "WEBP", quality=quality, method=4)
        if written.tell() <= most:
            return Encoded(width, height, written.getvalue())
    return None
