"""What one subscribes to, below ``/feeds/``: calendars of deadlines, ends and meetings.

``entries`` tells which days the registry knows, ``calendars`` writes them, ``history`` reads what former calendars said.
"""

from __future__ import annotations
