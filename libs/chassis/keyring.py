"""The secrets of a site: the key that its tokens are signed with, the set that they are verified
with, and the word by which its services know one another.

`python -m chassis.keyring DIRECTORY` makes those that are missing there, readable by their owner
alone; what is there stays.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
from dataclasses import dataclass
from pathlib import Path

ALGORITHM = "ES256"


@dataclass(frozen=True)
class Keys:
    """`signing` is a private JWK, `jwks` the set that services verify tokens with."""

    signing: Path
    jwks: Path
    internal_secret: str


def keep(data: Path) -> Keys:
    """The keys in `data`/keys, made if they are missing."""
    return made(data / "keys")


def made(room: Path) -> Keys:
    """The keys in a directory, made if they are missing."""
    room.mkdir(mode=0o700, parents=True, exist_ok=True)
    signing, jwks, secret = room / "signing.jwk", room / "jwks.json", room / "internal-secret"
    if not signing.exists():
        _write(signing, json.dumps(_new_key()))
    if not jwks.exists():
        _write(jwks, json.dumps({"keys": [_public(signing.read_text())]}))
    if not secret.exists():
        _write(secret, secrets.token_urlsafe(48))
    return Keys(signing, jwks, secret.read_text().strip())


def _new_key() -> dict[str, object]:
    from joserfc.jwk import ECKey, KeyParameters

    about: KeyParameters = {"use": "sig", "alg": ALGORITHM, "kid": secrets.token_hex(8)}
    key = ECKey.generate_key("P-256", about, private=True)
    return dict(key.as_dict(private=True))


def _public(key: str) -> dict[str, object]:
    from joserfc.jwk import ECKey

    return dict(ECKey.import_key(json.loads(key)).as_dict(private=False))


def _write(path: Path, content: str) -> None:
    """Whole or not at all, and readable by its owner only."""
    half = path.with_suffix(".new")
    half.unlink(missing_ok=True)
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m chassis.keyring DIRECTORY")
    keys = made(Path(sys.argv[1]))
    print(f"{keys.signing.parent}: signing.jwk (gateway only), jwks.json, internal-secret")
