"""Run by Alembic: the migrations on the connection that storage/migrate.py hands over."""

from alembic import context
from sqlmodel import SQLModel

from storage import models

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=SQLModel.metadata, render_as_batch=connection.dialect.name == "sqlite")
with context.begin_transaction():
    context.run_migrations()

__all__ = ["models"]
