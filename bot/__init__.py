"""The doors: starting up, receiving, sending."""
