"""The id of the request by which a message came; what waits in the inbox, and what statistics count, in an index"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.add_column(sa.Column("request_id", sa.String(length=64), nullable=True))
        batch_op.create_index(batch_op.f("ix_message_request_id"), ["request_id"], unique=False)
        batch_op.drop_index(batch_op.f("ix_message_at"))
        batch_op.create_index(
            "message_of_day",
            ["at", "conversation_id", "outcome", "vote", "topic", "latency_ms"],
            unique=False,
        )
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inbox_done_at"), ["done_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inbox_done_at"))
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_index("message_of_day")
        batch_op.create_index(batch_op.f("ix_message_at"), ["at"], unique=False)
        batch_op.drop_index(batch_op.f("ix_message_request_id"))
        batch_op.drop_column("request_id")
