"""Realtime sessions: a conversation in text and speech over one open connection.

A session is open from Connect-RealtimeSession to Disconnect-RealtimeSession; there is one at a time. The other cmdlets
each send one event of the client. What the service sends becomes events of the engine in a script
(``Register-EngineEvent PSOpenAI.Realtime.ReceiveMessage``), objects of the iterator that the Python function returns,
and lines of output in a shell, where each command is a process of its own: there the cmdlets put their events out, and
Connect-RealtimeSession takes them from standard input.

- `connection`: the open session: its reader thread, its end, and the events of the service as objects.
- `conversation`: a session from its first event to the last answer, for pipes and for Python.
- `connecting`: what the two cmdlets that connect share.
- `client_events`: what the cmdlets that send share, and the fields of sessions, items and responses.
- `sound`: audio from files and pipes, and into them.
- A cmdlet each: `connect_realtime_session`, `connect_realtime_transcription_session`, `disconnect_realtime_session`,
  `set_realtime_session_configuration`, `set_realtime_transcription_session_configuration`,
  `send_realtime_session_event`, `send_realtime_session_audio`, `add_realtime_session_item`,
  `remove_realtime_session_item`, `request_realtime_session_response`, `stop_realtime_session_response`.
"""
