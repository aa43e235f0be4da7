"""Pictures without what a camera writes into them: where, when, with what, by whom (P4, P5)."""

import io

from PIL import Image, ImageOps

LONGEST_SIDE = 2560
MOST_PIXELS = {"JPEG": 64_000_000, "MPO": 64_000_000}
MOST_PIXELS_ELSE = 25_000_000
"""A JPEG is read at a fraction of its size; everything else is unpacked whole: a few kilobytes can fill the memory."""
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"II*\x00", b"MM\x00*")
CAMERA_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"}


class Unreadable(Exception):
    """These bytes are no picture that we can draw anew; say so to the one who sent them, never pass them on as a picture."""


def is_picture(content: bytes) -> bool:
    """Whether bytes begin like a picture of any kind, readable or not."""
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return True
    if content[4:8] == b"ftyp" and content[8:12] in CAMERA_BRANDS:
        return True
    if content.startswith(b"BM") and content[6:10] == bytes(4):
        return True
    return content.startswith(BEGINNINGS)


def neutral_picture(content: bytes) -> tuple[bytes, str]:
    """The same picture drawn anew: upright, at most 2560 px, JPEG, and nothing but its points. Of a moving one, the first.

    Returns the bytes and their media type. Raises Unreadable, also for one that would unpack to more than memory can bear.
    """
    try:
        return _drawn(content), "image/jpeg"
    except Unreadable:
        raise
    except Exception as error:  # decoders stumble in their own ways over broken bytes
        raise Unreadable(type(error).__name__) from None


def _drawn(content: bytes) -> bytes:
    with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
        if picture.width * picture.height > MOST_PIXELS.get(picture.format or "", MOST_PIXELS_ELSE):
            raise Unreadable("too many pixels")
        # a large JPEG is unpacked at a half or a quarter of its size
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
        upright = ImageOps.exif_transpose(picture)
    if upright.has_transparency_data:
        upright = upright.convert("RGBA")
    # a new one: what a picture was read with (comment, profile, thumbnail) would be written out again
    clean = Image.new("RGB", upright.size, "white")
    if upright.mode == "RGBA":
        clean.paste(upright, mask=upright.getchannel("A"))
    else:
        clean.paste(upright.convert("RGB"))
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()
