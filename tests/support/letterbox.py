"""A mail server for tests."""

from __future__ import annotations

import socket
import threading
from typing import Any


class Letterbox(threading.Thread):
    """A small SMTP server (RFC 5321): takes every message of one connection after
    another, but for the mailboxes in `refuses`, which answer RCPT as it says there."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"smtp://127.0.0.1:{self.socket.getsockname()[1]}"
        self.messages: list[tuple[str, str]] = []
        self.refuses: dict[str, str] = {}

    def run(self) -> None:
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            with connection, connection.makefile("rw", newline="\r\n") as line:
                self._talk(line)

    def _talk(self, line: Any) -> None:
        def say(text: str) -> None:
            line.write(f"{text}\r\n")
            line.flush()

        to = ""
        say("220 letterbox")
        for said in line:
            word = said[:4].upper().strip()
            if word == "DATA":
                say("354 go on")
                body = "".join(iter(line.readline, ".\r\n"))
                self.messages.append((to, body))
            elif word == "RCPT":
                to = said.split("<")[1].split(">")[0]
                if to in self.refuses:
                    say(self.refuses[to])
                    continue
            say("221 bye" if word == "QUIT" else "250 ok")
            if word == "QUIT":
                return
