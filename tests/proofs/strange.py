"""Updates such as hardly anybody sends: every kind of message, kinds nobody asked for, and what no library can parse."""

from collections.abc import Callable
from typing import Any

Update = dict[str, Any]
FILE = {"file_id": "Nobody-knows-it", "file_unique_id": "x", "file_size": 7}
GROUP = {"id": -1_002_000_777_001, "type": "supergroup", "title": "Tổ may"}
CHANNEL = {"id": -1_002_000_777_002, "type": "channel", "title": "Tin"}
ANSWERED: dict[str, Callable[[int], Update]] = {}
"""By name: what a person does in the private chat and must hear something about."""
SILENT: dict[str, Callable[[int], Update]] = {}
"""By name: what nobody waits for an answer to, or what nobody can be found behind."""


def user(number: int) -> dict[str, Any]:
    return {"id": number, "is_bot": False, "first_name": f"P{number}", "language_code": "vi"}


def message(number: int, **content: Any) -> dict[str, Any]:
    chat = {"id": number, "type": "private", "first_name": f"P{number}"}
    return {"message_id": 900_000 + number, "date": 1_790_000_000, "chat": chat, "from": user(number)} | content


def press(number: int, **content: Any) -> Update:
    return {"callback_query": {"id": str(number), "from": user(number), "chat_instance": "1"} | content}


