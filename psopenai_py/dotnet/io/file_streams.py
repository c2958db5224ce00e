"""``[System.IO.File]``'s methods that open files."""

from __future__ import annotations

from .files import FILE
from .info import FILE_INFO
from .streams import FILE_ACCESS, FILE_MODE, FILE_SHARE, open_as, open_file
from .text_io import reader_of, writer_of

_STREAM, _READER, _WRITER = "System.IO.FileStream", "System.IO.StreamReader", "System.IO.StreamWriter"

FILE.static("OpenRead", "string", returns=_STREAM)(lambda path: open_file(path, access=1))
FILE.static("OpenWrite", "string", returns=_STREAM)(lambda path: open_file(path, mode=4, access=2))
FILE.static("Create", "string", returns=_STREAM)(lambda path: open_file(path, mode=2))
FILE.static("Open", "string", FILE_MODE.full_name, returns=_STREAM)(open_as)
FILE.static("Open", "string", FILE_MODE.full_name, FILE_ACCESS.full_name, returns=_STREAM)(open_as)
FILE.static("Open", "string", FILE_MODE.full_name, FILE_ACCESS.full_name, FILE_SHARE.full_name, returns=_STREAM)(
    open_as
)
FILE.static("OpenText", "string", returns=_READER)(reader_of)
FILE.static("CreateText", "string", returns=_WRITER)(writer_of)
FILE.static("AppendText", "string", returns=_WRITER)(lambda path: writer_of(path, append=True))

FILE_INFO.method("OpenRead", returns=_STREAM)(lambda file: open_file(file.full_name, access=1))
FILE_INFO.method("OpenWrite", returns=_STREAM)(lambda file: open_file(file.full_name, mode=4, access=2))
FILE_INFO.method("Create", returns=_STREAM)(lambda file: open_file(file.full_name, mode=2))
FILE_INFO.method("OpenText", returns=_READER)(lambda file: reader_of(file.full_name))
FILE_INFO.method("CreateText", returns=_WRITER)(lambda file: writer_of(file.full_name))
FILE_INFO.method("AppendText", returns=_WRITER)(lambda file: writer_of(file.full_name, append=True))
