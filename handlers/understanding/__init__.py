"""What a text says, as far as a machine can tell: pure functions, without network, database or clock."""

from handlers.understanding.understood import Understood, understand

__all__ = ["Understood", "understand"]
