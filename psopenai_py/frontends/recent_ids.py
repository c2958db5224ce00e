"""The ids of the objects that commands of this user have got or started lately, for completion.

They stand in a small file of the state folder, a line ``type<TAB>id`` each, the latest first. A Tab reads that file,
never asks the vault, and asks the service only where the configuration allows it (`openai.offered_ids`).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress

from .. import configuration
from ..configuration import state_folder
from ..declare.cmdlet import CmdletSpec, ParamSpec
from ..engine.session.session import Session

MOST = 500  # lines of the file

_FILE, _STORE = "PSOpenAI.File", "PSOpenAI.VectorStore"
#: the types whose ids a parameter takes, where its declaration does not tell
_BY_NAME = {
    "FileId": _FILE,
    "Files": _FILE,
    "FileIdsForCodeInterpreter": _FILE,
    "FileIdsForFileSearch": _FILE,
    "VectorStoreId": _STORE,
    "VectorStoresForFileSearch": _STORE,
    "FileSearchVectorStoreIds": _STORE,
    "PreviousResponseId": "PSOpenAI.Response",
    "Conversation": "PSOpenAI.Conversation",
    "ContainerId": "PSOpenAI.Container",
    "ContainerFileIds": "PSOpenAI.Container.File",
    "AssistantId": "PSOpenAI.Assistant",
    "ThreadId": "PSOpenAI.Thread",
    "MessageId": "PSOpenAI.Thread.Message",
    "RunId": "PSOpenAI.Thread.Run",
    "StepId": "PSOpenAI.Thread.Run.Step",
}

Ids = list[tuple[str, str]]  # type and id


def keep_ids(session: Session) -> None:
    """Put the ids that the session's commands have noted (`Session.noted`) into the file."""
    if session.noted:
        _keep(session.noted, session.environ)
        session.noted.clear()


def ids_for(spec: CmdletSpec, param: ParamSpec, environ: Mapping[str, str]) -> list[str]:
    """The known ids that a parameter may take: those of this user's commands, the latest first, then the service's."""
    types = _types_of(spec, param)
    if not types:
        return []
    recent = [id for type_name, id in _read(environ) if type_name in types]
    return list(dict.fromkeys([*recent, *_asked_for(types, environ)]))


def _asked_for(types: tuple[str, ...], environ: Mapping[str, str]) -> list[str]:
    if not os.path.exists(configuration.path_of(environ)):
        return []
    from ..openai.offered_ids import ids_of_service  # noqa: PLC0415 (few configurations allow it)

    return [id for id in ids_of_service(types, environ) if id.isprintable()]


def _types_of(spec: CmdletSpec, param: ParamSpec) -> tuple[str, ...]:
    """The types of the objects whose ids a parameter takes."""
    if param.of is not None:
        return (param.of,)
    if param.id_of:
        return param.id_of
    sibling = spec.params.get(param.name.removesuffix("Id").lower())  # -Batch beside -BatchId
    if sibling is not None and sibling.of is not None:
        return (sibling.of,)
    if param.name == "FileId" and spec.name.endswith(("-ContainerFile", "-ContainerFileContent")):
        return ("PSOpenAI.Container.File",)
    found = _BY_NAME.get(param.name)
    return () if found is None else (found,)


# -- the file ---------------------------------------------------------------------------------------------------------


def _path(environ: Mapping[str, str]) -> str:
    return os.path.join(state_folder(environ), "ids")


def _read(environ: Mapping[str, str]) -> Ids:
    try:
        with open(_path(environ), encoding="utf-8", errors="replace") as file:
            lines = [line.rstrip("\n").partition("\t") for line in file.readlines(1 << 17)]
    except OSError:
        return []
    return [(type_name, id) for type_name, tab, id in lines if tab and id.isprintable()]


def _keep(new: Iterable[tuple[str, str]], environ: Mapping[str, str]) -> None:
    """Put ids before those of the file. What cannot be written is not kept: no command fails for it."""
    old = _read(environ)
    all_ids = list(dict.fromkeys([*new, *old]))[:MOST]
    if all_ids == old:
        return
    path = _path(environ)
    beside = f"{path}.{os.getpid()}"
    with suppress(OSError):
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with open(os.open(beside, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
            file.writelines(f"{type_name}\t{id}\n" for type_name, id in all_ids if id.isprintable())
        os.replace(beside, path)
