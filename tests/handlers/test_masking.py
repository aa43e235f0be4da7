"""What in a text tells who wrote it."""

import time

import pytest

from handlers.masking import cover, cover_places, traces


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("gọi tôi 0912345678 nhé", ["0912345678"]),
        ("gọi 0912 345 678 hoặc +84 912.345.678", ["0912 345 678", "+84 912.345.678"]),
        ("sđt 84912345678", ["84912345678"]),
        ("máy bàn (0213) 3876 543", ["(0213) 3876 543"]),
        ("cccd 012345678901", ["012345678901"]),
        ("cccd: 001 203 004 005", ["001 203 004 005"]),
        ("CMND 045123456", ["045123456"]),
        ("stk: 0123456789012 vietcombank", ["0123456789012"]),
        ("số tài khoản của em là 19036 8765 432", ["19036 8765 432"]),
        ("thư về lan.vu@gmail.com nhé", ["lan.vu@gmail.com"]),
        ("trang của em fb.com/lan.vu.99", ["fb.com/lan.vu.99"]),
        ("Vị trí: 22.39640,103.45820", ["22.39640,103.45820"]),
    ],
)
def test_numbers_and_addresses_are_found(text: str, found: list[str]) -> None:
    assert traces(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tôi là Nguyễn Văn An, công nhân may", ["Nguyễn Văn An"]),
        ("toi la nguyen van an lam o cty may", ["nguyen van an"]),
        ("Em tên là Giàng A Páo ở Sìn Hồ", ["Giàng A Páo"]),
        ("em ten giang a pao o sin ho", ["giang a pao"]),
        ("em ten hoa lam o cty che", ["hoa"]),
        ("Tên tôi là Lò Thị Mai.", ["Lò Thị Mai"]),
        ("Họ và tên: Vàng Thị Súa", ["Vàng Thị Súa"]),
        ("mình tên thảo nhé anh chị", ["thảo"]),
        ("Tôi là Xuyên. Tôi đang làm ở đây", ["Xuyên"]),
    ],
)
def test_the_writers_own_name_is_found_with_diacritics_and_without(text: str, found: list[str]) -> None:
    assert traces(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Tôi là công nhân may",
        "Tôi là Công nhân của Công ty May",
        "toi la cong nhan",
        "em là giáo viên mầm non",
        "Anh là ai",
        "lương 10.000.000 đồng, nợ 300000000 từ 01/02/2026",
        "ca đêm 01-02-2026 08:30, nghỉ 20 10 2025",
        "5.200.000, 6.300.000 và 1.000, 2.000",
        "12 người, 3 tháng, 2026",
        "gọi 113, 115 hoặc 1900 1234",
        "Quản đốc Nguyễn Văn B đánh người",
        "nợ 100000000000 đồng",
    ],
)
def test_sums_dates_jobs_and_the_names_of_others_stay(text: str) -> None:
    assert traces(text) == []
    assert cover(text) == text


def test_what_is_covered_leaves_the_rest_as_it_was_typed() -> None:
    text = "Tôi là Lò Thị Mai, số 0912 345 678.\nCông ty nợ lương! 😢"
    assert cover(text) == "Tôi là ***, số ***.\nCông ty nợ lương! 😢"
    assert traces(cover(text)) == []


def test_only_places_are_covered_if_only_places_are_asked_for() -> None:
    assert cover_places("Vị trí: 22.39640,103.45820, gọi 0912345678") == "Vị trí: ***, gọi 0912345678"


@pytest.mark.parametrize("piece", ["a", "0", "1 ", "toi la ", "(0", "09 ", "tk ", "a@", "ten ", "0912", ".a"])
def test_no_text_takes_long(piece: str) -> None:
    start = time.process_time()
    cover((piece * 20_000)[:20_000])
    assert time.process_time() - start < 1
