"""Large databases: does what is asked all the time stay quick when much has been written?

    pip install -e .[dev,bench]
    python -m benchmarks.sizes                       both databases, one table, as Markdown; some five minutes
    python -m benchmarks.sizes --databases sqlite

**Slots.** A million rows wait. 64 lanes are claimed as the sender and the dispatcher do it: the question, the lease or the
mark, and the commit (SQLite with `synchronous=FULL`, PostgreSQL with `fsync`). After each claim the rows are put back,
which is not measured. *All due*: everything may go now. *64 due*: half of the rows belong to another channel (in the
inbox: they wait for consent), the others must wait until later, and the 64 came last.

**Archive.** 100,000 cases with what was said, happened and was sent: a fifth at the province, the others at 300 unions; and
a tree of 5,000 units. Measured is one message from `accept` to its committed answer, in a warm process, with no wire.
The names of workplaces are typed as on a telephone: shortened, without diacritics, two letters changed round, by
somebody else each time. Every answer is looked at: one of another kind ends the run.

PostgreSQL is the one that the tests bring along, with its shipped settings. Its statistics are fresh, as autovacuum
keeps them; SQLite has none, as in the program. Nothing is asserted about times: a busy machine shows in [least..most].
"""
