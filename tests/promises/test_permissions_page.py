"""docs/permissions.md says what the code does."""

from handlers.permissions import PLAIN, permission_table
from handlers.registry import build_router
from handlers.router import May
from handlers.texts import Texts
from tests.promises.source import TOP

PAGE = TOP / "docs" / "permissions.md"


def made() -> str:
    """The page as the code makes it now."""
    return permission_table(build_router(Texts(["vi", "en"])))


def test_the_page_of_permissions_is_the_one_that_the_code_makes() -> None:
    """To write it anew: python -c "from tests.promises.test_permissions_page import *; PAGE.write_text(made())"."""
    assert PAGE.read_text("utf-8") == made()


def test_every_right_has_plain_words() -> None:
    assert set(PLAIN) == set(May)


def test_whatever_changes_a_case_asks_for_a_right() -> None:
    router = build_router(Texts(["vi", "en"]))
    open_to_all = {name for name, route in router.buttons.items() if route.may is May.ANYONE}
    assert [name for name in open_to_all if name.partition(":")[0] in {"case", "answer", "canned"}] == []
