"""The secrets of a one-machine run: made as any site's are, kept in its data directory."""

from chassis.keyring import ALGORITHM, Keys, keep

__all__ = ["ALGORITHM", "Keys", "keep"]
