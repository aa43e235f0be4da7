"""The postman: what he carries, in which order, and what he does when a door stays shut."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select

from bot.channels.base import ChannelDown, Gone, Misconfigured, Moved, Refused, ThreadGone, TryLater
from bot.metrics import Metrics
from bot.pace import Pace
from bot.sender import Sender
from storage.contacts import contact_at, new_contact
from storage.database import Database, lay, ring
from storage.files import Files
from storage.limits import Limits
from storage.models import Desk, Inbound, Outbound, Topic
from storage.queue import outbox_bell
from tests.bot.channel import FakeChannel
from tests.fakes import HandSetClock

LAN, MAI = "telegram:1", "telegram:2"


class Post:
    """A postman with his bag."""

    def __init__(self, db: Database, limits: Limits | None = None, per_second: float | None = None) -> None:
        self.db = db
        self.clock = HandSetClock()
        self.channel = FakeChannel(limits)
        self.pace = Pace(self.channel.limits, per_second, lambda: self.clock().timestamp())
        self.sender = Sender(self.channel, db, Files(Path()), self.pace, self.clock, Metrics(), self.may_send)
        self.leads = True

    async def may_send(self) -> bool:
        return self.leads

    def put(self, to: str, text: str, priority: int = 5, petition: int | None = None, **payload: Any) -> None:
        def step(session: Session) -> None:
            lay(session, Outbound, channel="telegram", lane=to, address=to, payload={"text": text, **payload},
                priority=priority, due=self.clock(), created=self.clock(), petition_id=petition)  # fmt: skip

        self.db.write_now(step)

    async def goes_round(self, times: int = 1) -> None:
        for _ in range(times):
            await self.sender._step()
            while self.sender._under_way:
                await asyncio.wait(self.sender._under_way.values())
        await self.sender._step(taking=False)

    async def lands(self) -> None:
        """What is in the air comes down."""
        assert self.channel.hold is not None
        self.channel.hold.set()
        await asyncio.wait(self.sender._under_way.values())

    def rows(self) -> list[Outbound]:
        return self.db.write_now(lambda session: list(session.exec(select(Outbound).order_by(Outbound.id))))  # type: ignore[arg-type]

    def inbox(self) -> list[Inbound]:
        return self.db.write_now(lambda session: list(session.exec(select(Inbound).order_by(Inbound.id))))  # type: ignore[arg-type]


@pytest.fixture
def post(db: Database) -> Post:
    return Post(db)


async def test_messages_to_one_address_go_one_after_another_in_their_order(post: Post) -> None:
    for text in ("one", "two", "three"):
        post.put(LAN, text)
    await post.goes_round(3)
    assert post.channel.texts() == ["one", "two", "three"]
    assert post.channel.most_in_the_air == 1
    assert [row.state for row in post.rows()] == ["done"] * 3
    assert [row.sent_id for row in post.rows()] == ["1", "2", "3"]


async def test_a_reply_goes_before_a_notice_and_a_notice_before_news(post: Post) -> None:
    post.put("telegram:3", "news", priority=10)
    post.put(MAI, "notice", priority=5)
    post.put(LAN, "reply", priority=0)
    post.pace.per_second = 1.0
    for _ in range(3):
        await post.goes_round()
        post.clock.turn(seconds=1.5)
    assert post.channel.texts() == ["reply", "notice", "news"]


async def test_what_was_in_the_air_when_we_died_is_sent_again_at_once_by_whoever_begins_anew(post: Post) -> None:
    post.put(LAN, "hello")
    post.channel.hold = asyncio.Event()
    await post.sender._step()
    post.clock.turn(seconds=1)
    await post.sender._step()
    assert len(post.sender._under_way) == 1
    again = Post(post.db)
    again.clock.now = post.clock.now
    await again.goes_round()
    assert again.channel.texts() == ["hello"]
    await post.lands()


async def test_what_nothing_is_heard_of_is_due_again_after_two_minutes(post: Post) -> None:
    post.put(LAN, "hello")
    post.channel.hold = asyncio.Event()
    await post.sender._step()
    row = post.rows()[0]
    assert (row.state, row.due - post.clock()) == ("pending", timedelta(minutes=2))
    await post.lands()


async def test_try_later_waits_as_long_as_the_platform_said_and_holds_up_that_chat_alone(post: Post) -> None:
    post.put(LAN, "first")
    post.put(LAN, "second")
    post.put(MAI, "other")
    post.channel.fails[LAN] = [TryLater("429", 30)]
    await post.goes_round(2)
    assert post.channel.texts() == ["other"]
    post.clock.turn(seconds=29)
    await post.goes_round()
    assert post.channel.texts() == ["other"]
    post.clock.turn(seconds=2)
    await post.goes_round(2)
    assert post.channel.texts(LAN) == ["first", "second"]


async def test_try_later_without_a_time_waits_longer_each_time(post: Post) -> None:
    post.put(LAN, "hello")
    post.channel.fails[LAN] = [TryLater("no answer") for _ in range(3)]
    waits = []
    for _ in range(3):
        await post.goes_round()
        waits.append((post.rows()[0].due - post.clock()).total_seconds())
        post.clock.turn(seconds=waits[-1] + 0.1)
    assert waits == [15, 45, 120]
    await post.goes_round()
    assert post.channel.texts() == ["hello"]


async def test_a_refused_message_about_a_case_comes_back_as_an_event_for_the_desk(post: Post) -> None:
    post.put(LAN, "answer", petition=7)
    post.channel.fails[LAN] = [Refused("bad request")]
    await post.goes_round()
    row, event = post.rows()[0], post.inbox()[0]
    assert (row.state, row.error) == ("failed", "Refused")
    assert (event.kind, event.payload["extra"]) == ("delivery_failed", {"outbound": row.id, "error": "Refused"})


async def test_whoever_blocked_us_is_marked_and_is_not_tried_again(post: Post) -> None:
    post.db.write_now(lambda s: new_contact(s, LAN, name="Lan", language="vi"))
    post.put(LAN, "hello")
    post.channel.fails[LAN] = [Gone("forbidden")]
    await post.goes_round(2)
    assert post.rows()[0].state == "failed"
    contact = post.db.write_now(contact_at, LAN)
    assert contact is not None
    assert contact.gone


async def test_a_platform_that_is_away_costs_no_try_and_is_asked_once_a_minute(post: Post) -> None:
    for number in range(5):
        post.put(f"telegram:{number}", "hello")
        post.channel.fails[f"telegram:{number}"] = [ChannelDown("no connection")] * 2
    await post.goes_round(3)
    assert post.sender.down_since is not None
    assert [row.attempts for row in post.rows()] == [0] * 5
    assert all(row.state == "pending" for row in post.rows())
    assert [event.kind for event in post.inbox()] == ["channel_down"]
    tried = 10 - sum(len(errors) for errors in post.channel.fails.values())
    post.clock.turn(seconds=30)
    await post.goes_round(5)
    assert 10 - sum(len(errors) for errors in post.channel.fails.values()) == tried + 1
    for errors in post.channel.fails.values():
        errors.clear()
    post.clock.turn(seconds=61)
    await post.goes_round(8)
    assert sorted(post.channel.texts()) == ["hello"] * 5
    assert post.sender.down_since is None
    assert [event.kind for event in post.inbox()] == ["channel_down", "channel_up"]


async def test_one_bad_gateway_is_not_the_end_of_the_platform(post: Post) -> None:
    post.put(LAN, "hello")
    post.channel.fails[LAN] = [ChannelDown("no proper answer")]
    await post.goes_round()
    assert post.sender.down_since is None
    post.clock.turn(seconds=16)
    await post.goes_round()
    assert post.channel.texts() == ["hello"]


async def test_a_wrong_token_pauses_the_channel_and_loses_nothing(post: Post) -> None:
    post.put(LAN, "hello")
    post.channel.fails[LAN] = [Misconfigured("token")]
    await post.goes_round(2)
    assert post.sender.down_since is not None
    assert post.rows()[0].state == "pending"


async def test_a_case_gets_a_forum_topic_and_a_new_one_when_somebody_deleted_it(post: Post) -> None:
    """T18."""
    desk = "telegram:-5"
    post.put(desk, "card", petition=9, topic={"id": 9, "name": "K7M2"})
    post.put(desk, "addition", petition=9, topic={"id": 9, "name": "K7M2"})
    post.channel.fails[desk] = []
    await post.goes_round(2)
    assert post.channel.topics == [(desk, "K7M2")]
    assert [parcel.thread for parcel in post.channel.sent] == ["701", "701"]
    post.put(desk, "later", petition=9, topic={"id": 9, "name": "K7M2"})
    post.channel.fails[desk] = [ThreadGone("thread")]
    await post.goes_round(3)
    assert len(post.channel.topics) == 2
    assert post.channel.sent[-1].text == "later"
    assert post.channel.sent[-1].thread == "702"
    assert [event.kind for event in post.inbox()] == ["thread_gone"]
    threads = post.db.write_now(lambda s: [topic.thread for topic in s.exec(select(Topic))])
    assert threads == ["702"]


async def test_a_group_that_became_a_supergroup_is_found_again(post: Post) -> None:
    """T19."""
    old, new = "telegram:-5", "telegram:-1005"

    def make(session: Session) -> None:
        new_contact(session, old, name=None, language="vi", group=True)
        session.add(Desk(unit_code="tinh", address=old, group=True))

    post.db.write_now(make)
    post.put(old, "card", petition=9)
    post.put(old, "second", petition=9)
    post.channel.fails[old] = [Moved(new)]
    await post.goes_round(3)
    assert [parcel.address for parcel in post.channel.sent] == [new, new]
    assert post.channel.texts() == ["card", "second"]
    desks = post.db.write_now(lambda s: [desk.address for desk in s.exec(select(Desk))])
    assert desks == [new]


async def test_of_two_chats_that_must_wait_neither_is_forgotten_when_the_turn_of_one_comes(db: Database) -> None:
    post = Post(db, Limits(pace=1.0))
    for chat in (LAN, MAI):
        for number in range(4):
            post.put(chat, f"{number}")
        await post.goes_round(4)
        post.clock.turn(seconds=0.1)
    post.clock.turn(seconds=2.8)
    wanted = await post.sender._step()
    await post.goes_round(0)
    assert len(post.channel.texts(LAN)) == 4
    assert wanted == pytest.approx(0.1)


async def test_nobody_is_written_to_faster_than_the_platform_allows(db: Database) -> None:
    """T22: 30 a second over all, one a second to a chat, 20 a minute to a group; a fake clock, every moment checked."""
    post = Post(db, Limits(pace=1.0, group_pace=3.1), per_second=25)
    for number in range(30):
        post.put("telegram:-7", f"group {number}")
        post.put(LAN, f"private {number}")
        post.put(f"telegram:{number + 100}", "once")
    moments: list[tuple[float, str]] = []
    for _ in range(3000):
        before = len(post.channel.sent)
        await post.goes_round()
        moments += [(post.clock().timestamp(), parcel.address) for parcel in post.channel.sent[before:]]
        post.clock.turn(milliseconds=50)
        if len(moments) == 90:
            break
    assert len(moments) == 90

    def most(seconds: float, address: str | None) -> int:
        times = [at for at, to in moments if address in (None, to)]
        return max(sum(1 for other in times if at <= other < at + seconds) for at in times)

    assert most(1.0, None) <= 30
    assert most(60.0, "telegram:-7") <= 20
    assert most(10.0, LAN) <= 13
    lan = [text for text in post.channel.texts(LAN)]
    assert lan == [f"private {number}" for number in range(30)]


async def test_only_the_process_that_has_the_lease_sends(post: Post) -> None:
    post.leads = False
    post.put(LAN, "hello")
    await post.goes_round()
    assert post.channel.texts() == []
    post.leads = True
    await post.goes_round()
    assert post.channel.texts() == ["hello"]


class TestAlongWithATransactionOfSomebodyElse:
    """What was just laid in the outbox is taken up by the transaction that laid it."""

    async def rides(self, post: Post, text: str, *, fails: bool = False) -> bool:
        aboard = await post.sender.board()

        def step(session: Session) -> None:
            lay(session, Outbound, channel="telegram", lane=LAN, address=LAN, payload={"text": text},
                due=post.clock(), created=post.clock())  # fmt: skip
            ring(session, outbox_bell("telegram"))
            if aboard:
                post.sender.take(session)
            if fails:
                raise RuntimeError("the desk fell over")

        kept = False
        try:
            await post.db.write(step)
            kept = True
        except RuntimeError:
            pass
        finally:
            if aboard:
                post.sender.leave(kept=kept)
        return aboard

    async def arrive(self, post: Post) -> None:
        while post.sender._under_way:
            await asyncio.wait(post.sender._under_way.values())

    async def test_it_is_sent_when_the_transaction_is_kept(self, post: Post) -> None:
        await post.sender._step()
        assert await self.rides(post, "hello")
        assert post.rows()[0].error == "in the air"
        await self.arrive(post)
        assert post.channel.texts() == ["hello"]

    async def test_nothing_is_sent_when_it_is_not(self, post: Post) -> None:
        await post.sender._step()
        assert await self.rides(post, "never said", fails=True)
        await post.goes_round()
        assert post.channel.texts() == []
        assert post.rows() == []

    async def test_the_next_transaction_writes_down_what_arrived_and_takes_what_waited_behind_it(self, post: Post) -> None:
        await post.sender._step()
        await self.rides(post, "one")
        await self.arrive(post)
        await self.rides(post, "two")
        assert [(row.state, row.error) for row in post.rows()] == [("done", None), ("pending", "in the air")]
        await self.arrive(post)
        assert post.channel.texts() == ["one", "two"]

    async def test_what_arrived_is_not_forgotten_when_that_transaction_fails(self, post: Post) -> None:
        await post.sender._step()
        await self.rides(post, "one")
        await self.arrive(post)
        await self.rides(post, "two", fails=True)
        await post.goes_round()
        assert [row.state for row in post.rows()] == ["done"]
        assert post.channel.texts() == ["one"]

    async def test_nobody_rides_while_a_turn_runs_or_where_another_process_sends_or_the_platform_is_away(
        self, post: Post
    ) -> None:
        assert not await post.sender.board()  # it has never been asked whether it may
        post.leads = False
        await post.sender._step()
        assert not await post.sender.board()
        post.leads = True
        await post.sender._step()
        assert await post.sender.board()
        assert not await post.sender.board()
        post.sender.leave(kept=False)
        post.channel.fails[LAN] = [ChannelDown("no connection")]
        await self.rides(post, "hello")
        await post.goes_round()
        assert not await post.sender.board()

    async def test_what_came_back_with_an_error_is_left_to_a_turn_of_its_own(self, post: Post) -> None:
        await post.sender._step()
        post.channel.fails[LAN] = [Refused("no")]
        await self.rides(post, "one")
        await self.arrive(post)
        await self.rides(post, "two")
        assert post.rows()[0].error == "in the air"
        await post.goes_round()
        assert [row.state for row in post.rows()] == ["failed", "done"]


async def test_a_bell_in_between_does_not_make_the_postman_forget_whom_he_let_wait(db: Database) -> None:
    post = Post(db, Limits(pace=1.0, group_pace=3.1))
    for text in ("one", "two", "three", "four"):
        post.put(LAN, text)
    await post.goes_round(3)
    assert await post.sender._step() > 2  # the fourth may go three seconds after the first
    post.put(MAI, "hello")
    post.clock.turn(seconds=2.5)
    assert await post.sender._step() < 1
    await asyncio.wait(post.sender._under_way.values())


@pytest.mark.parametrize("records", [False, True])
@pytest.mark.parametrize("error", [None, Gone("blocked")])
async def test_no_words_stay_of_a_receipt_that_arrived_or_never_will(post: Post, records: bool, error: Gone | None) -> None:
    """They hold the secret of a case, which is kept only as a hash."""
    post.channel.records = records
    post.channel.fails[LAN] = [error] if error else []
    row = Outbound(channel="telegram", lane=LAN, address=LAN, kind="receipt", payload={"text": "ABCD-EFGH-JKLM"})
    post.db.write_now(lambda session: session.add(row))
    post.clock.turn(days=400)
    await post.goes_round()
    assert [(row.state, row.payload) for row in post.rows()] == [("failed" if error else "done", {})]
