from __future__ import annotations

from functools import partial

from ...declare.cmdlet import Example, Failure, Gives, Param, cmdlet
from ...engine.pipeline.cmdlet import Objects
from ..api import ApiParams
from ..objects import rows, to_object
from ..params import id_text

_TYPE_NAME = "PSOpenAI.Model"


@cmdlet("Get-OpenAIModels", outputs=_TYPE_NAME, gives=Gives(one_with="Name"))
class GetOpenAIModels(ApiParams):
    """List the models that the key can use, or get one by its name."""

    name = Param(
        "string",
        position=0,
        pipeline="value",
        aliases=("Model", "ID"),
        id_of=(_TYPE_NAME,),
        transform=partial(id_text, (_TYPE_NAME,)),
        help="The name of the model, such as gpt-4o.",
    )

    examples = (
        Example("Get-OpenAIModels", "Lists the models."),
        Example(
            "Get-OpenAIModels gpt-4o-mini",
            "Shows one model.",
            result=(
                "id          owned_by created\n--          -------- -------\ngpt-4o-mini system   7/16/2024 11:32:21 PM"
            ),
        ),
    )
    failures = (
        Failure(
            "Get-OpenAIModels gpt-gone",
            "Get-OpenAIModels: The service answered 404: The model 'gpt-gone' does not exist",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
    remarks = """\
    Reading costs nothing. The list has the models that your key may use; it says nothing about their prices.
    """

    def process(self) -> Objects:
        if self.name:
            yield to_object(self.call("model", {"model": self.name}).json(), _TYPE_NAME)
            return
        for data in rows(self.call("models").json()):
            yield to_object(data, _TYPE_NAME)
