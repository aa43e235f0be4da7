"""Fake platforms as real servers on 127.0.0.1, and a browser to look at our pages with.

Telegram in one breath::

    async with FakeTelegram(now=clock) as fake:                # now= is optional; fake.url replaces https://api.telegram.org
        lan = fake.person(first_name="Lan")                    # unreachable for the bot until her first word (or started=True)
        desk = fake.group(title="Ban", forum=True, bot="administrator", members=(officer,))
        await lan.says("/start u_tinh")                        # each deed is one update to the bot
        card = await desk.awaits("K7M2")                       # waits (5 s) for a message holding that; an Entry
        await officer.replies(card, "answer", chat=desk)       # or replies("K7M2", ...): the newest that holds it
        await lan.presses("Send")                              # newest inline button by data or label, else reply keyboard
        assert lan.hears() == ["..."]                          # texts since last asked; "[photo]" for a file without words

People   fake.person(id=, first_name=, username=, last_name=, language_code="vi", started=False)
         says(text, chat=, thread=, anonymous=), replies(to, text, chat=), edits(which, text, chat=), deletes(which, chat=),
         sends_photo(bytes, caption=, media_group_id=, size=, chat=, thread=), sends_album([bytes], caption=), sends_voice,
         sends_video, sends_audio, sends_video_note, sends_document(bytes, name=, mime=, size=), sends_sticker,
         sends_location(lat, lon), sends_contact(phone, user_id=), sends(dice={...}),
         presses(data_or_label, message_id=, chat=), presses_data(data, message, chat=),
         reacts(which, emoji, chat=), blocks(), unblocks(), .deactivated = True
Groups   fake.group(id=, title=, forum=, bot="member"|"administrator"|"left", members=(...)); a basic group by a small id, -4001
         adds(person, admin=, by=), removes(person, by=), promotes(person, admin=), sets_bot(status, by=),
         creates_topic(name, by), delete_topic(thread), close_topic(thread), upgrade(by=) -> new id,
         .topics, .members, .bot_status, .deleted = True
         Privacy mode is on (fake.privacy): a bot that is only a member gets commands, replies to it and service messages.
Both     hears(), awaits(text, timeout=), seen (all Entries), sent, last, screen (texts standing in the chat now)
Entry    what (sent edited deleted answered reacted topic confirmed), method, chat, message_id, thread, text (without tags),
         buttons (rows of .text .data .url), labels, data, keyboard, files (.kind .name .mime .content), reply_to, params,
         update_id, at (monotonic), as_json()
Waiting  await fake.wait(lambda: predicate, timeout=5): looked at after everything that happens; TimeoutError
Ledger   fake.journal.entries, fake.sent, fake.confirmed (update_ids), fake.refusals [(method, chat, Refusal)],
         fake.calls["forwardMessage"], fake.commands, fake.profile; FakeTelegram(journal=path) + read_journal(path) after a kill
Updates  await fake.inject({...raw, update_id optional}), fake.updates.twice = True (every update comes twice),
         fake.updates.hold() / .release(backwards=True), fake.updates.pending
Webhook  as the bot sets it; fake.webhook.reach = "http://127.0.0.1:PORT" delivers there whatever host was named;
         .first_wait .longest_wait (pauses before a repeat), .lose = n (answers lost on the way), .attempts, .most_at_once
Faults   fake.fail(method, chat, times=1 or None, kind=...): error(code=, description=, parameters=) flood(seconds=) html reset
         accept_then_reset accept_then_timeout slow(seconds=); returns a Fault with .hits and .stop().
         await fake.down() / up(); fake.files.forget_links(); fake.callback_window = 15.0
Flood    fake.flood.on = True: 5 in 5 s a chat (groups too), 20 in 60 s a group, 30 in 1 s over all; fake.flood.refused["group"]

In a process of its own: `python -m tests.servers.telegram --port 0 --control-port 0 --journal FILE` prints a line of JSON with
the addresses. From elsewhere, over HTTP (control.py) or::

    async with RemoteTelegram(journal=path) as fake:           # tests.servers.telegram.remote; starts the process
        lan = await fake.person(first_name="Lan")
        await lan.does("says", text="/start")
        await fake.wait(lambda entries: any(e["what"] == "sent" for e in entries))
        await fake.call("fake", "down"); await fake.set("flood", on=True); fake.kill()
"""
