"""Videos that a model makes.

May import: `openai`'s shared modules.

- `video`: parameters, states, and waiting for videos.
- A cmdlet each: `new_video`, `get_video`, `remove_video`, `wait_video`, `new_video_remix`, `get_video_content`.
"""
