"""A local server with the OpenAI API: for the demo, the tests, benchmarks and work without a network.

    with Emulator() as emu:                              # a free port on 127.0.0.1
        emu.url                                          # http://127.0.0.1:PORT/v1
        batch = emu.add_batch([output_line("a")])       # a batch that has ended, with its files
        emu.add_object("/threads", id="thread_abc123")   # what a POST to that path makes, with that id
        emu.add_fault("cut=1000,path=/files/*/content,times=2")
        emu.requests[-1].json                            # the body of the last request
    serve(port=0, data=None, speed=0.0, faults=[])       # the same in the foreground, until interrupted

`python -m psopenai_py.emulator` calls `serve`. Answers are the same in every run. May import: nothing of the package.

The server:

- `server`: `Emulator`, and `serve`; how a server is filled with files and batches.
- `handler`: HTTP: reads requests, checks the key, sends responses with ranges and faults.
- `routes`: the endpoints and the table of their routes.
- `messages`: `Request` and `Reply`.
- `multipart`: reads uploaded forms.
- `errors`: `ApiFailure`, an error as the service writes it.
- `faults`: what the server does wrong on request: errors, broken connections, late files.

What it has:

- `files`: the stored files, in memory or in a folder.
- `content`: the content of a file, also of any size without taking memory.
- `batches`: batches and their states.
- `batch_work`: validates and executes the requests of a batch.
- `lines`: makes lines of input and output files.
- `uploads`: files that come in parts.
- `models`: the list of models.
- `store`: the generic store of objects, pages of lists, the endpoints of families that only keep objects.

What models answer:

- `answers`: what models answer: chats, responses, completions.
- `structured`: answers that follow a JSON schema.
- `tools`: the service's own tools in responses.
- `vectors`: embeddings and moderations.
- `jobs`: fine-tuning jobs, and evals with their runs.
- `costs`: what an organization has used and paid.
- `decisions`: decisions, and checks of where a file is from.
- `streams`: answers as server-sent events.
- `chats`: chat completions, those that are kept too.
- `conversations`: conversations and their items.
- `responses`: responses and their input items; compacting and counting.

Families with work of their own:

- `assistants`: assistants.
- `threads`: threads and messages.
- `runs`: runs of threads, their steps and streams.
- `search`: search in texts.
- `vector_stores`: vector stores, their files and batches of files.
- `containers`: containers and their files.
- `pictures`: makes pictures: PNG, JPEG and WebP.
- `sounds`: makes recordings in the forms that speech has.
- `media`: the endpoints of pictures, recordings and films.

Realtime:

- `websocket`: the handshake and the frames, as the server has them.
- `realtime`: a realtime session: its events, items, audio and responses.
"""

from __future__ import annotations

from .faults import Fault
from .lines import output_line, request_line
from .messages import Request
from .server import Emulator, serve

__all__ = ["Emulator", "Fault", "Request", "output_line", "request_line", "serve"]
