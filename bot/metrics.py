"""What is counted, for /metrics. Labels are channels and kinds, never people, units or cases."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram


class Metrics:
    """One registry for one house; nothing is global."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.received = Counter("caunoi_messages_in", "Messages kept in the inbox", ["channel"], registry=self.registry)
        self.sent = Counter("caunoi_messages_out", "Messages delivered", ["channel"], registry=self.registry)
        self.send_errors = Counter(
            "caunoi_send_errors", "Failed deliveries by kind", ["channel", "kind"], registry=self.registry
        )
        self.oldest = Gauge(
            "caunoi_oldest_pending_seconds", "Age of the oldest message that is due in a slot", ["slot", "channel"],
            registry=self.registry,
        )  # fmt: skip
        self.handling = Histogram(
            "caunoi_handling_seconds", "Time of one transaction of the desks", registry=self.registry,
            buckets=(0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1, 5),
        )  # fmt: skip
