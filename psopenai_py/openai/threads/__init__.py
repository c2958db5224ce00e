"""Threads, their messages, and runs of assistants.

May import: `openai`'s shared modules, and `assistants` for the parameters of a run.

- `message`: messages: parameters, objects, and what is sent to make them.
- `thread`: threads: their objects, and making and changing them.
- `runs`: runs: parameters, states, objects, streamed text, and waiting for them.
- `step`: the objects of the steps of a run.
- A cmdlet each: `new_thread`, `get_thread`, `set_thread`, `remove_thread`, `add_thread_message`, `get_thread_message`,
  `remove_thread_message`, `start_thread_run`, `get_thread_run`, `stop_thread_run`, `wait_thread_run`,
  `receive_thread_run`, `get_thread_run_step`, `submit_tool_output`.
"""
