from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...declare.validators import ValidateCount, ValidateLength, ValidateNotNullOrEmpty
from ...engine.pipeline.cmdlet import Objects
from ...engine.values.enumeration import as_list
from ...errors import ExitCode, TerminatingError
from ..body import to_plain
from ..local_files import image_url
from ..objects import to_object
from ..params import lower_case
from .questions import QuestionParams, questions

TYPE_NAME = "PSOpenAI.Decision"


@cmdlet(
    "Request-Decision",
    outputs=TYPE_NAME,
    order=(
        "Model PredicateQuestionName..ScoreQuestionLevels",
        "SafetyIdentifier TimeoutSec MaxRetryCount ApiBase ApiKey Organization",
    ),
    own=("ApiType", "ApiVersion", "AuthType"),
)
class RequestDecision(QuestionParams):
    """Ask questions about texts and pictures; the answers are probabilities.

    Three kinds of questions can be asked in one request: whether something is so (a predicate), which of some choices
    fits, and where on some levels something stands (a score). The names and the choices or levels belong to the
    instructions by their place. The answers come in the order of the questions: predicates, choices, scores. The
    service is a beta.
    """

    message = Param(
        "string[]",
        position=0,
        pipeline="value",
        aliases=("Input",),
        validators=(ValidateNotNullOrEmpty(),),
        help="The texts that the questions are about.",
    )
    images = Param(
        "string[]",
        validators=(ValidateNotNullOrEmpty(), ValidateCount(1, 128)),
        help="Pictures that the questions are about: files, data URLs or web addresses.",
    )
    image_detail = Param(
        "string",
        transform=lower_case,
        completions=("auto", "low", "high", "original"),
        default="auto",
        help="How closely the model looks at the pictures.",
    )
    model = Param(
        "string",
        validators=(ValidateNotNullOrEmpty(),),
        completions=("gpt-6-luna",),
        default="gpt-6-luna",
        help="The model that decides.",
    )
    safety_identifier = Param(
        "string",
        aliases=("safety_identifier",),
        validators=(ValidateLength(0, 128),),
        allow_empty_string=True,
        help="A stable name for the end user, for the service's safety checks.",
    )

    examples = (
        Example(
            "(Request-Decision 'Please refund my order.' -PredicateQuestionInstructions 'Is a refund wanted?').answers",
            "Shows how likely a customer wants a refund.",
            result="type      name probability\n----      ---- -----------\npredicate            0.518",
        ),
        Example(
            "Request-Decision 'It does not start.' -ChoiceQuestionInstructions 'Who helps?' -ChoiceQuestionChoices "
            "@{ sales = 'Orders'; support = 'Repairs' }",
            "Chooses between two teams.",
        ),
        Example(
            "Get-Content ./prompts.txt | Request-Decision -ScoreQuestionInstructions 'How polite?' "
            "-ScoreQuestionLevels (, @('rude', 'neutral', 'polite'))",
            "Scores each line of a file.",
        ),
    )
    failures = (
        Failure(
            "Request-Decision 'It does not start.'",
            "Request-Decision: There is no question: give -PredicateQuestionInstructions, "
            "-ChoiceQuestionInstructions or -ScoreQuestionInstructions.",
            "NoQuestions,Request-Decision",
            exit_code=2,
        ),
    )
    remarks = """\
    The service charges for tokens; usage of the answer counts them. The texts of -Message go together in one call; each
    piped text is a call of its own. The service is a beta and may change.
    """

    def process(self) -> Objects:
        texts: list[str] = [str(text) for text in as_list(self.message)]
        if not texts and not self.images:
            self.fail_nothing(
                "MissingInput",
                "There is nothing to decide about: give a text with -Message or a picture with -Images.",
                "InvalidArgument",
                "System.ArgumentException",
            )
            return
        asked = questions(self)
        if not asked:
            raise self._refused(
                "NoQuestions",
                "There is no question: give -PredicateQuestionInstructions, -ChoiceQuestionInstructions or "
                "-ScoreQuestionInstructions.",
            )
        body: dict[str, Any] = {"model": self.model, "questions": asked, "input": self._input(texts)}
        if self.is_bound("SafetyIdentifier"):
            body["safety_identifier"] = to_plain(self.safety_identifier)
        yield to_object(self.call("decisions", method="POST", body=body).json(), TYPE_NAME)

    def _input(self, texts: list[str]) -> Any:
        """One text alone as it is; anything else is a message of the user with parts."""
        parts: list[dict[str, Any]] = [{"type": "input_text", "text": text} for text in texts]
        parts += self._pictures()
        if len(parts) == 1 and texts:
            return texts[0]
        return [{"role": "user", "content": parts}]

    def _pictures(self) -> Iterator[dict[str, Any]]:
        for image in self.images or ():
            url = image_url(self, "Images", image)
            yield {"type": "input_image", "image_url": url, "detail": self.image_detail}

    def _refused(self, error_id: str, message: str) -> TerminatingError:
        return self.stop_with(error_id, message, "InvalidArgument", None, "System.ArgumentException", ExitCode.USAGE)
