from __future__ import annotations

import glob
import io
import os
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty, ValidateRange
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Objects
from ...errors import TerminatingError
from ...http import FilePart, Form
from ..api import ApiParams
from ..batch.checking import InputCheck, refusal
from ..local_files import local_content, no_such_file, standard_input
from ..objects import keep_endpoint, to_object
from ..params import lower_case
from .uploads import LARGEST_PART, LARGEST_WHOLE, source_of, upload_in_parts

_OF_LINES = ("batch", "fine-tune", "evals")  # purposes for which the service wants JSON Lines


@cmdlet("Add-OpenAIFile", default_set="File", aliases=("Register-OpenAIFile",), outputs="PSOpenAI.File")
class AddOpenAIFile(ApiParams):
    """Upload a file.

    The file is streamed: its size does not matter for memory. A file above 512 MB, the service's limit of one upload,
    is uploaded in parts; a part that fails is sent again, and the service checks the whole by its checksum.
    """

    file = Param(
        "string",
        set="File",
        mandatory=True,
        position=0,
        pipeline="value",
        validators=(ValidateNotNullOrEmpty(),),
        wildcards=True,
        help="The path of the file to upload; wildcards name several. In a shell - is standard input.",
    )
    content = Param(
        "System.Byte[]",
        set="Content",
        mandatory=True,
        position=0,
        validators=(ValidateNotNullOrEmpty(),),
        help="The content to upload, as bytes.",
    )
    name = Param(
        "string",
        set="Content",
        mandatory=True,
        validators=(ValidateNotNullOrEmpty(),),
        help="The file name of the content.",
    )
    purpose = Param(
        "string",
        mandatory=True,
        validators=(ValidateNotNullOrEmpty(),),
        completions=("assistants", "batch", "evals", "fine-tune", "user_data", "vision"),
        transform=lower_case,
        help="What the file is for: batch, user_data, assistants, fine-tune, vision or evals.",
    )
    expires_after_seconds = Param(
        "int", validators=(ValidateRange(3600, 2592000),), help="Seconds after which the file is deleted."
    )
    expires_after_anchor = Param(
        "string",
        transform=lower_case,
        default="created_at",
        help="The time from which those seconds count: created_at.",
    )

    part_size = Param(
        "long",
        own=True,
        validators=(ValidateRange(1, LARGEST_PART),),
        help="Upload in parts of so many bytes, 64MB at most; a file above 512 MB is uploaded in parts by itself.",
    )
    skip_check = Param(
        "switch", own=True, help="Upload requests for a batch without checking them first (see Test-BatchInput)."
    )

    examples = (
        Example(
            "Add-OpenAIFile ./requests.jsonl -Purpose batch",
            "Uploads the requests of a batch.",
            result=(
                "id             : file-974599a8cbb7e764c2e2e3ed\n"
                "object         : file\n"
                "bytes          : 141\n"
                "expires_at     :\n"
                "filename       : requests.jsonl\n"
                "purpose        : batch\n"
                "status         : processed\n"
                "status_details :\n"
                "created_at     : 11/28/2026 7:14:13 PM"
            ),
        ),
        Example("Add-OpenAIFile ./requests.jsonl -Purpose batch -PartSize 8MB", "Uploads it in parts."),
        Example(
            "Get-ChildItem *.pdf | Add-OpenAIFile -Purpose user_data",
            "Uploads the PDF files of the current folder.",
        ),
        Example(
            "Add-OpenAIFile -Content ([Text.Encoding]::UTF8.GetBytes('Bread and milk.')) -Name notes.txt -Purpose "
            "user_data",
            "Uploads bytes that are in no file.",
        ),
        Example(
            "$pdf = Add-OpenAIFile ./report.pdf -Purpose user_data -ExpiresAfterSeconds 3600; Request-Response "
            "'Sum it up.' -Files $pdf.id",
            "Uploads a document for an hour and asks about it.",
            result=(
                "id                   : resp_8d9a6528db91692bb17f9a49\n"
                "object               : response\n"
                "created_at           : 3/26/2024 5:44:14 PM\n"
                "status               : completed\n"
                "usage                : @{input_tokens=4; output_tokens=4; total_tokens=8}\n"
                "model                : gpt-5.4-mini\n"
                "instructions         :\n"
                "output               : message\n"
                "LastUserMessage      : Sum it up.\n"
                "output_text          : Sum it up.\n"
                "History              : {message, message}\n"
                "previous_response_id :"
            ),
        ),
    )
    failures = (
        Failure(
            "Add-OpenAIFile ./missing.pdf -Purpose user_data",
            "Add-OpenAIFile: -File: there is no file ./missing.pdf. Check the path; the current folder is "
            "/home/me/batches.",
            "FileNotFound,Add-OpenAIFile",
        ),
    )
    remarks = """\
    Uploading costs nothing; what a file is used for may. One file has 512 MB at most, a larger one is uploaded in
    parts. A file for a batch is deleted after 30 days, any other is kept until you delete it, unless
    -ExpiresAfterSeconds says otherwise: from one hour (3600) to 30 days (2592000).
    """

    def process(self) -> Objects:
        if self.set_name == "Content":
            content = bytes(self.content)
            endpoint = self._check(self.name, content.splitlines(keepends=True), raw=True)
            yield self._upload(FilePart("file", content, filename=self.name), io.BytesIO(content), endpoint)
            return
        if self.file == "-" and self.session.mode.hyphen_paths:
            with standard_input() as stream:
                name = "stdin.jsonl" if self.purpose in _OF_LINES else "stdin"
                endpoint = self._check(name, stream)
                yield self._upload(FilePart("file", stream, filename=name), stream, endpoint)
            return
        for path in self._paths():
            with self.each_on_its_own(path), local_content(path) as lines:
                endpoint = self._check(path, lines)
                is_pipe = not os.path.isfile(path)  # which can be read once only
                part = FilePart("file", lines, filename=os.path.basename(path)) if is_pipe else FilePart("file", path)
                yield self._upload(part, lines, endpoint)

    def _check(self, name: str, lines: Iterable[bytes], raw: bool = False) -> str | None:
        """Refuse requests of a batch that the service would refuse after the upload; returns the address they are for.

        ``raw`` bytes without a single request are the caller's own affair: they go out as they are, as in PSOpenAI.
        """
        if self.purpose == "batch" and not self.skip_check:
            check = InputCheck().lines(lines)
            if not check.is_valid and not (raw and check.endpoint is None):
                raise TerminatingError(refusal(name, check))
            return check.endpoint
        return None

    def _paths(self) -> Iterator[str]:
        path = self.session.path(self.file)
        found = [path] if os.path.exists(path) else sorted(glob.glob(path))
        if not found:
            raise no_such_file(self, "File", self.file)
        yield from found

    def _upload(self, part: FilePart, file: BinaryIO, endpoint: str | None) -> Value:
        """Upload a file, and note on its object which address its requests are for."""
        made = to_object(self._sent(part, file), "PSOpenAI.File")
        if endpoint is not None:
            keep_endpoint(made, endpoint)
        return made

    def _sent(self, part: FilePart, file: BinaryIO) -> dict[str, Any]:
        """Upload a file at once, or in parts where it is too large for that or -PartSize asks for it."""
        source = source_of(file, part)
        if source.size and (self.is_bound("PartSize") or source.size > LARGEST_WHOLE):
            fields: dict[str, Any] = {"purpose": self.purpose}
            if self.is_bound("ExpiresAfterSeconds"):
                fields["expires_after"] = {"anchor": self.expires_after_anchor, "seconds": self.expires_after_seconds}
            return upload_in_parts(self, source, fields, int(self.part_size or LARGEST_PART))
        fields = {"purpose": self.purpose}
        if self.is_bound("ExpiresAfterSeconds"):
            fields["expires_after[anchor]"] = self.expires_after_anchor
            fields["expires_after[seconds]"] = self.expires_after_seconds
        return self.call("files", method="POST", form=Form(fields, [part])).json()
