"""python -m bot: run, check, migrate, invite, units, understand, demo."""

import argparse
import os
import sys
from pathlib import Path

import uvloop

from bot import commands, logs, understand
from bot.app import AlreadyRunning, App, alone
from bot.config import Config, ConfigError, load
from bot.demo import run_demo
from storage.database import DatabaseDown


def main() -> int:
    """Do one command. Exit codes: 0 done, 1 it could not be done, 2 the configuration or the call is wrong."""
    arguments = _parser().parse_args()
    logs.set_up()
    if arguments.command == "demo":
        return run_demo(new=arguments.new)
    if arguments.command == "understand":
        return _understand(arguments)
    try:
        config = load(_path(arguments.config))
    except ConfigError as error:
        print(error, file=sys.stderr)
        return 2
    try:
        return _do(arguments, config)
    except commands.Failed as error:
        print(error, file=sys.stderr)
        return 1
    except DatabaseDown:
        print("The database does not answer (database.url in the configuration).", file=sys.stderr)
        return 1


def _do(arguments: argparse.Namespace, config: Config) -> int:
    match arguments.command:
        case "run":
            return _run(config)
        case "check":
            return commands.check(config, live=arguments.live)
        case "migrate":
            commands.migrate_database(config)
        case "units":
            commands.load_units(config, arguments.file)
        case "invite":
            print(commands.invite(config, arguments.unit, arguments.role))
    return 0


def _understand(arguments: argparse.Namespace) -> int:
    try:
        if arguments.evaluate:
            print("\n".join(understand.evaluate(arguments.evaluate)))
        else:
            understand.answer(sys.stdin.buffer, sys.stdout.buffer, pairs=arguments.pairs)
    except understand.BadLabels as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        # who listened has gone; nothing more may be written, not even at the end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _run(config: Config) -> int:
    try:
        with alone(config):
            commands.prepare(config)
            uvloop.run(_work(config))
    except AlreadyRunning:
        print("Another `run` works on this SQLite file. Several processes need PostgreSQL.", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"channels.web: {error.strerror}", file=sys.stderr)
        return 1
    return 0


async def _work(config: Config) -> None:
    await App(config).run()


def _path(given: Path | None) -> Path:
    return given or Path(os.environ.get("CAUNOI_CONFIG", "config.yaml"))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    parser.add_argument("--config", type=Path, help="the configuration file (else $CAUNOI_CONFIG, else ./config.yaml)")
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument("--config", type=Path, default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    actions = parser.add_subparsers(dest="command", required=True)
    actions.add_parser("run", parents=[options], help="everything: receive, handle, send, clock, web")
    check = actions.add_parser("check", parents=[options], help="configuration, tree, texts, connections")
    check.add_argument("--live", action="store_true", help="talk to the platforms too")
    actions.add_parser("migrate", parents=[options], help="bring the tables up to date")
    units = actions.add_parser("units", parents=[options], help="load the union tree from a CSV file")
    units.add_argument("file", type=Path)
    invite = actions.add_parser("invite", parents=[options], help="make an invitation; prints just the one-time code")
    invite.add_argument("--unit", required=True)
    invite.add_argument("--role", required=True, choices=["officer", "admin"])
    understood = actions.add_parser("understand", help="what the bot makes of texts: one a line in, one JSON object a line out")
    how = understood.add_mutually_exclusive_group()
    how.add_argument("--pairs", action="store_true", help="two texts a line, parted by a tab: are they the same?")
    how.add_argument("--evaluate", type=Path, metavar="FILE.tsv", help="text, tab, topic: how many are found, what is confused")
    demo = actions.add_parser("demo", help="a ready-made world in the browser, without token and network")
    demo.add_argument("--new", action="store_true", help="start over")
    return parser


if __name__ == "__main__":
    sys.exit(main())
