"""Measurements of what the house costs; nothing here runs in production."""
