"""How well the bot understands what workers write, on sentences kept apart from everything it was built from."""
