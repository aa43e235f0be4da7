"""Which words tell of danger (facts §9.3)."""

import pytest

from handlers.emergency import sounds_urgent
from handlers.house import EmergencyConfig

SHIPPED = EmergencyConfig(
    numbers={"ambulance": "115"},
    words=["tai nạn", "cấp cứu", "điện giật", "sập hầm", "ngừng việc", "người chết", "đánh đập", "tự tử"],
)


@pytest.mark.parametrize(
    "text",
    [
        "tai nan lao dong",
        "Có TAI NẠN ở xưởng may",
        "tai nạn",
        "em bi dien giat, cuu",
        "cho cap cuu gap",
        "Sập hầm rồi!!!",
        "sap ham",
        "ca to ngung viec tu sang",
        "co nguoi chet",
        "ông ấy đánh đập chúng tôi",
        "muon tu tu cho xong",
        "muốn tự tử",
        "đien giat",  # half of the marks
        "tai\nnạn",
        "Tai na\u0323n",  # composed and decomposed
    ],
)
def test_danger_is_heard_with_and_without_diacritics(text: str) -> None:
    assert sounds_urgent(text, SHIPPED)


@pytest.mark.parametrize(
    "text",
    [
        "đề nghị khẩn trương nộp hồ sơ",
        "de nghi khan truong nop ho so",
        "cứ từ từ rồi tính",
        "tài năng trẻ",
        "cty no luong 3 thang",
        "hai nan dan",
        "tai nan1",
        "",
        "ngừng bán việc khác",
        "người ở chết tiệt",
    ],
)
def test_what_only_looks_like_danger_is_not_heard(text: str) -> None:
    assert not sounds_urgent(text, SHIPPED)


def test_tones_may_stand_where_older_and_newer_spelling_put_them() -> None:
    emergency = EmergencyConfig(numbers={}, words=["hỏa hoạn"])
    assert sounds_urgent("hoả hoạn", emergency)
    assert not sounds_urgent("hòa hoãn", emergency)


def test_a_stroke_through_the_d_makes_another_word() -> None:
    emergency = EmergencyConfig(numbers={}, words=["dọa giết"])
    assert sounds_urgent("no doa giet toi", emergency)
    assert not sounds_urgent("đọa giết", emergency)
