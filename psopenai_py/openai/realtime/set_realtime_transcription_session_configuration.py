from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...engine.pipeline.cmdlet import Objects
from ..body import bound_fields
from .client_events import (
    IN_SHELLS,
    Sending,
    audio_format_param,
    audio_input,
    event_id_param,
    noise_reduction_param,
    transcription_guides,
    transcription_params,
    turn_detection_params,
    turn_end_params,
    with_id,
)

TRANSCRIPTION_MODELS = (
    "whisper-1", "gpt-4o-transcribe", "gpt-4o-mini-transcribe", "gpt-4o-transcribe-diarize", "gpt-realtime-whisper",
    "gpt-transcribe", "gpt-live-transcribe",
)  # fmt: skip


@cmdlet("Set-RealtimeTranscriptionSessionConfiguration", all_positional=True)
class SetRealtimeTranscriptionSessionConfiguration(Sending):
    """Set how the transcription session works: model, language, format, turns. What is not given stays."""

    event_id = event_id_param()
    input_audio_format = audio_format_param("input")
    input_audio_noise_reduction_type = noise_reduction_param()
    enable_input_audio_transcription, input_audio_transcription_model = transcription_params(TRANSCRIPTION_MODELS)
    input_audio_transcription_delay = Param(
        "string",
        completions=("minimal", "low", "medium", "high", "xhigh"),
        help="How long the model listens before it writes: longer is better, and later.",
    )
    input_audio_transcription_language, input_audio_transcription_prompt = transcription_guides()
    (
        enable_turn_detection,
        turn_detection_type,
        turn_detection_eagerness,
        turn_detection_threshold,
        turn_detection_prefix_padding,
        turn_detection_silence_duration,
    ) = turn_detection_params()
    create_response_on_turn_end, interrupt_response = turn_end_params()
    include = Param(
        "string[]",
        completions=("item.input_audio_transcription.logprobs",),
        allow_empty_collection=True,
        help="What else the service reports.",
    )

    examples = (
        Example(
            "Connect-RealtimeTranscriptionSession; "
            "Set-RealtimeTranscriptionSessionConfiguration -InputAudioTranscriptionModel whisper-1; "
            "Disconnect-RealtimeSession",
            "Sets the model that writes down what is said.",
        ),
        Example(
            "Set-RealtimeTranscriptionSessionConfiguration -InputAudioTranscriptionLanguage en "
            "-InputAudioNoiseReductionType near_field | Connect-RealtimeTranscriptionSession",
            "Shows whether the service takes the settings.",
            result=(
                "Type                                     Content\n"
                "----                                     -------\n"
                "session.created                          sess_000001\n"
                "session.updated                          sess_000001"
            ),
        ),
    )
    failures = (
        Failure(
            "Set-RealtimeTranscriptionSessionConfiguration -InputAudioTranscriptionModel whisper-1",
            "Set-RealtimeTranscriptionSessionConfiguration: No realtime session is open. Open one with "
            "Connect-RealtimeSession.",
            "NoRealtimeSession,Set-RealtimeTranscriptionSessionConfiguration",
            about=IN_SHELLS,
        ),
    )
    remarks = "Setting costs nothing; the model decides what the transcription costs."

    def process(self) -> Objects:
        session: dict[str, Any] = {"type": "transcription"}
        heard = audio_input(self)
        if heard:
            session["audio"] = {"input": heard}
        session |= bound_fields(self, {"Include": "include"})
        yield from self.put(with_id(self, {"type": "session.update", "session": session}))
