"""What is due is found without looking through what is not; what was understood of the worker's words is kept"""

import sqlalchemy as sa
from alembic import op

from storage.models import Json
from storage.types import UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WORDS = (("petition", "topic_guess"), ("petition", "second_topic"), ("contact", "other_language"))
PENDING = sa.text("state = 'pending'")
HELD = sa.text("state = 'held'")
LATER = sa.text("state = 'held' AND error IS NULL")
UNAGREED = sa.text("state = 'held' AND error = 'consent'")
COVERED = sa.text("cover_at IS NOT NULL")
HERE = sa.text("digest IS NOT NULL")


def upgrade() -> None:
    for table, name in (("inbound", "inbound_ready"), ("inbound", "inbound_held_due"), ("outbound", "outbound_ready")):
        op.drop_index(name, table_name=table)
    op.execute("ALTER TABLE inbound DROP COLUMN priority")
    with op.batch_alter_table("outbound") as batch_op:
        batch_op.create_check_constraint("outbound_priority", "priority IN (0, 5, 10)")
    op.create_index("inbound_ready", "inbound", ["due", "id"], postgresql_where=PENDING, sqlite_where=PENDING)
    op.create_index("inbound_later", "inbound", ["due"], postgresql_where=LATER, sqlite_where=LATER)
    op.create_index("inbound_unagreed", "inbound", ["due", "id"], postgresql_where=UNAGREED, sqlite_where=UNAGREED)
    ready = ["channel", "priority", "due", "id"]
    op.create_index("outbound_ready", "outbound", ready, postgresql_where=PENDING, sqlite_where=PENDING)
    op.add_column("casemessage", sa.Column("understood", Json, nullable=True))
    for table, name in WORDS:
        op.add_column(table, sa.Column(name, sa.String(), nullable=True))

    op.add_column("webmessage", sa.Column("cover_at", UtcDateTime(timezone=True), nullable=True))
    op.create_index("webmessage_cover", "webmessage", ["cover_at"], postgresql_where=COVERED, sqlite_where=COVERED)
    op.create_index("attachment_digest", "attachment", ["digest"], postgresql_where=HERE, sqlite_where=HERE)


def downgrade() -> None:
    op.drop_index("attachment_digest", table_name="attachment")
    op.drop_index("webmessage_cover", table_name="webmessage")
    op.execute("ALTER TABLE webmessage DROP COLUMN cover_at")
    for table, name in (("casemessage", "understood"), *WORDS):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
    names = (
        ("inbound", "inbound_unagreed"),
        ("inbound", "inbound_later"),
        ("inbound", "inbound_ready"),
        ("outbound", "outbound_ready"),
    )
    for table, name in names:
        op.drop_index(name, table_name=table)
    with op.batch_alter_table("outbound") as batch_op:
        batch_op.drop_constraint("outbound_priority", type_="check")
    op.add_column("inbound", sa.Column("priority", sa.Integer(), nullable=False, server_default="0"))
    op.create_index("inbound_ready", "inbound", ["priority", "id"], postgresql_where=PENDING, sqlite_where=PENDING)
    op.create_index("inbound_held_due", "inbound", ["due"], postgresql_where=HELD, sqlite_where=HELD)
    op.create_index("outbound_ready", "outbound", ["channel", "priority", "id"], postgresql_where=PENDING, sqlite_where=PENDING)
