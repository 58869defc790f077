"""The only reader and writer of the schemas folder and its lock."""

from modelmint.snapshot.errors import NoSnapshotError, StoreError
from modelmint.snapshot.lock import Lock, LockEntry
from modelmint.snapshot.store import Arrival, Effect, Snapshot, Store

__all__ = [
    "Arrival",
    "Effect",
    "Lock",
    "LockEntry",
    "NoSnapshotError",
    "Snapshot",
    "Store",
    "StoreError",
]
