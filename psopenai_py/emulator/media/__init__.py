"""Pictures, recordings and films of the emulator: their endpoints, and small films that are made.

May import: the emulator's other modules. What is made is the same in every run, needs no library and is real: programs
show and play it. It says nothing about what was asked for, but for its size and form.

- `images`: the endpoints of pictures: generation, edits, variations, streams.
- `audio`: the endpoints of speech and recordings.
- `voice`: audio of realtime sessions: what counts as speech, and the tone that stands for it.
- `movie`: makes films.
- `videos`: videos and their jobs.
"""
