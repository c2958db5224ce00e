from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty
from ...engine.pipeline.cmdlet import Objects
from ..listing import LARGEST_PAGE, Listing, after_param, all_param, limit_param, order_param
from ..objects import to_object
from .params import FILE_TYPE, container_id_param


@cmdlet("Get-ContainerFile", default_set="List", outputs=FILE_TYPE)
class GetContainerFile(Listing):
    """Get one file of a container by its id, or list the files."""

    container_id = container_id_param(("List", "Get"))
    file_id = Param(
        "string",
        set="Get",
        mandatory=True,
        position=1,
        validators=(ValidateNotNullOrEmpty(),),
        help="The id of the file, such as cfile_abc123.",
    )
    limit = limit_param("List", default=LARGEST_PAGE)
    all = all_param("List")
    order = order_param("List")
    after = after_param("List")

    examples = (
        Example("Get-ContainerFile cntr_abc123 -All", "Lists the files of a container.", run=False),
        Example("Get-Container cntr_abc123 | Get-ContainerFile | Get-ContainerFileContent", "Gets them.", run=False),
    )

    def process(self) -> Objects:
        ids = {"container_id": self.container_id}
        with self.each_on_its_own(self.container_id):
            if self.set_name == "Get":
                yield to_object(self.call("container.file", {**ids, "file_id": self.file_id}).json(), FILE_TYPE)
            else:
                for data in self.listed("container.files", ids):
                    yield to_object(data, FILE_TYPE)
