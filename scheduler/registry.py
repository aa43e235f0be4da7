"""Which jobs there are; when each is due stands in config.yaml under `schedule`."""

from collections.abc import Mapping

from scheduler.clock import Job

JOBS: Mapping[str, Job] = {}
