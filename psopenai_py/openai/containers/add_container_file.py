from __future__ import annotations

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Objects
from ...engine.session.file_paths import is_readable
from ...engine.values.objects import PSObject
from ...engine.values.text import to_text
from ...http import Form
from ..api import ApiParams, id_of
from ..file_parts import file_part
from ..local_files import no_such_file
from ..objects import to_object
from .container import FILE_TYPE, container_id_param


@cmdlet("Add-ContainerFile", outputs=FILE_TYPE)
class AddContainerFile(ApiParams):
    """Add files to a container: local files, or uploaded files by their ids."""

    container_id = container_id_param(pipeline="value")
    file = Param(
        "object[]",
        mandatory=True,
        position=1,
        aliases=("FileId",),
        help="Paths of files to upload, ids of uploaded files, or their objects.",
    )

    examples = (
        Example(
            "Add-ContainerFile cntr_abc123 ./data.csv",
            "Uploads a file into a container.",
            result=(
                "id           : cfile_e98a3e217b11d0b81b452bdd\n"
                "object       : container.file\n"
                "bytes        : 8\n"
                "container_id : cntr_abc123\n"
                "path         : /mnt/data/data.csv\n"
                "source       : user\n"
                "created_at   : 11/28/2026 7:14:44 PM"
            ),
        ),
        Example("Add-ContainerFile cntr_abc123 -FileId file-abc123", "Copies an uploaded file into it."),
    )
    failures = (
        Failure(
            "Add-ContainerFile cntr_abc123 ./missing.csv",
            "Add-ContainerFile: -File: there is no file ./missing.csv. Check the path; the current folder is "
            "/home/me/batches.",
            "FileNotFound,Add-ContainerFile",
        ),
    )
    remarks = """\
    Adding costs nothing beside the container. Each file is one call. The files are gone when the container ends.
    """

    def process(self) -> Objects:
        for file in self.file:
            with self.each_on_its_own(file):
                yield self._add(file)

    def _add(self, file: Value) -> Value:
        ids = {"container_id": self.container_id}
        text = id_of(file) if isinstance(file, PSObject) and file._base is None else to_text(file)
        path = self.session.path(text or "")
        if is_readable(path):
            answer = self.call("container.files", ids, "POST", form=Form({}, [file_part(self, "File", "file", path)]))
        elif text and "/" not in text:
            answer = self.call("container.files", ids, "POST", body={"file_id": text})
        else:
            raise no_such_file(self, "File", text or "")
        return to_object(answer.json(), FILE_TYPE)
