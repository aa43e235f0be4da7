"""Which jobs there are; when each is due stands in config.yaml under `schedule`."""

from collections.abc import Mapping

from scheduler import jobs
from scheduler.clock import Job

JOBS: Mapping[str, Job] = {
    "first_messages": jobs.first_messages,
    "old_drafts": jobs.old_drafts,
    "orphans": jobs.orphans,
    "secrets": jobs.secrets,
    "unanswered_units": jobs.unanswered_units,
    "uploads": jobs.uploads,
}
