"""Background jobs, blocks that run at once, and events: each run on a thread with a session of its own.

A run shares the environment, the connections and a copy of the service's context with the session that started it;
variables reach it as ``$using:name``. May import: `builtin`'s shared modules and `language`.

- `runs`: `Run`, a script block on a thread: its streams, its end, stopping it.
- `data_collection`: `PSDataCollection<T>`, which a run fills while a script reads it.
- `hosted`: `[powershell]`, runspaces and their pools.
- `pool`: `Pool`, runs of one block for many objects, a limited number at once.
- `parallel`: ForEach-Object -Parallel, and as a job.
- `job`: `Job` and its members, and the jobs of a session.
- `parameters`: the parameters that choose jobs and events.
- `events`: the actions of the engine's events (`engine.session.events`), and their jobs.
- A cmdlet each: `get_event`, `get_event_subscriber`, `get_job`, `new_event`, `receive_job`, `register_engine_event`,
  `register_object_event`, `remove_event`, `remove_job`, `start_job`, `start_thread_job`, `stop_job`,
  `unregister_event`, `wait_event`, `wait_job`.
"""
