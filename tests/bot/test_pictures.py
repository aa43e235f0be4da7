"""Pictures are drawn anew: nothing that a camera, a phone or a program wrote into them goes on (P4, P5)."""

import io
import struct
import zlib
from contextlib import suppress

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from bot.pictures import Unreadable, is_picture, neutral_picture

SECRET = b"SecretPlace"
GPS = 0x8825
ORIENTATION = 0x0112


def drawn(size: tuple[int, int] = (60, 40), mode: str = "RGB") -> Image.Image:
    """Red on the left, blue on the right."""
    picture = Image.new("RGB", size, "red")
    picture.paste((0, 0, 255), (size[0] // 2, 0, *size))
    return picture.convert(mode)


def saved(picture: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def full_of_secrets() -> bytes:
    """A photo as a phone makes it, with everything that may stand in it."""
    exif = Image.Exif()
    exif[0x010F] = SECRET.decode()
    exif.get_ifd(GPS).update({1: "N", 2: (22.0, 23.0, 45.0), 27: SECRET})
    exif.get_ifd(0x8769)[0x9286] = SECRET
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes().replace(b"sRGB built-in", SECRET + b"!!")
    photo = saved(
        drawn(), exif=exif.tobytes() + b"thumbnail" + SECRET, comment=SECRET, icc_profile=profile, dpi=(300, 300),
        xmp=b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>",
    )  # fmt: skip
    # what some phones put behind the picture: a second one, a film
    return photo + b"trailer" + SECRET


def opened(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def test_nothing_that_a_camera_wrote_is_left() -> None:
    """P4"""
    before = full_of_secrets()
    for mark in (b"Exif", b"xmpmeta", b"ICC_PROFILE", b"thumbnail", b"trailer", SECRET):
        assert mark in before
    content, mime = neutral_picture(before)
    after = opened(content)
    assert mime == "image/jpeg"
    for mark in (b"Exif", b"xmp", b"ICC_PROFILE", b"thumbnail", b"trailer", SECRET):
        assert mark not in content
    assert dict(after.getexif()) == {}
    assert set(after.info) == {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert after.info["jfif_density"] == (1, 1)


def test_the_texts_in_a_png_are_left_out() -> None:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", SECRET.decode())
    texts.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    texts.add_text("Compressed", SECRET.decode(), zip=True)
    before = saved(drawn(), "PNG", pnginfo=texts)
    assert SECRET in before
    content, _ = neutral_picture(before)
    assert SECRET not in content
    assert "Author" not in opened(content).info


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF"])
def test_every_kind_of_picture_becomes_a_jpeg_that_shows_the_same(kind: str) -> None:
    before = saved(drawn(), kind)
    assert is_picture(before)
    after = opened(neutral_picture(before)[0])
    assert (after.format, after.mode, after.size) == ("JPEG", "RGB", (60, 40))
    left, right = after.getpixel((5, 20)), after.getpixel((55, 20))
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    assert left[0] > 200 > left[2]
    assert right[2] > 200 > right[0]


@pytest.mark.parametrize("mode", ["L", "P", "CMYK", "1"])
def test_every_way_to_store_colours_can_be_read(mode: str) -> None:
    before = saved(drawn(mode=mode), "TIFF")
    assert opened(neutral_picture(before)[0]).mode == "RGB"


def test_what_was_transparent_becomes_white() -> None:
    """Black writing on nothing would be black on black."""
    before = saved(Image.new("RGBA", (20, 20), (0, 0, 0, 0)), "PNG")
    assert opened(neutral_picture(before)[0]).getpixel((10, 10)) == (255, 255, 255)


def test_a_photo_taken_sideways_stands_upright() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    after = opened(neutral_picture(saved(drawn(), exif=exif))[0])
    assert after.size == (40, 60)
    top = after.getpixel((20, 5))
    assert isinstance(top, tuple)
    assert top[0] > 200, "red was on the left and is at the top after turning right"


def test_a_large_photo_is_made_smaller_and_a_small_one_stays() -> None:
    assert opened(neutral_picture(saved(drawn((4000, 3000))))[0]).size == (2560, 1920)
    assert opened(neutral_picture(saved(drawn((10, 3000))))[0]).size == (9, 2560)
    assert opened(neutral_picture(saved(drawn((60, 40))))[0]).size == (60, 40)


def test_of_a_moving_picture_the_first_one_is_kept() -> None:
    frames = [drawn().convert("P"), Image.new("P", (60, 40))]
    before = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert getattr(opened(neutral_picture(before)[0]), "n_frames", 1) == 1


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few hundred bytes that says how large it is, and the beginning of its points."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(100_000))) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(50_000, 50_000), (10_000, 10_000), (5_001, 5_000)])
def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_unpacked(size: tuple[int, int]) -> None:
    with pytest.raises(Unreadable, match=r"too many pixels|Decompression"):
        neutral_picture(bomb(*size))


def test_a_jpeg_bomb_is_refused() -> None:
    photo = saved(drawn())
    at = photo.index(b"\xff\xc0") + 5
    with pytest.raises(Unreadable):
        neutral_picture(photo[:at] + struct.pack(">HH", 65_000, 65_000) + photo[at + 4 :])


@pytest.mark.parametrize(
    "content",
    [b"", b"text", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"\x00\x00\x00\x18ftypheic" + bytes(50), b"<svg/>"],
)
def test_what_is_no_readable_picture_is_unreadable(content: bytes) -> None:
    with pytest.raises(Unreadable):
        neutral_picture(content)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "TIFF"])
def test_a_picture_that_was_cut_off_or_garbled_is_unreadable_or_drawn_but_never_breaks_anything(kind: str) -> None:
    whole = saved(drawn((200, 200)), kind)
    for end in range(1, len(whole), max(1, len(whole) // 50)):
        for content in (whole[:end], whole[:end] + b"\xff\x00\xaa" + whole[end + 3 :]):
            with suppress(Unreadable):
                assert neutral_picture(content)[1] == "image/jpeg"
    with pytest.raises(Unreadable):
        neutral_picture(whole[: len(whole) // 3])


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"\xff\xd8\xff\xe0", True), (b"\x00\x00\x00\x18ftypavif", True), (b"\x00\x00\x00\x18ftypheic", True),
        (b"RIFF\x00\x00\x00\x00WEBP", True), (b"RIFF\x00\x00\x00\x00WAVE", False), (b"\x00\x00\x00\x18ftypmp42", False),
        (b"BM are my initials", False), (b"%PDF-1.7", False), (b"", False),
    ],
)  # fmt: skip
def test_pictures_are_known_by_their_first_bytes(content: bytes, expected: bool) -> None:
    assert is_picture(content) is expected
