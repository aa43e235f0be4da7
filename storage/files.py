"""Files by their content: in a folder beside SQLite, in the database of PostgreSQL, so that every machine has them."""

import hashlib
import os
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session

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
        if self.folder is None:
            if session.get(FileContent, digest) is None:
                session.add(FileContent(digest=digest, content=content))
                session.flush()
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

    def forget(self, session: Session, digest: str) -> None:
        """Erase bytes that no attachment points to any more."""
        if self.folder is not None:
            self._path(self.folder, digest).unlink(missing_ok=True)
        elif (row := session.get(FileContent, digest)) is not None:
            session.delete(row)

    def _path(self, folder: Path, digest: str) -> Path:
        return folder / digest[:2] / digest
