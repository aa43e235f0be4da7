"""The command `understand`: one text a line in, one JSON object a line out."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOPICS = {
    "wages", "overtime", "social_insurance", "meals", "housing", "osh", "contract", "union", "welfare", "harassment",
    "leave_maternity", "other",
}  # fmt: skip


def understand(text: bytes, *arguments: str, cwd: Path = ROOT) -> list[dict[str, object]]:
    called = subprocess.run(
        [sys.executable, "-m", "bot", "understand", *arguments],
        cwd=cwd, input=text, capture_output=True, timeout=120, check=True, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    return [json.loads(line) for line in called.stdout.decode("utf-8").split("\n")[:-1]]


def test_each_line_is_answered_in_its_order_also_one_that_is_no_text(tmp_path: Path) -> None:
    """In an empty folder: it needs no configuration and makes no database."""
    given = b"cty no luong 3 thang r\n\nThe company has not paid us for two months\r\n"
    answers = understand(given + b"\xff\xfe no\n" + "Máy đang kẹp tay bạn em".encode(), cwd=tmp_path)
    assert len(answers) == 5
    assert list(answers[0]) == ["language", "topics", "sure", "urgent", "confidential"]
    assert [answer.get("language") for answer in answers] == ["vi", "vi", "en", None, "vi"]
    assert answers[0]["topics"][0] == "wages"  # type: ignore[index]
    assert all(set(answer["topics"]) == TOPICS and len(answer["topics"]) == 12 for answer in answers if "error" not in answer)  # type: ignore[arg-type, call-overload]
    assert list(answers[3]) == ["error"]
    assert answers[4]["urgent"] == "accident"
    assert list(tmp_path.iterdir()) == []


def test_pairs_are_two_texts_with_a_tab_between() -> None:
    answers = understand(
        "Nợ lương tháng 3\tno luong t3\nno luong thang 3\tno luong thang 4\nalone\na\tb\tc\n".encode(), "--pairs"
    )
    assert answers[0] == {"same": True, "similarity": 1.0}
    assert answers[1]["same"] is False
    assert 0.0 < answers[1]["similarity"] < 1.0  # type: ignore[operator]
    assert [list(answer) for answer in answers[2:]] == [["error"], ["error"]]


def test_an_answer_comes_before_the_next_line_is_asked_for() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "understand"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin
        assert process.stdout
        for text in ("Cơm ca có giòi", "Bị nợ lương"):
            process.stdin.write(f"{text}\n".encode())
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["language"] == "vi"
        process.stdin.close()
        assert process.wait(10) == 0


def test_who_stops_listening_is_no_error() -> None:
    called = subprocess.run(
        f"yes 'no luong' | {sys.executable} -m bot understand | head -n 2; echo ${{PIPESTATUS[1]}}",
        shell=True, executable="/bin/bash", cwd=ROOT, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert called.stdout.splitlines()[-1] == "0"
    assert "Traceback" not in called.stderr


LABELLED = """# mine
Công ty nợ lương ba tháng	wages
Cơm ca có giòi	meals
Cơm ca có giòi	union
Tăng ca không lương	overtime	wages
"""


def test_labelled_lines_are_judged(tmp_path: Path) -> None:
    file = tmp_path / "mine.tsv"
    file.write_text(LABELLED, "utf-8")
    called = subprocess.run(
        [sys.executable, "-m", "bot", "understand", "--evaluate", str(file)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert called.returncode == 0, called.stderr
    said = called.stdout.splitlines()
    assert said[0] == "4 lines"
    assert said[1].split() == ["right", "first", "3", "of", "4", "75.0", "%"]
    assert said[-1] == "union taken for meals: line 4"


@pytest.mark.parametrize("wrong", ["Công ty nợ lương\n", "Công ty nợ lương\tluong\n"])
def test_labels_that_are_no_topics_are_named(tmp_path: Path, wrong: str) -> None:
    file = tmp_path / "wrong.tsv"
    file.write_text(f"# remark\n{wrong}", "utf-8")
    called = subprocess.run(
        [sys.executable, "-m", "bot", "understand", "--evaluate", str(file)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert called.returncode == 2
    assert "line 2" in called.stderr


def test_ten_thousand_lines_keep_their_order() -> None:
    began = time.monotonic()
    texts = [f"Xin hỏi lương tháng {number % 12 + 1} của tổ {number}" for number in range(10_000)]
    pairs = "".join(f"{text}\t{text.lower()}{' chưa trả' * (number % 2)}\n" for number, text in enumerate(texts))
    answers = understand(pairs.encode(), "--pairs")
    assert [answer["same"] for answer in answers] == [number % 2 == 0 for number in range(10_000)]
    assert time.monotonic() - began < 60
