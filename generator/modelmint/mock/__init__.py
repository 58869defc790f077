"""A real HTTP server that answers as the provider does, from the snapshots."""

from __future__ import annotations

from modelmint.mock.fault_kinds import ROWS as FAULTS
from modelmint.mock.faults import Fault
from modelmint.mock.message import Recorded, Request
from modelmint.mock.server import MockServer
from modelmint.mock.state import Options

__all__ = ["FAULTS", "Fault", "MockServer", "Options", "Recorded", "Request"]
