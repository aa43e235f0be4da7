"""Every action × everybody, by presses and words sent by hand: only what is allowed works, a refusal tells nothing."""

from collections.abc import Iterable
from typing import Any

import pytest

from handlers.texts import Phrase
from tests.fakes import Heard, World
from tests.proofs.people import ANSWERED, LATER, TOLD, UNSENT, Case, People
from tests.proofs.rights import AUTHORS, BUTTONS, COMMANDS, EVERYBODY, PATTERNS, READERS, STATES, Right

BY_REPLY = {"reply.author", "reply.officer"}
OF_CASES = ("answer:", "canned:", "case:", "draft:", "follow:", "petition:")
PRIVATE = ("admin:", "consent:", "draft:", "follow:", "invitation:", "petition:", "urgent:")


async def press(people: People, who: str, name: str, right: Right, names: dict[str, Any]) -> None:
    await people.who[who].forges(right.deed.format(**names))


async def command(people: People, who: str, name: str, right: Right, names: dict[str, Any]) -> None:
    word = people.world.house.texts.words_of(f"command-{name}")[0]
    people.stands(who, "", {})
    await people.who[who].says(right.deed.format(word=word, **names))


async def write(people: People, who: str, name: str, right: Right, names: dict[str, Any]) -> None:
    words, chat = right.deed.format(**names), people.who[who]
    if name == "unknown_button":
        await chat.forges(words)
    elif name == "uncertain_number":
        people.stands(who, "", {}, [["Trợ giúp", "help", ""]])
        await chat.says(words)
    elif name == "group":
        await chat.says(words, at=people.group)
    elif name in BY_REPLY:
        people.stands(who, "", {})
        # the id was lost in a crash: then the words of our message name the case
        await chat.does(chat._incoming(None, kind="message", text=words, reply_to="0", extra={"replied": names["searched"]}))
    else:
        data = {key: names[value[1:-1]] if str(value).startswith("{") else value for key, value in right.data.items()}
        people.stands(who, "" if name == "any" else name, {"case": names["case"], **data})
        await chat.says(words, **({"album": data["album"]} if "album" in data else {}))


async def say(people: People, who: str, name: str, right: Right, names: dict[str, Any]) -> None:
    people.stands(who, "", {})
    await people.who[who].says(right.deed.format(**names))


KINDS = {"buttons": (BUTTONS, press), "commands": (COMMANDS, command), "states": (STATES, write), "patterns": (PATTERNS, say)}


def routes(world: World, kind: str) -> set[str]:
    if kind == "patterns":
        return {route.name for _, route in world.house.router.patterns}
    return set(getattr(world.house.router, kind))


@pytest.mark.parametrize("kind", KINDS)
def test_every_action_has_a_row_and_every_row_an_action(world: World, kind: str) -> None:
    assert set(KINDS[kind][0]) == routes(world, kind)


@pytest.mark.parametrize("kind", KINDS)
async def test_only_what_is_allowed_works_and_a_refusal_changes_and_tells_nothing(world: World, kind: str) -> None:
    people = People(world)
    table, do = KINDS[kind]
    faults: list[str] = []
    for name, right in sorted(table.items()):
        case = people.draft() if right.draft else people.case()
        await world.settle()
        kept = people.rows()
        for who in sorted(EVERYBODY - right.works):
            before = {chat.address: len(chat.log) for chat in world.chats.values()}
            await do(people, who, name, right, case.names)
            faults += [f"{name}, {who}: {fault}" for fault in refused(people, who, case, before)]
            if (now := people.rows()) != kept:
                changed = [table for table in kept if kept[table] != now[table]]
                faults.append(f"{name}, {who}: refused, and {changed} changed")
                kept = now
        for who in sorted(right.works, key=lambda one: (one in right.concerns, one)):
            faults += [f"{name}, {who}: {fault}" for fault in await allowed(people, who, name, right, case, do)]
            if who in right.concerns or name.startswith("admin:"):
                case = people.draft() if right.draft else people.case()
                await world.settle()
    for who in sorted(EVERYBODY - AUTHORS - READERS - {"above"}):
        # nor by a card or a word to the desk, in all this time
        told = [word for word in (TOLD, LATER, ANSWERED, UNSENT) for one in people.who[who].log if word in one.text]
        faults += [f"{who} was told {word!r}" for word in told]
    assert not faults, "\n".join(faults)


def refused(people: People, who: str, case: Case, before: dict[str, int]) -> Iterable[str]:
    """What is wrong with a refusal."""
    mine = people.who[who]
    heard = mine.log[before[mine.address] :]
    if [one.text in refusals(people.world) for one in heard] != [True]:
        yield f"not refused, but hears {[one.text for one in heard]}"
    yield from leaks(case, case.words, heard)
    if others := [
        chat.name for chat in people.world.chats.values() if chat is not mine and len(chat.log) > before[chat.address]
    ]:
        yield f"refused, and {others} hear of it"


async def allowed(people: People, who: str, name: str, right: Right, case: Case, do: Any) -> list[str]:
    """What is wrong with something that works."""
    mine = people.who[who]
    read, of_case = len(mine.log), people.rows(case.id)
    kept = people.rows() if who in right.concerns else {}
    await do(people, who, name, right, case.names)
    places = (mine, people.group) if name == "group" else (mine,)
    new = [one for chat in places for one in (chat.log[read:] if chat is mine else chat.log[-1:])]
    deed = right.deed.format(word="", **case.names)
    changed_words = [one.text for one in mine.log if one.replaced]
    faults = [f"refused: {one.text}" for one in new if one.text in refusals(people.world)]
    if not new and not changed_words and (not kept or people.rows() == kept):
        faults.append("nothing happened")
    if who not in right.concerns:
        # what they typed themselves is no news to them
        faults += leaks(case, [word for word in case.words if word not in deed], new)
        if people.rows(case.id) != of_case:
            faults.append("changed a case that is not theirs")
    elif who == "former":
        faults += [f"hears {case.later!r}" for one in new if case.later in one.text]
    return faults


def leaks(case: Case, words: Iterable[str], heard: list[Heard]) -> list[str]:
    """What somebody heard of a case: its words, or a button to it."""
    told = [f"hears {word!r}" for word in words for one in heard if word in one.text]
    data = [button["data"] for one in heard for row in one.buttons for button in row]
    return told + [f"gets a button {one}" for one in data if one.startswith(OF_CASES) and one.split(":")[2:3] == [str(case.id)]]


def refusals(world: World) -> set[str]:
    return {world.house.texts.say("vi", Phrase(key)) for key in ("case-not-yours", "not-allowed", "only-for-officers")}


async def test_in_a_group_nothing_private_is_done_and_no_case_is_shown(world: World) -> None:
    people = People(world)
    only_in_private = world.house.texts.say("vi", Phrase("only-in-private"))
    faults: list[str] = []
    for name, right in sorted(BUTTONS.items()):
        case = people.draft() if right.draft else people.case()
        await world.settle()
        for who in sorted(right.works & {"author", "holder", "former", "root admin"}):
            kept, read = people.rows(), len(people.group.log)
            await people.who[who].forges(right.deed.format(**case.names), at=people.group)
            heard = [one.text for one in people.group.log[read:]]
            faults += [f"{name}, {who}: the group hears {word!r}" for word in case.words[1:] if word in "".join(heard)]
            if name.startswith(PRIVATE) and (heard != [only_in_private] or people.rows() != kept):
                faults.append(f"{name}, {who}: done in a group, {heard}")
    assert not faults, "\n".join(faults)
