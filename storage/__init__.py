"""The archive: what is remembered, and who may read it."""
