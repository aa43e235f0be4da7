"""python -m bot demo: a ready-made world in the browser, four chats side by side. No token, no network."""

import errno
import shutil
import socket
import sys
from pathlib import Path

import uvloop
from aiohttp import web
from sqlmodel import Session

from bot.app import AlreadyRunning, App, alone
from bot.commands import migrate_database, prepare
from bot.config import Config, load
from bot.pages.demo import demo_routes
from handlers.desk import private_desk
from storage.contacts import contact_at, new_contact
from storage.database import Database
from storage.models import Consent, Contact, Officer
from storage.types import utcnow

ROOT = Path(__file__).parent.parent
FOLDER = Path("data/demo")
PORTS = range(8080, 8180)
UNDO_SECONDS = 5
"""Long enough to try taking an answer back, short enough to wait for."""

# seat: (name that others see, roles as (unit, role)); the worker begins like anybody else
SEATS: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "worker": ("Lan", []),
    "grassroots": ("Hoa", [("cs-may-tam-duong", "officer")]),
    "district": ("Minh", [("huyen-tam-duong", "officer")]),
    "admin": ("Mai", [("tinh", "admin"), ("tinh", "officer")]),
}


def seat_address(seat: str) -> str:
    """The address of a seat: fixed, so that a second start goes on where the first one was."""
    return f"web:demo-{seat}"


def run_demo(*, new: bool) -> int:
    """Run the demo world until it is told to stop; `new` starts over. Returns the exit code."""
    folder = Path.cwd() / FOLDER
    config = demo_config(folder, _free_port())
    try:
        with alone(config):
            if new:
                _start_over(folder)
            migrate_database(config)  # a newer program may meet the world of an older one
            prepare(config)
            _open(folder, _furnish(config))
    except AlreadyRunning:
        print("The demo runs already.", file=sys.stderr)  # noqa: T201 - a command prints
        return 1
    return 0


def _open(folder: Path, world: str) -> None:
    """On the first port that is free; on the next one if somebody else took it since we looked."""
    while True:
        try:
            return uvloop.run(_work(demo_config(folder, _free_port()), world))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise


def demo_config(folder: Path, port: int) -> Config:
    """The shipped configuration with a place of its own, and the web chat alone."""
    config = load(ROOT / "config.yaml")
    site = config.channels.web.model_copy(update={"port": port, "public_url": f"http://127.0.0.1:{port}"})
    return config.model_copy(
        update={
            "database": config.database.model_copy(update={"url": f"sqlite:///{folder / 'caunoi.db'}"}),
            "desk": config.desk.model_copy(update={"undo_seconds": UNDO_SECONDS}),
            "files": config.files.model_copy(update={"dir": folder / "files"}),
            "channels": config.channels.model_copy(
                update={"web": site, "telegram": config.channels.telegram.model_copy(update={"enabled": False})}
            ),
        }
    )


async def _work(config: Config, world: str) -> None:
    def pages() -> list[web.RouteDef]:
        return demo_routes(lambda language: app.house.texts.all_with(language, "demo-"), config.languages, world)

    app = App(config, seats={seat: seat_address(seat) for seat in SEATS}, pages=pages)
    await app.run(started=lambda running: print(f"http://127.0.0.1:{running.port}/", flush=True))  # noqa: T201


def _start_over(folder: Path) -> None:
    for path in folder.iterdir():
        if path.suffix != ".lock":
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _furnish(config: Config) -> str:
    """Seat everybody who is not there yet. Returns what tells this world from the one before it was started over."""
    db = Database(config.database.url)
    try:
        return db.write_now(_seat_everybody)
    finally:
        db.close()


def _seat_everybody(session: Session) -> str:
    for seat, (name, roles) in SEATS.items():
        address = seat_address(seat)
        if contact_at(session, address) is not None:
            continue
        contact = new_contact(session, address, name=name, language="vi")
        for unit, role in roles:
            officer = Officer(person_id=contact.person_id, unit_code=unit, role=role, name=name, address=address)
            session.add(officer)
            if role == "officer":
                private_desk(session, officer)
        if roles:
            session.add(
                Consent(person_id=contact.person_id, purpose="petitions", version="demo", address=address, given=utcnow())
            )
    return f"{session.get_one(Contact, seat_address('worker')).created.timestamp():.0f}"


def _free_port() -> int:
    for port in PORTS:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise SystemExit(f"No port between {PORTS.start} and {PORTS.stop - 1} is free.")
