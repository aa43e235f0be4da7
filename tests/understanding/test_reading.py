"""What workers type is brought to one spelling before anybody looks for words in it."""

import unicodedata
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.understanding.reading import read
from handlers.understanding.words import rows
from storage.fold import fold


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("cty no bhxh 3 thang r", "cong ty no bao hiem xa hoi 3 thang roi"),
        ("Hok đc nghỉ phéppp", "khong duoc nghi phep"),
        ("hông trả lương", "khong tra luong"),
        ("khum biết hỏi ai", "khong biet hoi ai"),
        ("hoà, hòa; thuỷ / thủy", "hoa hoa thuy thuy"),
        ("công ti, quản lí, kí", "cong ty quan ly ky"),
        ("1 ng bị thương", "1 nguoi bi thuong"),
        ("em zô làm 2 năm gòi", "em vao lam 2 nam roi"),
    ],
)
def test_short_forms_and_spellings_of_one_meaning_are_read_in_full(typed: str, plain: str) -> None:
    assert read(typed).plain == plain


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("bh xh", "bao hiem xa hoi"),
        ("bh y te", "bao hiem y te"),
        ("bh that nghiep", "bao hiem that nghiep"),
        ("đóng bh", "dong bao hiem"),
        ("bh moi co luong", "bao gio moi co luong"),
        ("bat tc lien tuc", "bat tang ca lien tuc"),
        ("huong tc that nghiep", "huong tro cap that nghiep"),
        ("goi ca den", "goi cong an den"),
        ("làm ca đêm, tăng ca", "lam ca dem tang ca"),
        ("thu 7 cn", "thu 7 chu nhat"),
        ("cn may cham luong", "cong nhan may cham luong"),
        ("gd ngheo", "gia dinh ngheo"),
        ("anh gd chui", "anh giam doc chui"),
        ("gui don kn len cong doan", "gui don kn len cong doan"),  # both fit: a petition or a complaint
        ("hong biet", "khong biet"),
        ("may hong", "may hong"),
    ],
)
def test_neighbours_say_what_a_form_of_several_meanings_means(typed: str, plain: str) -> None:
    assert read(typed).plain == plain


def test_a_form_of_several_meanings_alone_keeps_them_all() -> None:
    for form in ["bh", "kn", "tn", "cn", "ca", "ns", "ts", "tr", "bv", "kcn"]:
        reading = read(form)
        if form == "kcn":
            continue
        assert reading.words == (form,)
        assert len(reading.readings[0]) > 1 or form == "ca"
    assert set(read("bh").readings[0]) == {"bao hiem", "bao gio", "bay gio"}


def test_no_form_of_the_table_with_several_meanings_is_ever_decided_alone() -> None:
    meanings: dict[str, set[str]] = {}
    for row in rows("abbreviations.tsv"):
        for form in row[0].split():
            meanings.setdefault(form, set()).add(fold(row[1]))
    for form, several in meanings.items():
        if len(several) > 1:
            assert read(form).plain == fold(form), form
            assert set(read(form).readings[0]) == several


def test_a_single_large_letter_inside_a_sentence_is_a_name() -> None:
    assert read("Công ty K nợ lương, khu A").plain == "cong ty k no luong khu a"
    assert read("A ơi em K được trả").plain == "anh oi em k duoc tra"
    assert read("EM K ĐƯỢC TRẢ LƯƠNG").plain == "em khong duoc tra luong"
    assert read("mã K7M2").plain == "ma k 7 m 2"


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("3tr5", [3500000]),
        ("3 triệu ruoi", [3500000]),
        ("3 triệu 5", [3500000]),
        ("3 triệu 500 nghìn", [3500000]),
        ("5 củ", [5000000]),
        ("10m", [10000000]),
        ("500k", [500000]),
        ("500 k 1 ngay", [1, 500000]),
        ("2 nghìn rưỡi", [2500]),
        ("2k5", [2500]),
        ("1.500.000đ", [1500000]),
        ("1 500 000 đồng", [1500000]),
        ("1,5 triệu", [1500000]),
        ("2 tỷ 3", [2300000000]),
        ("một trăm năm mươi nghìn", [150000]),
        ("lương ba triệu rưỡi", [3500000]),
        ("bi tru mot trieu sau.", [1600000]),
        ("mot trieu sau khi tru", [1000000]),
        ("T3/2026", [3, 2026]),
        ("tháng 03", [3]),
        ("15.3.2026 và 01/05/2026", [1, 3, 5, 15, 2026, 2026]),
        ("hai tháng", [2]),
        ("mười lăm ngày", [15]),
        ("mười năm", [10]),
        ("ba mươi hai người", [32]),
        ("tháng tư", [4]),
        ("thứ hai", [2]),
        ("lương 5 triệu, 2 con", [2, 5000000]),
        ("5 triệu 2 con nhỏ", [2, 5000000]),
        ("5 triệu 1 tháng", [1, 5000000]),
        ("10m, 2 nghìn", [2000, 10000000]),
        ("hệ số 2.34, công nghệ 4.0", [0, 2, 4, 34]),
        # no numbers, or not these
        ("ba tôi", []),
        ("bay gio", []),
        ("năm nay", []),
        ("sau thang 3", [3]),
        ("rơi từ trên cao 10m xuống", [10]),
        ("thang 3 k tra luong", [3]),
        ("tu 2020 k dong bhxh", [2020]),
        ("9" * 5000, [int("9" * 18)]),
    ],
)
def test_numbers_money_and_dates(typed: str, numbers: list[int]) -> None:
    assert list(read(typed).numbers) == numbers


