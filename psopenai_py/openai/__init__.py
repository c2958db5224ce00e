"""The service's cmdlets: PSOpenAI's, each in a file of its own, in a folder for each family.

A cmdlet's class declares its parameters and examples and does its work in `process`. `index` says which cmdlets there
are; a cmdlet's file is imported when the cmdlet is first used. CONTRIBUTING.md shows how to add one.

May import: `http`, `credentials`, `formatting`, `engine` and below; never `frontends` or `builtin`. A family may use
another one where the service does: runs of threads share the parameters of assistants.

Shared modules, in reading order:

- `index`: a row for each cmdlet under its family: name, module, title, PowerShell module.
- `api`: `ApiParams`, the base of every cmdlet that makes a call: its parameters, settings, calls and errors.
- `call_settings`: where the settings of a call come from; a key that would travel in clear.
- `offered_ids`: ids that the service knows, for completion, where the configuration allows to ask.
- `context_state`: what Set-OpenAIContext keeps for a session, and the session's client.
- `model_names`: the models that completion offers, and those that the service retires.
- `params`: the parameters that cmdlets share: ids, lists, waiting, how a model answers.
- `request_options`: moderation, cache and stream options of a request to a model.
- `resources`: cmdlets that list objects, get one or delete one (`Listing`, `GetOrList`, `Remove`).
- `waiting`: waits until things of the service have ended (`PollingWaiter`).
- `body`: request bodies from PowerShell values and bound parameters; `-AsBatch`.
- `reading`: JSON read level by level, for objects that are read when somebody looks inside.
- `objects`: the service's JSON as PowerShell objects, and back.
- `result_line`: the lines of a batch's results: checked and read at once, as far as they are looked into.
- `piped`: what an object carries through a pipe of the shell beyond the service's data.
- `columns`: what the forms of output show: the row of a batch's result, columns by ``-Property``.
- `tables`: objects as tables of pyarrow and as Parquet files.
- `streaming`: answers that come in pieces.
- `schema`: JSON schemas of .NET types; answers that are read as instances of a class.
- `local_files`: files of this machine that a request sends or that content is written into.
- `file_parts`: such files as parts of forms.

Families:

- `batch`: start, stop, wait for and list batches; get their results.
- `files`: upload, list, download and delete files.
- `chat`: chat completions, text completions, functions for models, a chat in the terminal.
- `responses`: responses with the service's own tools.
- `conversations`: conversations that the service keeps for responses.
- `embeddings`: vectors of texts.
- `tokens`: tokens of texts, without a request.
- `models`: the list of models.
- `moderations`: checks for harmful content.
- `decisions`: questions that are answered with probabilities; where content is from.
- `images`: pictures.
- `audio`: speech.
- `videos`: videos.
- `realtime`: conversations in text and speech over one open connection.
- `containers`: containers and their files.
- `vector_stores`: vector stores, their files and batches of files.
- `assistants`: assistants.
- `threads`: threads, messages, runs and their steps.
- `requests`: requests to any path of the API.
- `context`: the defaults of a session.
- `secrets`: secrets in the system's keyring.
"""
