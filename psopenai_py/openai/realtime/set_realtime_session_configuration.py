from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...declare.validators import ValidateRange
from ...engine.pipeline.cmdlet import Objects
from ..body import bound_fields, to_plain
from .client_events import (
    IN_SHELLS,
    Sending,
    audio_format_param,
    audio_input,
    audio_output,
    event_id_param,
    instructions_param,
    max_output_tokens_param,
    noise_reduction_param,
    output_limit,
    output_modalities_param,
    realtime_temperature_param,
    tool_choice_param,
    tool_fields,
    tools_param,
    transcription_guides,
    transcription_params,
    turn_detection_params,
    turn_end_params,
    voice_param,
    with_id,
)

TRANSCRIPTION_MODELS = (
    "whisper-1", "gpt-4o-transcribe-latest", "gpt-4o-transcribe", "gpt-4o-transcribe-diarize", "gpt-4o-mini-transcribe",
    "gpt-transcribe",
)  # fmt: skip


@cmdlet("Set-RealtimeSessionConfiguration", all_positional=True)
class SetRealtimeSessionConfiguration(Sending):
    """Set how the realtime session works: instructions, voice, formats, turns, tools. What is not given stays."""

    event_id = event_id_param()
    instructions = instructions_param()
    prompt_id = Param("string", help="The id of a prompt that the service keeps.")
    prompt_variables = Param("IDictionary", help="The values of the variables of that prompt.")
    prompt_version = Param("string", help="Which version of the prompt is used, if not the current one.")
    output_modalities = output_modalities_param()
    voice = voice_param()
    speed = Param("double", validators=(ValidateRange(0.25, 1.5),), help="How fast to speak: 0.25 to 1.5.")
    input_audio_format = audio_format_param("input")
    output_audio_format = audio_format_param("output")
    input_audio_noise_reduction_type = noise_reduction_param()
    enable_input_audio_transcription, input_audio_transcription_model = transcription_params(TRANSCRIPTION_MODELS)
    input_audio_transcription_language, input_audio_transcription_prompt = transcription_guides()
    (
        enable_turn_detection,
        turn_detection_type,
        turn_detection_eagerness,
        turn_detection_threshold,
        turn_detection_prefix_padding,
        turn_detection_silence_duration,
    ) = turn_detection_params()
    turn_detection_idle_timeout = Param("uint16", help="Milliseconds of silence after which the model speaks up.")
    create_response_on_turn_end, interrupt_response = turn_end_params()
    tools = tools_param()
    tool_choice = tool_choice_param()
    parallel_tool_calls = Param("bool", help="Whether the model may request several calls at once.")
    temperature = realtime_temperature_param()
    max_output_tokens = max_output_tokens_param()
    reasoning_effort = Param(
        "string",
        completions=("minimal", "low", "medium", "high", "xhigh"),
        help="How much effort the model spends on reasoning.",
    )
    tracing = Param("string", completions=("auto",), allow_empty_string=True, help="auto, or an empty text for none.")
    tracing_group_id = Param("string", help="An id that groups this trace with others.")
    tracing_metadata = Param("IDictionary", help="Pairs of key and text to keep with the trace.")
    tracing_workflow_name = Param("string", help="How the workflow is called in the trace.")
    truncation = Param(
        "string", completions=("auto", "disabled"), help="What happens when the conversation is too long for the model."
    )
    truncation_retention_ratio = Param(
        "float", validators=(ValidateRange(0, 1),), help="The share of the conversation that stays when it is cut."
    )
    truncation_retention_ratio_type = Param("string", hidden=True, help="The kind of the cut.")
    truncation_token_limits_post_instructions = Param("int", help="The most tokens behind the instructions.")

    examples = (
        Example(
            "Set-RealtimeSessionConfiguration -Voice marin -Speed 1.2 | Connect-RealtimeSession",
            "Shows whether the service takes the settings.",
            result=(
                "Type                                     Content\n"
                "----                                     -------\n"
                "session.created                          sess_000001\n"
                "session.updated                          sess_000001"
            ),
        ),
        Example(
            "Connect-RealtimeSession; Set-RealtimeSessionConfiguration -Modalities text -Instructions 'Be brief.'; "
            "Disconnect-RealtimeSession",
            "Sets that answers are short texts.",
        ),
    )
    failures = (
        Failure(
            "Set-RealtimeSessionConfiguration -Voice marin",
            "Set-RealtimeSessionConfiguration: No realtime session is open. Open one with Connect-RealtimeSession.",
            "NoRealtimeSession,Set-RealtimeSessionConfiguration",
            about=IN_SHELLS,
        ),
    )
    remarks = """\
    Setting costs nothing. Instructions and tools are charged with each answer. The voice cannot be changed after the
    model has spoken.
    """

    def process(self) -> Objects:
        session: dict[str, Any] = {
            "type": "realtime",
            **bound_fields(
                self,
                {
                    "Instructions": "instructions",
                    "OutputModalities": "output_modalities",
                    "ParallelToolCalls": "parallel_tool_calls",
                    "Temperature": "temperature",
                },
            ),
            **tool_fields(self),
            **output_limit(self),
        }
        prompt = bound_fields(self, {"PromptId": "id", "PromptVariables": "variables", "PromptVersion": "version"})
        audio = {name: part for name, part in (("input", audio_input(self)), ("output", audio_output(self))) if part}
        parts = {
            "prompt": prompt,
            "audio": audio,
            "reasoning": bound_fields(self, {"ReasoningEffort": "effort"}),
            "tracing": self._tracing(),
            "truncation": self._truncation(),
        }
        session |= {name: part for name, part in parts.items() if part}
        if self.is_bound("Tracing") and not self.tracing:
            session["tracing"] = None
        yield from self.put(with_id(self, {"type": "session.update", "session": session}))

    def _tracing(self) -> Any:
        details = bound_fields(
            self,
            {"TracingGroupId": "group_id", "TracingMetadata": "metadata", "TracingWorkflowName": "workflow_name"},
        )
        return details or self.tracing

    def _truncation(self) -> Any:
        ratio = bound_fields(
            self, {"TruncationRetentionRatio": "retention_ratio", "TruncationRetentionRatioType": "type"}
        )
        if self.is_bound("TruncationTokenLimitsPostInstructions"):
            ratio["token_limits"] = {"post_instructions": to_plain(self.truncation_token_limits_post_instructions)}
        return {"type": "retention_ratio", **ratio} if ratio else self.truncation
