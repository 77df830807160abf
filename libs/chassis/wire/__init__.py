"""What services tell each other: the broker, the relay, the followers and what they park."""
