"""The demo is told through in a real browser, by a visitor at a desk and by one with a phone."""

import re
import socket
from pathlib import Path

import pytest

from tests.browser.demo import SEATS, DemoPage, running_demo
from tests.servers.browser import Browser

WORDS = "cty no luong 2 thang r ko tra"
DISTRICT = "Liên đoàn Lao động huyện Tam Đường"

# they look for a free port one after another
pytestmark = pytest.mark.xdist_group("demo")


@pytest.mark.parametrize(("width", "height", "phone"), [(1280, 800, False), (390, 844, True)], ids=["desk", "phone"])
async def test_two_months_without_wages_go_from_the_worker_up_to_the_province(
    tmp_path: Path, width: int, height: int, phone: bool
) -> None:
    async with running_demo(tmp_path) as url, Browser.started() as browser:
        demo = DemoPage(await browser.open(width=width, height=height, phone=phone))
        await demo.open(url)
        assert await demo.in_view() == (["worker"] if phone else list(SEATS))
        if phone:
            await demo.page.click("Chọn câu chuyện")
        await demo.page.click("Chậm lương hai tháng")

        await demo.helped("Chị Lan viết như nhắn tin")
        assert "tôi cần anh/chị đồng ý" in await demo.reads("worker")
        await demo.helped("Đồng ý cho xử lý kiến nghị của tôi")
        await demo.helped("may tam duong")
        assert "Người gửi: Lan" in await demo.reads("worker")
        await demo.helped("Ẩn danh: tắt")
        assert "Người gửi: Ẩn danh" in await demo.reads("worker")
        await demo.helped("Kéo lên xem")

        await demo.sees("worker", "Mã của anh/chị:")
        code = re.findall(r"Mã của anh/chị: (\w+)", await demo.reads("worker"))[0]
        card = await demo.reads("grassroots")
        assert f"Kiến nghị {code}" in card
        assert WORDS in card
        assert "Người gửi: Ẩn danh" in card
        assert "Lan" not in card
        assert code not in await demo.reads("district")
        if phone:
            await demo.has_dot("grassroots")

        await demo.helped("Chị bấm “Tiếp nhận”")
        assert await demo.in_view() == (["grassroots"] if phone else list(SEATS))
        await demo.sees("worker", f"Việc {code} đã có cán bộ")
        await demo.helped("bấm “Hỏi thêm”")
        assert "Bao nhiêu người bị nợ?" in await demo.reads("worker")
        await demo.helped("rồi bấm “Xong”")
        assert "14 nguoi" in await demo.reads("grassroots")
        await demo.helped("bấm “Chuyển cấp trên”")
        await demo.sees("worker", f"Việc {code} đã chuyển lên {DISTRICT}. Lý do: Giám đốc không chịu họp")
        assert "14 nguoi" in await demo.reads("district")
        await demo.helped("Anh Minh bấm “Trả lời”")
        assert "Công ty hẹn trả lương trước 15/12." in await demo.reads("worker")
        await demo.helped("chấm 2 điểm")
        await demo.sees("district", f"Người gửi {code} chấm 2/5 điểm.")
        assert code not in await demo.reads("admin")
        await demo.helped("bấm “Tôi chưa hài lòng”")
        await demo.sees("admin", "ho hen 3 lan roi van chua tra")
        assert "ho hen 3 lan" not in await demo.reads("district")
        assert "Lan" not in await demo.reads("admin")
        assert "chị Mai" in await demo.told()
        assert demo.page.errors == []


async def test_a_second_start_goes_on_where_it_was_on_the_next_port_and_a_new_one_starts_over(tmp_path: Path) -> None:
    async with Browser.started() as browser:
        demo = DemoPage(await browser.open(width=1280, height=800, phone=False))
        async with running_demo(tmp_path) as first:
            await demo.open(first)
            await demo.writes("worker", WORDS)
            await demo.sees("worker", "tôi cần anh/chị đồng ý")
        with socket.create_server(("127.0.0.1", port_of(first))):
            async with running_demo(tmp_path) as second:
                assert port_of(second) != port_of(first)  # another demo may have left a lower one
                await demo.open(second)
                await demo.sees("worker", WORDS)
        async with running_demo(tmp_path, "--new") as url:
            await demo.open(url)
            # the browser still has what was said before, until the house says who this is
            await demo.page.wait_until(
                "!document.querySelector('iframe').contentDocument.body.innerText.includes('cty no luong')"
            )
            await demo.sees("worker", "Cầu Nối")


def port_of(url: str) -> int:
    return int(url.removeprefix("http://127.0.0.1:").removesuffix("/"))
