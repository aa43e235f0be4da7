"""Starting and stopping the real program, and what it says when it cannot."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.processes.house import ROOT, House, running, write_config
from tests.processes.page import visiting


def bot(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "bot", *arguments], cwd=cwd, capture_output=True, text=True, timeout=60)


async def test_it_starts_answers_and_stops_in_order(tmp_path: Path, database_url: str) -> None:
    config = write_config(tmp_path, database_url)
    async with running(config) as house:
        assert (await house.asks("/healthz"))[0] == 200
        status, body = await house.asks("/readyz")
        assert (status, '"degraded": []' in body) == (200, True)
        async with visiting(house.port) as lan:
            await lan.says("/lienhe")
            await lan.reads("Điện thoại")
        status, figures = await house.asks("/metrics")
        assert status == 200
        assert 'caunoi_messages_in_total{channel="web"} 2.0' in figures, "the greeting that was asked for, and what was said"
        assert await house.end() == 0
    assert [line["what"] for line in house.log if line["where"] == "bot.app"] == ["Started", "Stopping", "Stopped"]


async def test_figures_are_for_this_machine_alone(tmp_path: Path, sqlite_url: str) -> None:
    async with running(write_config(tmp_path, sqlite_url)) as house:
        status, _ = await house.asks("/metrics", headers={"X-Forwarded-For": "203.0.113.9"})
        assert status == 403


async def test_a_second_run_on_one_sqlite_file_is_refused_and_the_other_commands_work_beside_it(
    tmp_path: Path, sqlite_url: str
) -> None:
    config = write_config(tmp_path, sqlite_url)
    async with running(config):
        second = House(config)
        await second.start(wait=False)
        assert await second.gone() == 1
        assert "PostgreSQL" in "".join(second.raw)
        invited = bot("--config", str(config), "invite", "--unit", "tinh", "--role", "admin")
        assert invited.returncode == 0
        assert invited.stdout.startswith("CN-")


WRONG = [
    ("channels__telegram__per_second", 0, "channels.telegram.per_second"),
    ("channels__telegram__recieve", "polling", "channels.telegram.recieve"),
    ("timezone", "Mars/Olympus", "timezone"),
    ("languages", ["vi", "xx"], "languages"),
    ("routing__rules", [{"to": "nowhere"}], "routing"),
    ("database__url", "mysql://x", "database.url"),
    ("files__max_megabytes", 500, "files.max_megabytes"),
]


@pytest.mark.parametrize(("path", "value", "named"), WRONG, ids=[named for _, _, named in WRONG])
def test_a_wrong_key_or_value_stops_the_start_with_its_path(tmp_path: Path, path: str, value: object, named: str) -> None:
    config = write_config(tmp_path, "sqlite:///x.db", **{path: value})
    done = bot("--config", str(config), "check")
    assert done.returncode == 2
    assert named in done.stderr
    assert any(words in done.stderr for words in ("allowed", "should be", "not one of"))


def test_an_unset_variable_matters_only_in_an_enabled_channel(tmp_path: Path) -> None:
    config = write_config(tmp_path, "sqlite:///x.db", channels__telegram__token="${NOWHERE_SET}")
    assert bot("--config", str(config), "check").returncode == 0
    config = write_config(
        tmp_path, "sqlite:///x.db", channels__telegram__token="${NOWHERE_SET}", channels__telegram__enabled=True
    )
    done = bot("--config", str(config), "check")
    assert done.returncode == 2
    assert "channels.telegram.token" in done.stderr
    assert "NOWHERE_SET" in done.stderr


def test_a_missing_or_broken_configuration_is_said_plainly(tmp_path: Path) -> None:
    assert "No such file" in bot("--config", str(tmp_path / "none.yaml"), "check").stderr
    (tmp_path / "broken.yaml").write_text("database: {url: [")
    done = bot("--config", str(tmp_path / "broken.yaml"), "check")
    assert done.returncode == 2
    assert "YAML" in done.stderr


def test_a_broken_tree_changes_nothing_and_names_line_column_and_reason(tmp_path: Path) -> None:
    config = write_config(tmp_path, "sqlite:///x.db")
    assert bot("--config", str(config), "units", str(ROOT / "storage/seed/lai_chau_2023.csv")).returncode == 0
    broken = tmp_path / "broken.csv"
    broken.write_text("code,kind,name,parent\ntinh,tinh,A,\ncs-1,co_so,B,nowhere\n")
    done = bot("--config", str(config), "units", str(broken))
    assert done.returncode == 1
    assert "3" in done.stderr
    assert "parent" in done.stderr
    again = bot("--config", str(config), "units", str(ROOT / "storage/seed/lai_chau_2023.csv"))
    assert again.stdout.split() == ["added:", "0,", "changed:", "0,", "ended:", "0"]


def test_an_unknown_unit_gets_no_invitation(tmp_path: Path) -> None:
    config = write_config(tmp_path, "sqlite:///x.db")
    done = bot("--config", str(config), "invite", "--unit", "nowhere", "--role", "officer")
    assert done.returncode == 1
    assert "nowhere" in done.stderr
