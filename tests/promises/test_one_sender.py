"""Whatever leaves is laid in the outbox; only the postman carries it out."""

import ast

from tests.promises.source import called, modules

KINDS = ("message", "photo", "document", "voice", "video", "audio", "animation", "location", "media_group", "contact")
OF_THE_PLATFORMS = {f"{verb}_{kind}" for verb in ("send", "reply", "copy") for kind in KINDS}
OF_THE_PLATFORMS |= {"reply_text", "copy_messages", "edit_message_text", "edit_message_caption", "edit_message_reply_markup"}


def test_only_the_sender_hands_messages_to_a_channel() -> None:
    places = {path for path, module in modules("bot") for node in ast.walk(module) if called(node) == "send"}
    assert places == {"bot/sender.py"}


def test_only_a_channel_calls_a_platform_to_send() -> None:
    """Else a message could leave that no row of the outbox knows."""
    assert [
        f"{path}:{node.lineno} {called(node)}"
        for path, module in modules()
        if not path.startswith("bot/channels/")
        for node in ast.walk(module)
        if called(node) in OF_THE_PLATFORMS
    ] == []