def test_sums_stand_in_the_words_as_digits() -> None:
    assert read("lương 3tr5, trả 1.500.000đ").plain == "luong 3500000 tra 1500000"
    assert read("5 trieu dong bao hiem").plain == "5000000 dong bao hiem"
    assert read("no luong t3, t4").plain == "no luong thang 3 thang 4"
    assert read("làm từ 7h30").plain == "lam tu 7 gio 30"


@pytest.mark.parametrize(
    ("typed", "negations"),
    [
        ("chưa nhận lương", {"chua"}),
        ("chx nhan luong", {"chua"}),
        ("ko đóng bảo hiểm, đã báo", {"khong", "da"}),
        ("0 được trả", {"khong"}),
        ("0 đồng", set()),
        ("hết hợp đồng", {"het"}),
        ("viêm da vì hóa chất, uống sữa chua", set()),
        ("cong ty da giay", set()),
        ("em da nop don", {"da"}),
        ("số 0", set()),
        ("em có được nghỉ không?", set()),
        ("có lương chưa, mai em cần", set()),
        ("không có lương, được không ạ", {"khong"}),
    ],
)
def test_negations(typed: str, negations: set[str]) -> None:
    assert read(typed).negations == negations


def test_what_was_typed_stays_beside_it_with_its_marks() -> None:
    reading = read(unicodedata.normalize("NFD", "Hoà bị Quấy rốiiii ở KCN"))
    assert reading.text == "Hoà bị Quấy rốiiii ở KCN"
    assert reading.marked == ("hòa", "bị", "quấy", "rối", "ở", "kcn")
    assert len(reading.readings) == len(reading.marked)
    assert reading.readings[-1] == ("khu cong nghiep",)


@given(st.text(st.characters(exclude_categories=[])) | st.text("0123456789.,/ tkmhgđrieuưngă"))
def test_any_text_can_be_read(text: str) -> None:
    reading = read(text)
    assert len(reading.readings) == len(reading.marked)
    assert all(word and " " not in word for word in reading.words)
    assert read(text) == reading


@pytest.mark.parametrize(
    "text",
    ["5" + " ty" * 5000, "luong " + "t3 " * 5000, "bh y te " * 3000, "1 ty 1 trieu 1 nghin " * 2000, "a." * 9000, "9." * 9000],
)
def test_nobody_can_write_what_takes_long_to_read(text: str) -> None:
    began = perf_counter()
    assert read(text).words
    assert perf_counter() - began < 5


FORMS = sorted({form for row in rows("abbreviations.tsv") for form in row[0].split()})
SMALL = sorted({form for row in rows("small_words.tsv") for form in row[-1].split()})


@given(st.lists(st.sampled_from([*FORMS, *SMALL, "0", "3", "12", "2020", "500", "1.500.000", "tang", "luong", ",", "."])))
def test_reading_what_was_read_changes_nothing(words: list[str]) -> None:
    read_once = read(read(" ".join(words)).plain)
    assert read(read_once.plain).plain == read_once.plain


def test_every_row_of_the_tables_is_whole() -> None:
    for row in rows("abbreviations.tsv"):
        assert 2 <= len(row) <= 5, row
        assert fold(row[1]), row
        assert all(fold(phrase.strip()) == phrase.strip() for cell in row[3:] for phrase in cell.split(",")), row
    assert all(2 <= len(row) <= 3 for row in rows("small_words.tsv"))
