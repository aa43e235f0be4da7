"""Files by their content: in a folder beside SQLite, in the database of PostgreSQL, so that every machine has them."""

import hashlib
import os
from collections.abc import Collection
from contextlib import suppress
from functools import partial
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from storage.database import afterwards, not_afterwards
from storage.models import FileContent


class FilesConfig(BaseModel):
    """Where files are kept (SQLite only) and how large one may be."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    dir: Path = Path("data/files")
    max_megabytes: int = Field(default=25, ge=1, le=50)

    @property
    def max_bytes(self) -> int:
        """The largest file that is taken."""
        return self.max_megabytes * 1024 * 1024


class Files:
    """Keeps bytes, gives them back by their digest."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        """None: in the database."""

    def keep(self, session: Session, content: bytes) -> str:
        """Keep bytes; the same bytes twice are kept once. Returns their SHA-256 in hexadecimal."""
        digest = hashlib.sha256(content).hexdigest()
        not_afterwards(session, f"forget {digest}")
        if self.folder is None:
            # an update that changes nothing: it waits for whoever keeps or erases the same bytes at this moment
            new = insert(FileContent).values(digest=digest, content=content)
            kept = new.on_conflict_do_update(index_elements=["digest"], set_={"digest": digest})
            session.connection().execute(kept)
            return digest
        path = self._path(self.folder, digest)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_suffix(f".{os.getpid()}.part")
            with part.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        return digest

    def read(self, session: Session, digest: str) -> bytes | None:
        """The bytes again, None when they are not (or no longer) there."""
        if self.folder is None:
            row = session.get(FileContent, digest)
            return row.content if row else None
        path = self._path(self.folder, digest)
        return path.read_bytes() if path.exists() else None

    def hold(self, session: Session, digests: Collection[str]) -> None:
        """Let nobody keep these bytes anew until this transaction ends: ask only now whether they may be forgotten."""
        if self.folder is None:
            held = select(FileContent.digest).where(col(FileContent.digest).in_(digests))
            session.exec(held.order_by(FileContent.digest).with_for_update()).all()

    def kept(self, session: Session, beginning: str) -> set[str]:
        """The digests of what is kept that begin so (two letters); in a folder also the names of files half written."""
        if self.folder is None:
            return set(session.exec(select(FileContent.digest).where(col(FileContent.digest).startswith(beginning))))
        part = self.folder / beginning
        return {path.name for path in part.iterdir()} if part.exists() else set()

    def forget(self, session: Session, digest: str) -> None:
        """Erase bytes that no attachment points to any more: from a folder only after the commit, which may yet fail."""
        if self.folder is not None:
            afterwards(session, f"forget {digest}", partial(_erase, self._path(self.folder, digest)))
        else:
            session.connection().execute(delete(FileContent).where(col(FileContent.digest) == digest))

    def _path(self, folder: Path, digest: str) -> Path:
        return folder / digest[:2] / digest


def _erase(path: Path) -> None:
    with suppress(OSError):  # what stays is swept up later
        path.unlink()
