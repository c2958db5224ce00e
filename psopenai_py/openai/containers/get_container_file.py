from __future__ import annotations

from ...declare.cmdlet import Example, Failure, cmdlet
from ..params import LARGEST_PAGE, after_param, all_param, id_param, limit_param, order_param
from ..resources import GetOrList
from .container import FILE_TYPE, container_id_param


@cmdlet("Get-ContainerFile", default_set="List", outputs=FILE_TYPE)
class GetContainerFile(GetOrList):
    """Get one file of a container by its id, or list the files."""

    one, many = "container.file", "container.files"
    ids = ("container_id", "file_id")
    type_name = FILE_TYPE

    container_id = container_id_param(("List", "Get"))
    file_id = id_param("The id of the file, such as cfile_abc123.", set="Get", position=1, pipeline="")
    limit = limit_param("List", default=LARGEST_PAGE)
    all = all_param("List")
    order = order_param("List")
    after = after_param("List")

    examples = (
        Example(
            "Get-ContainerFile cntr_abc123 -All",
            "Lists the files of a container.",
            result=(
                "id           : cfile_abc123\n"
                "object       : container.file\n"
                "bytes        : 16\n"
                "container_id : cntr_abc123\n"
                "path         : /mnt/data/file-1.txt\n"
                "source       : user\n"
                "created_at   : 11/28/2026 7:14:44 PM"
            ),
        ),
        Example("Get-Container cntr_abc123 | Get-ContainerFile | Get-ContainerFileContent", "Gets them."),
    )
    failures = (
        Failure(
            "Get-ContainerFile cntr_abc123 cfile_gone",
            "Get-ContainerFile: The service answered 404: No container file found with id 'cfile_gone'.",
            "NotFoundException,Get-ContainerFile",
        ),
    )
