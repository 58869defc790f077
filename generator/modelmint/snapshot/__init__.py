"""The only reader and writer of the schemas folder and its lock."""

from modelmint.snapshot.errors import NoSnapshotError, StoreError
from modelmint.snapshot.lock import Lock, LockEntry
from modelmint.snapshot.store import Arrival, Effect, Snapshot, Store
from modelmint.snapshot.verify import CODES, verify

__all__ = [
    "CODES",
    "Arrival",
    "Effect",
    "Lock",
    "LockEntry",
    "NoSnapshotError",
    "Snapshot",
    "Store",
    "StoreError",
    "verify",
]
