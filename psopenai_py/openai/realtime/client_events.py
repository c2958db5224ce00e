"""Events of the client: what the cmdlets that send them share, and the fields that they fill."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...declare.cmdlet import Param
from ...declare.validators import ValidateNotNullOrEmpty, ValidateRange, ValidateSet
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Cmdlet, Objects
from ...engine.values.objects import PSObject
from ...errors import TerminatingError
from ...http import ConfigError, HttpError, parse_json
from ..api import record_of
from ..body import bound_fields, to_plain
from ..chat.tools import as_tools
from ..params import lower_case
from .connection import Connection, realtime_of

CLIENT_EVENT = "PSOpenAI.Realtime.ClientEvent"
VOICES = ("alloy", "ash", "ballad", "coral", "echo", "sage", "shimmer", "verse", "marin", "cedar")
#: the formats of audio by the names that the cmdlets take
FORMATS: dict[str, dict[str, Any]] = {
    "pcm16": {"type": "audio/pcm", "rate": 24000},
    "g711_ulaw": {"type": "audio/pcmu"},
    "g711_alaw": {"type": "audio/pcma"},
}
MODES = ("none", "auto", "required")
DEFAULT_TRANSCRIPTION = "whisper-1"
DEFAULT_TURN_DETECTION = "server_vad"
#: of the error that no session is open
IN_SHELLS = (
    "So it is in scripts and in the interactive shell. As a command of another shell it writes the event, for a pipe "
    "to Connect-RealtimeSession."
)

Event = dict[str, Any]


# -- sending -----------------------------------------------------------------------------------------------------------


class Sending(Cmdlet):
    """Sends events of the client over the open session.

    In a shell each command is a process of its own. There the events are the output, for a pipe to
    Connect-RealtimeSession.
    """

    def put(self, event: Event) -> Objects:
        """Send an event. Yields it instead where no session can be open."""
        connection = realtime_of(self.session).connection
        if connection is not None:
            self._send(connection, event)
        elif self.runtime.mode.door == "shell":
            yield PSObject(event, CLIENT_EVENT, raw=event)
        else:
            why = realtime_of(self.session).why_ended
            raise self.stop_with(
                "NoRealtimeSession",
                (f"The realtime session has ended: {why} " if why else "No realtime session is open. ")
                + "Open one with Connect-RealtimeSession.",
                "ConnectionError",
                None,
                "System.InvalidOperationException",
            )

    def _send(self, connection: Connection, event: Event) -> None:
        self.verbose(f"Realtime event: {event.get('type')}")
        try:
            connection.send(event)
        except HttpError as error:
            if not isinstance(error, ConfigError):  # it was not sent: the connection is none the worse
                realtime_of(self.session).drop(connection)
            raise TerminatingError(record_of(error)) from error


def client_event(cmdlet: Cmdlet, value: Value) -> Event:
    """An event of the client: a dictionary, an object, or its JSON as a text."""
    plain = to_plain(value)
    why = "it is neither JSON nor an object"
    if isinstance(plain, str):
        try:
            plain = parse_json(plain)
        except ValueError as error:
            why = f"it is not JSON: {error}"
    if isinstance(plain, dict) and isinstance(plain.get("type"), str):
        return plain
    if isinstance(plain, dict):
        why = "it has no type"
    raise cmdlet.stop_with(
        "InvalidRealtimeEvent",
        f'An event of a realtime session is a JSON object with a type, such as {{"type": "response.create"}}; {why}.',
        "InvalidArgument",
        value,
        "System.ArgumentException",
    )


def event_id_param() -> Any:
    return Param("string", help="A name for the event, which an error of the service repeats.")


def with_id(cmdlet: Cmdlet, event: Event) -> Event:
    """An event with the id that -EventId gives."""
    found = bound_fields(cmdlet, {"EventId": "event_id"})
    return {**found, **event}


# -- parameters of sessions and responses -----------------------------------------------------------------------------


def instructions_param() -> Any:
    return Param("string", allow_empty_string=True, help="Instructions to the model.")


def output_modalities_param() -> Any:
    return Param(
        "string[]",
        aliases=("Modalities",),
        validators=(ValidateSet(("text", "audio")),),
        help="How the model answers: text or audio.",
    )


def voice_param() -> Any:
    return Param("string", completions=VOICES, transform=lower_case, help="The voice of spoken answers.")


def audio_format_param(which: str) -> Any:
    help = f"How the {which} audio is coded: pcm16 (24,000 Hz), g711_ulaw or g711_alaw."
    return Param("string", completions=tuple(FORMATS), transform=lower_case, help=help)


def tools_param() -> Any:
    return Param(
        "IDictionary[]",
        validators=(ValidateNotNullOrEmpty(),),
        help="Functions that the model may call, as New-ChatCompletionFunction makes them.",
    )


def tool_choice_param() -> Any:
    return Param("string", completions=MODES, help="Whether the model calls a function, or the name of the one.")


def realtime_temperature_param() -> Any:
    return Param("float", validators=(ValidateRange(0.6, 1.2),), help="The randomness of the answer: 0.6 to 1.2.")


def max_output_tokens_param() -> Any:
    return Param("int", validators=(ValidateRange(-1, 4096),), help="The most tokens of an answer; -1: no limit.")


def noise_reduction_param() -> Any:
    return Param(
        "string",
        completions=("near_field", "far_field", "none"),
        transform=lower_case,
        allow_empty_string=True,
        help="How noise is removed: for a headset (near_field), for a room (far_field), or not at all.",
    )


def transcription_params(models: tuple[str, ...]) -> tuple[Any, Any]:
    """``enable_input_audio_transcription``, ``input_audio_transcription_model``."""
    return (
        Param("bool", help="Whether the service writes down what it hears."),
        Param("string", completions=models, transform=lower_case, help="The model that writes it down."),
    )


def transcription_guides() -> tuple[Any, Any]:
    """``input_audio_transcription_language``, ``input_audio_transcription_prompt``."""
    return (
        Param("string", help="The language that is spoken, such as en."),
        Param("string", help="What guides the transcription: names, a subject, a style."),
    )


def turn_detection_params() -> tuple[Any, Any, Any, Any, Any, Any]:
    """``enable_turn_detection``, ``turn_detection_type``, ``..._eagerness``, ``..._threshold``,
    ``..._prefix_padding``, ``..._silence_duration``."""
    return (
        Param("bool", help="Whether the service finds the end of a turn by itself."),
        Param(
            "string",
            completions=("server_vad", "semantic_vad"),
            help="By silence (server_vad), or by what is said (semantic_vad).",
        ),
        Param(
            "string",
            completions=("low", "medium", "high", "auto"),
            help="With semantic_vad: how soon the model may answer.",
        ),
        Param("float", validators=(ValidateRange(0, 1),), help="How loud speech must be: 0 to 1."),
        Param("uint16", help="Milliseconds before speech that belong to it."),
        Param("uint16", help="Milliseconds of silence that end a turn."),
    )


def turn_end_params() -> tuple[Any, Any]:
    """``create_response_on_turn_end``, ``interrupt_response``."""
    return (
        Param("bool", help="Whether the model answers at the end of a turn."),
        Param("bool", help="Whether speech interrupts an answer."),
    )


# -- fields of sessions and responses ---------------------------------------------------------------------------------


def audio_format(name: str) -> dict[str, Any]:
    return FORMATS.get(name, {"type": name})


def audio_output(cmdlet: Any) -> dict[str, Any]:
    """The fields of ``audio.output``."""
    found = bound_fields(cmdlet, {"Voice": "voice", "Speed": "speed"})
    if cmdlet.is_bound("OutputAudioFormat"):
        found["format"] = audio_format(cmdlet.output_audio_format)
    return found


def audio_input(cmdlet: Any) -> dict[str, Any]:
    """The fields of ``audio.input``; what was not given is left as it is."""
    found: dict[str, Any] = {}
    if cmdlet.is_bound("InputAudioFormat"):
        found["format"] = audio_format(cmdlet.input_audio_format)
    if cmdlet.is_bound("InputAudioNoiseReductionType"):
        kind = cmdlet.input_audio_noise_reduction_type
        found["noise_reduction"] = None if kind in ("", "none", None) else {"type": kind}
    _switchable(
        cmdlet,
        found,
        "EnableInputAudioTranscription",
        "transcription",
        "model",
        DEFAULT_TRANSCRIPTION,
        {
            "InputAudioTranscriptionModel": "model",
            "InputAudioTranscriptionDelay": "delay",
            "InputAudioTranscriptionLanguage": "language",
            "InputAudioTranscriptionPrompt": "prompt",
        },
    )
    _switchable(
        cmdlet,
        found,
        "EnableTurnDetection",
        "turn_detection",
        "type",
        DEFAULT_TURN_DETECTION,
        {
            "TurnDetectionType": "type",
            "TurnDetectionEagerness": "eagerness",
            "TurnDetectionThreshold": "threshold",
            "TurnDetectionPrefixPadding": "prefix_padding_ms",
            "TurnDetectionSilenceDuration": "silence_duration_ms",
            "TurnDetectionIdleTimeout": "idle_timeout_ms",
            "CreateResponseOnTurnEnd": "create_response",
            "InterruptResponse": "interrupt_response",
        },
    )
    return found


def _switchable(
    cmdlet: Any, found: dict[str, Any], switch: str, name: str, first: str, default: str, fields: Mapping[str, str]
) -> None:
    """A part of the settings that a parameter turns on and off; any of its ``fields`` turns it on, too."""
    given = bound_fields(
        cmdlet, {param: field for param, field in fields.items() if param.lower() in cmdlet.spec.params}
    )
    is_on = to_plain(getattr(cmdlet, cmdlet.spec.params[switch.lower()].attribute)) if cmdlet.is_bound(switch) else None
    if is_on is False:
        found[name] = None
    elif is_on or given:
        found[name] = {first: default, **given}


def tool_fields(cmdlet: Any) -> dict[str, Any]:
    """``tools`` and ``tool_choice``; a function stands in a tool without a level of its own here."""
    found: dict[str, Any] = {}
    if cmdlet.is_bound("Tools"):
        plain = [to_plain(tool) for tool in as_tools(cmdlet.tools)]
        found["tools"] = [_flat(tool) for tool in plain]
    if cmdlet.is_bound("ToolChoice"):
        choice = str(cmdlet.tool_choice)
        found["tool_choice"] = choice if choice.lower() in MODES else {"type": "function", "name": choice}
    return found


def _flat(tool: dict[str, Any]) -> dict[str, Any]:
    inner = tool.get("function")
    if tool.get("type") != "function" or not isinstance(inner, dict):
        return tool
    known = ("name", "description", "parameters")
    return {"type": "function", **{name: inner[name] for name in known if name in inner}}


def output_limit(cmdlet: Any) -> dict[str, Any]:
    """``max_output_tokens``: -1 is the service's ``inf``."""
    if not cmdlet.is_bound("MaxOutputTokens"):
        return {}
    limit = int(cmdlet.max_output_tokens)
    return {"max_output_tokens": "inf" if limit < 0 else limit}
