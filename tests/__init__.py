"""The tests, in the same four rooms as the house, plus whole conversations, whole processes and promises."""
