"""Containers: places in which a model runs code, with files of their own.

May import: `openai`'s shared modules.

- `container`: the parameters by which cmdlets find containers and their files.
- A cmdlet each: `new_container`, `get_container`, `remove_container`, `add_container_file`, `get_container_file`,
  `remove_container_file`, `get_container_file_content`.
"""