def _messages() -> dict[str, dict[str, Any]]:
    """What can be in a message of a person."""
    place = {"latitude": 22.4, "longitude": 103.4}
    moving = {**FILE, "width": 9, "height": 9, "duration": 1}
    return {
        "sticker": {"sticker": {**FILE, "type": "regular", "width": 9, "height": 9, "is_animated": False, "is_video": False}},
        "dice": {"dice": {"emoji": "🎲", "value": 3}},
        "poll": {"poll": {
            "id": "1", "question": "Nghỉ trưa?", "options": [{"text": "Có", "voter_count": 0, "persistent_id": "1"}],
            "total_voter_count": 0, "is_closed": False, "is_anonymous": True, "type": "regular",
            "allows_multiple_answers": False, "allows_revoting": False, "members_only": False,
        }},
        "venue": {"venue": {"location": place, "title": "Xưởng", "address": "Tổ 3"}},
        "contact": {"contact": {"phone_number": "+84900000001", "first_name": "Hoa"}},
        "location": {"location": place},
        "live location": {"location": {**place, "live_period": 900}},
        "photo": {"photo": [{**FILE, "width": 9, "height": 9}]},
        "voice": {"voice": {**FILE, "duration": 1}},
        "audio": {"audio": {**FILE, "duration": 1}},
        "video": {"video": moving},
        "video note": {"video_note": {**FILE, "length": 9, "duration": 1}},
        "animation": {"animation": moving, "document": FILE},
        "document": {"document": {**FILE, "file_name": "a\x00b/../../\u202efdp.exe"}},
        "game": {"game": {"title": "Rắn", "description": "x", "photo": [{**FILE, "width": 9, "height": 9}]}},
        "story": {"story": {"chat": GROUP, "id": 7}},
        "invoice": {
            "invoice": {"title": "x", "description": "x", "start_parameter": "x", "currency": "VND", "total_amount": 1},
        },
        "forwarded": {"text": "Xin hỏi", "forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "Ai đó"}},
        "via a bot": {"text": "Xin hỏi", "via_bot": {"id": 5, "is_bot": True, "first_name": "B", "username": "b_bot"}},
        "reply to a story": {"text": "Xin hỏi", "reply_to_story": {"chat": GROUP, "id": 7}},
        "no content at all": {},
        "a kind of the future": {"hologram": {"depth": 3}},
        "only a space": {"text": " "},
        "only invisible letters": {"text": "\u200b\u2060\u202e"},
        "NUL and controls": {"text": "Xin\x00 hỏi\x07\x1b[31m"},
        "half a letter": {"text": "Xin hỏi \ud83d"},
        "a caption without a file": {"caption": "Xin hỏi"},
        "an unknown language": {
            "text": "Xin hỏi", "from": {"id": 0, "is_bot": False, "first_name": "\x00", "language_code": "zz-\x00"}},
        "no name": {"text": "Xin hỏi", "from": {"id": 0, "is_bot": False, "first_name": ""}},
        "an endless name": {"text": "Xin hỏi", "from": {"id": 0, "is_bot": False, "first_name": "Ế" * 4000, "last_name": "\n"}},
        "an answer to a message nobody knows": {
            "text": "Xin hỏi", "reply_to_message": {"message_id": 2**52, "date": 0, "chat": GROUP}},
        "an unparsable sticker": {"sticker": "wrong"},
        "an unparsable date": {"text": "Xin hỏi", "date": "yesterday"},
        "no date": {"text": "Xin hỏi", "date": None},
        "a text that is a list": {"text": ["Xin", "hỏi"]},
        "an unparsable photo": {"photo": [{"file_id": None}]},
        "unparsable entities": {"text": "Xin hỏi", "entities": [{"type": 3}]},
    }  # fmt: skip


def _fill() -> None:
    for name, content in _messages().items():

        def make(number: int, content: dict[str, Any] = content) -> Update:
            body = message(number, **content)
            body["from"] = {**body["from"], "id": number}
            return {"message": body}

        ANSWERED[name] = make
    # answered by what they show, or by saying that it is over
    ANSWERED["a forged button"] = lambda n: press(n, data="petition:send:999999999", message=message(n, text="x"))
    ANSWERED["a button of nobody"] = lambda n: press(n, data="x:y:z", message=message(n, text="x"))
    ANSWERED["64 bytes of garbage"] = lambda n: press(n, data="\x00\x01\uffff" + "ạ" * 19, message=message(n, text="x"))
    ANSWERED["a number beyond numbers"] = lambda n: press(n, data="petition:send:" + "9" * 50, message=message(n, text="x"))
    ANSWERED["digits that are none"] = lambda n: press(n, data="petition:send:²", message=message(n, text="x"))
    ANSWERED["a button without arguments"] = lambda n: press(n, data="petition:send", message=message(n, text="x"))
    ANSWERED["a press without data"] = lambda n: press(n, message=message(n, text="x"))
    ANSWERED["a press on a game"] = lambda n: press(n, game_short_name="x", message=message(n, text="x"))
    ANSWERED["a press without a message"] = lambda n: press(n, data="x:y:z", inline_message_id="1")
    ANSWERED["a press on a message that is out of reach"] = lambda n: press(
        n, data="x:y:z", message={"chat": message(n)["chat"], "message_id": 1, "date": 0}
    )
    for name, update in _silent().items():
        SILENT[name] = lambda n, update=update: update


def _silent() -> dict[str, Update]:
    lan = user(7_000_001)
    posted = {"message_id": 1, "date": 1, "chat": CHANNEL, "sender_chat": CHANNEL, "text": "Tin"}
    private = message(7_000_002)
    in_group = {**message(7_000_003), "chat": GROUP}
    services = {
        "new_chat_title": "Tổ may 2", "delete_chat_photo": True, "group_chat_created": True, "pinned_message": in_group,
        "video_chat_started": {}, "message_auto_delete_timer_changed": {"message_auto_delete_time": 86400},
        "forum_topic_created": {"name": "x", "icon_color": 1}, "left_chat_member": lan, "new_chat_members": [lan],
        "new_chat_photo": [{**FILE, "width": 1, "height": 1}],
    }  # fmt: skip
    numbered = enumerate(services.items(), 910_001)
    return {
        **{f"service {name}": {"message": {**in_group, "message_id": n, name: value}} for n, (name, value) in numbered},
        "channel post": {"channel_post": posted},
        "edited channel post": {"edited_channel_post": {**posted, "edit_date": 2}},
        "a post through message": {"message": {**posted, "message_id": 2}},
        "an edit of nothing known": {"edited_message": {**private, "edit_date": 2, "text": "Sửa"}},
        "an unparsable edit in a group": {"edited_message": {**in_group, "edit_date": "x"}},
        "reaction": {"message_reaction": {
            "chat": private["chat"], "message_id": 1, "user": lan, "date": 1, "old_reaction": [], "new_reaction": []}},
        "reaction count": {"message_reaction_count": {"chat": CHANNEL, "message_id": 1, "date": 1, "reactions": []}},
        "inline query": {"inline_query": {"id": "1", "from": lan, "query": "x", "offset": ""}},
        "chosen inline result": {"chosen_inline_result": {"result_id": "1", "from": lan, "query": "x"}},
        "shipping query": {"shipping_query": {"id": "1", "from": lan, "invoice_payload": "x", "shipping_address": {}}},
        "poll answer": {"poll_answer": {"poll_id": "1", "user": lan, "option_ids": [0]}},
        "chat join request": {"chat_join_request": {"chat": GROUP, "from": lan, "date": 1, "user_chat_id": 1}},
        "business connection": {"business_connection": {"id": "1", "user": lan, "user_chat_id": 1, "date": 1}},
        "business message": {"business_message": {**private, "business_connection_id": "1", "text": "x"}},
        "deleted business messages": {"deleted_business_messages": {
            "business_connection_id": "1", "chat": private["chat"], "message_ids": [1]}},
        "paid media": {"purchased_paid_media": {"from": lan, "paid_media_payload": "x"}},
        "an update of the future": {"telepathy": {"from": lan, "thought": "x"}},
        "a message that is text": {"message": "x"},
        "a message that is a list": {"message": [1, 2]},
        "a message that is nothing": {"message": None},
        "an empty message": {"message": {}},
        "a chat that is text": {"message": {**private, "message_id": 3, "chat": "x", "text": "x"}},
        "a sender that is a number": {"message": {**private, "message_id": 4, "from": 7, "text": "x"}},
        "no chat": {"message": {"message_id": 5, "date": 1, "from": lan, "text": "x"}},
        "ids beyond all numbers": {"message": {**message(2**62), "message_id": 2**70, "text": "x"}},
        "an id below zero": {"message": {**message(-7), "text": "x"}},
        "an empty press": {"callback_query": {}},
        "a membership of nothing": {"my_chat_member": {}},
        "a membership of another kind": {"my_chat_member": {
            "chat": GROUP, "from": lan, "date": 1, "old_chat_member": {"status": "x"}, "new_chat_member": {"status": 7}}},
    }  # fmt: skip


_fill()
