from __future__ import annotations

import glob
import os
from collections.abc import Iterator

from ...declare.cmdlet import Example, Failure, Gives, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty
from ...engine.pipeline.cmdlet import Cmdlet, Objects
from ...engine.values.objects import PSObject
from ..local_files import local_content, no_such_file
from .checking import InputCheck, refusal
from .request_lines import is_compressed, unpacked

TYPE_NAME = "PSOpenAI.Batch.InputCheck"


@cmdlet("Test-BatchInput", outputs=TYPE_NAME, gives=Gives())
class TestBatchInput(Cmdlet):
    """Check a file of requests before it is uploaded.

    The service looks at the requests of a batch only after the upload, and fails the whole batch for one that is
    faulty. This finds every fault with its line: JSON, encoding, custom_id (there, and only once), method, url and
    body, one endpoint and one model for all, and the limits of 50,000 requests and 200 MB. No request is made. A file
    with faults is an error, too, so that a shell script stops.
    """

    __test__ = False  # not a test, whatever its name

    path = Param(
        "string",
        mandatory=True,
        position=0,
        pipeline="value property",
        aliases=("FullName", "File", "PSPath"),
        validators=(ValidateNotNullOrEmpty(),),
        wildcards=True,
        help="The path of the file, which may be compressed (.gz); wildcards name several.",
    )
    split = Param("switch", help="The requests are to become several batches: the limits of one batch do not count.")

    examples = (
        Example("Test-BatchInput ./requests.jsonl", "Shows whether a file of requests is fit for a batch."),
        Example("(Test-BatchInput ./bad.jsonl).Problems", "Shows each fault with its line."),
    )
    failures = (
        Failure(
            "Test-BatchInput ./bad.jsonl",
            "Test-BatchInput: /home/me/batches/bad.jsonl is not fit for a batch: line 2: this is not JSON: "
            "Expecting value: column 1.",
            "InvalidBatchInput,Test-BatchInput",
            about="The check's result comes as output, too; its Problems say what is wrong in which line.",
        ),
    )
    remarks = """\
    No request is made, and nothing is charged. The limits that are checked are those of one batch: 50,000 requests and
    200 MB; -Split leaves them out.
    """

    def process(self) -> Objects:
        for path in self._paths():
            with local_content(path) as file:
                lines = unpacked(file, path) if is_compressed(file) else file
                check = InputCheck(bool(self.split)).lines(lines)
            yield report(path, check)
            if not check.is_valid:
                self.write_error(refusal(path, check))

    def _paths(self) -> Iterator[str]:
        path = self.session.path(self.path)
        found = [path] if os.path.exists(path) else sorted(glob.glob(path))
        if not found:
            raise no_such_file(self, "Path", self.path)
        yield from found


def report(path: str, check: InputCheck) -> PSObject:
    """What a check has found, as an object."""
    problems = [PSObject({"Line": p.line, "Code": p.code, "Message": p.message}) for p in check.problems]
    return PSObject(
        {
            "Path": path,
            "IsValid": check.is_valid,
            "Requests": check.requests,
            "Bytes": check.size,
            "Endpoint": check.endpoint,
            "Model": check.model,
            "Problems": problems,
            "MoreProblems": check.more,
        },
        TYPE_NAME,
    )
