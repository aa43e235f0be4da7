"""The press on the send button, ours against three bare bots.

    pip install -e .[bench]
    python -m benchmarks.petitions run --rounds 5              the tables, as Markdown
    python -m benchmarks.petitions run --synchronous NORMAL FULL --save
    python -m benchmarks.petitions backlog                     1,000 updates wait at the start after a SIGKILL
    python -m benchmarks.petitions profile raw                 hot spots under cProfile

**What happens.** One `callback_query` comes in by webhook. The bot keeps the petition, sends the receipt to the worker
and the card with seven buttons to the officer, and answers the callback query (`--no-answers`: the bare bots do not).
The bare bots insert one row with one commit and do nothing else. They answer the callback last, which is best for
their latency:

* `ptb+sqlmodel`: python-telegram-bot out of the box (httpx, tornado, 256 updates at once), SQLModel on aiosqlite;
* `aiogram`: its own webhook handler, sqlite3 on the loop's thread;
* `raw`: aiohttp server and client, sqlite3, orjson, uvloop.

All use SQLite in WAL. Each worker presses once and has an officer of their own.

**What is measured.** The variants take turns within a round, another one first each time; each starts from a fresh copy
of its files. In a round: start with one update waiting; a warm-up; saturation (64 workers at once, the next presses when
a receipt is in); a steady rate, open loop. Latency counts from the moment a press was due until the message reached the
fake Telegram. CPU is the bot's process with its threads and children, from /proc/*/schedstat, counted until every
message is out and 0.3 s more. Updates/s count until the last message, cards too. At the end each worker must have
exactly one receipt and each officer exactly one card, over all phases: else it is lost or doubled.

**The fake.** One process holds the fake Telegram and the presses; the column "harness busy" tells how much of a core
it used while the bot was saturated. Updates go out after setWebhook, over at most its max_connections (40 unless
told); a refused one comes again after two seconds, all others waiting. A bot that sets its webhook before it listens
pays for that at its start. Answers to sendMessage are shorter than the real ones, in favour of bots that parse them.

**How to read it.** CPU per update repeats best. Rates and p99 swing with what else the machine does: read them as
ratios, which are taken round by round. At the steady rate CPU per update is higher for all (wake-ups from idle).
Where a
bot cannot keep up with the steady rate ("updates/s" below it), its latency there only tells how long the phase was:
lower `--rate`. There is no TLS and no way through the internet here. The kernel counts stolen time of a virtual machine as CPU.

**A new variant** is a subclass of `variant.Variant`, listed in `__main__.VARIANTS`.
"""
