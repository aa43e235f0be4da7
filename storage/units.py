"""The rows of the union tree, and the tree they make; read again when somebody changed it."""

from datetime import UTC, date, datetime
from typing import Any

from sqlmodel import Session, col, select

from storage.models import Setting, Unit
from storage.tree import Commune, Tree, UnitNode

VERSION = "tree"


class Units:
    """The tree as it stands in the database, kept in memory until its version changes."""

    def __init__(self) -> None:
        self._version: str | None = None
        self._tree: Tree | None = None

    def tree(self, session: Session) -> Tree:
        """The tree now. Raises LookupError when no unit was ever loaded."""
        version = tree_version(session)
        if version is None:
            raise LookupError("No unit is loaded: python -m bot units FILE")
        if self._tree is None or version != self._version:
            self._tree, self._version = read_tree(session), version
        return self._tree

    def known(self) -> Tree:
        """The tree as it was last read; it was, by whoever asked for a case."""
        if self._tree is None:
            raise LookupError("No unit is loaded: python -m bot units FILE")
        return self._tree


def read_tree(session: Session) -> Tree:
    """The tree from its rows."""
    return Tree(_node(unit) for unit in session.exec(select(Unit).order_by(col(Unit.code))))


def tree_version(session: Session) -> str | None:
    """What changes whenever the tree does; None while there is no tree."""
    setting = session.get(Setting, VERSION)
    # held for this transaction: an object that nobody holds is read again each time a desk asks for the tree
    session.info[VERSION] = setting
    return setting.value["at"] if setting else None


def compare_units(session: Session, nodes: list[UnitNode]) -> dict[str, list[str]]:
    """The codes of the units that `store_units` would write, and as what: `added`, `changed`, `ended`. Changes nothing."""
    return _compare({unit.code: unit for unit in session.exec(select(Unit))}, nodes)


def store_units(session: Session, nodes: list[UnitNode], now: datetime | None = None) -> dict[str, list[str]]:
    """Make the rows equal to these nodes; returns the codes `added`, `changed` and `ended`. Doing it twice changes nothing.

    A unit that is not in the list any more is not deleted (cases speak of it): it ends today.
    """
    now = now or datetime.now(UTC)
    rows = {unit.code: unit for unit in session.exec(select(Unit))}
    changes = _compare(rows, nodes)
    by_code = {node.code: node for node in nodes}
    for code in changes["added"]:
        session.add(Unit(code=code, **_values(by_code[code])))
    for code in changes["changed"]:
        for name, value in _values(by_code[code]).items():
            setattr(rows[code], name, value)
    for code in changes["ended"]:
        rows[code].valid_to = _today(now)
    if any(changes.values()):
        setting = session.get(Setting, VERSION)
        if setting is None:
            session.add(Setting(name=VERSION, value={"at": now.isoformat()}))
        else:
            setting.value = {"at": now.isoformat()}
    return changes


def _compare(rows: dict[str, Unit], nodes: list[UnitNode]) -> dict[str, list[str]]:
    changes: dict[str, list[str]] = {"added": [], "changed": [], "ended": []}
    for node in nodes:
        row = rows.get(node.code)
        if row is None:
            changes["added"].append(node.code)
        elif any(getattr(row, name) != value for name, value in _values(node).items()):
            changes["changed"].append(node.code)
    listed = {node.code for node in nodes}
    changes["ended"] = [code for code, row in rows.items() if code not in listed and row.valid_to is None]
    return changes


def _today(now: datetime) -> date:
    return now.date()


def _values(node: UnitNode) -> dict[str, Any]:
    return {
        "kind": node.kind, "name": node.name, "parent": node.parent, "valid_from": node.valid_from,
        "valid_to": node.valid_to, "communes": [[c.code, c.name] for c in node.communes], "example": node.example,
    }  # fmt: skip


def _node(unit: Unit) -> UnitNode:
    return UnitNode(
        code=unit.code, kind=unit.kind, name=unit.name, parent=unit.parent, valid_from=unit.valid_from,
        valid_to=unit.valid_to, communes=tuple(Commune(*c) for c in unit.communes), example=unit.example,
    )  # fmt: skip
