"""Dates, culture, random values, and waiting.

May import: `builtin`'s shared modules.

- `unix_format`: the formats of Unix's `date`.
- A cmdlet each: `get_culture`, `get_date`, `get_host`, `get_random`, `get_secure_random`, `get_time_zone`,
  `get_ui_culture`, `get_uptime`, `new_guid`, `new_time_span`, `start_sleep`.
"""
