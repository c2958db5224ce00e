"""The endpoints of speech and recordings.

Speech is a short recording of a tone or of silence that names its text; a transcription answers with that text, and
for another recording with its name. All formats of answers are served, and streams.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator

from ..answers import check_failure, tokens
from ..content import BytesContent
from ..errors import ApiFailure, check_value, missing
from ..messages import Reply, Request, event_reply, json_reply
from ..sounds import FORMATS, recording, said_in, seconds_of
from ..store import Data, Route
from ..streams import event, pieces

_LONGEST_TEXT = 4096
_SLICE = 1 << 14
_WRITTEN = ("json", "text", "srt", "verbose_json", "vtt")
_SEGMENT = 8  # words


class Audio:
    """``/audio``; nothing is kept."""

    def routes(self) -> list[Route]:
        return [
            ("POST", "/audio/speech", self.speak),
            ("POST", "/audio/transcriptions", self.transcribe),
            ("POST", "/audio/translations", self.translate),
        ]

    def speak(self, request: Request) -> Reply:
        body = request.json_object
        for name in ("model", "input", "voice"):
            if not body.get(name):
                raise missing(name)
        text, format, speed = str(body["input"]), str(body.get("response_format") or "mp3"), body.get("speed") or 1.0
        check_failure(str(body["model"]))
        check_failure(text)
        if len(text) > _LONGEST_TEXT:
            raise ApiFailure(400, f"The input has {len(text)} characters; at most {_LONGEST_TEXT}.", param="input")
        check_value(format, FORMATS, "response_format")
        if not isinstance(speed, (int, float)) or not 0.25 <= speed <= 4:
            raise ApiFailure(400, "speed must be a number from 0.25 to 4.", param="speed")
        sound = recording(text, format, speed)
        if body.get("stream_format") == "sse":
            return event_reply(_spoken(sound, tokens(text)))
        return Reply(BytesContent(sound), content_type=FORMATS[format])

    def transcribe(self, request: Request) -> Reply:
        fields, text = _given(request)
        diarized = "diarize" in str(fields["model"])
        format = str(fields.get("response_format") or "json")
        check_value(format, (*_WRITTEN, "diarized_json"), "response_format")
        if format == "diarized_json" and not diarized:
            raise ApiFailure(400, "diarized_json needs a model that tells speakers apart.", param="response_format")
        if str(fields.get("stream", "")).lower() == "true":
            return event_reply(_heard(text, _segments(text) if format == "diarized_json" else [], fields))
        if format == "diarized_json":
            rows = [_of_speaker(row) for row in _segments(text)]
            return json_reply(
                {
                    "task": "transcribe",
                    "duration": seconds_of(text),
                    "text": text,
                    "segments": rows,
                    "usage": _seconds(text),
                }
            )
        return _written(text, format, "transcribe", fields)

    def translate(self, request: Request) -> Reply:
        fields, text = _given(request)
        format = str(fields.get("response_format") or "json")
        check_value(format, _WRITTEN, "response_format")
        return _written(text, format, "translate", {**fields, "language": "en"})


def _given(request: Request) -> tuple[Data, str]:
    """The fields of a form, and what is said in its recording."""
    files = request.files("file")
    if not files:
        raise missing("file")
    fields = request.fields
    if not fields.get("model"):
        raise missing("model")
    check_failure(str(fields["model"]))
    if not files[0].size:
        raise ApiFailure(400, "The audio file could not be decoded: it is empty.", param="file")
    return fields, said_in(files[0].data) or f"This is the recording {files[0].filename}."


# -- texts in the formats ----------------------------------------------------------------------------------------------


def _written(text: str, format: str, task: str, fields: Data) -> Reply:
    if format == "text":
        return _plain(text + "\n", "text/plain")
    if format == "srt":
        rows = enumerate(_segments(text), 1)
        return _plain("".join(f"{n}\n{_span(row, ',')}\n{row['text']}\n\n" for n, row in rows), "text/plain")
    if format == "vtt":
        rows_ = (f"{_span(row, '.')}\n{row['text']}\n\n" for row in _segments(text))
        return _plain("WEBVTT\n\n" + "".join(rows_), "text/vtt")
    if format == "json":
        answer: Data = {"text": text, **({"usage": _tokens(text)} if task == "transcribe" else {})}
        if "logprobs" in _several(fields, "include"):
            answer["logprobs"] = [_logprob(piece) for piece in pieces(text)]
        return json_reply(answer)
    wanted = _several(fields, "timestamp_granularities") or ["segment"]
    answer = {"task": task, "language": fields.get("language") or "english", "duration": seconds_of(text), "text": text}
    if "word" in wanted:
        answer["words"] = _words(text)
    if "segment" in wanted:
        answer["segments"] = [_whisper_segment(row) for row in _segments(text)]
    return json_reply({**answer, "usage": _seconds(text)})


def _plain(text: str, content_type: str) -> Reply:
    return Reply(BytesContent(text.encode()), content_type=f"{content_type}; charset=utf-8")


def _several(fields: Data, name: str) -> list[str]:
    given = fields.get(name) or []
    return [str(one) for one in given] if isinstance(given, list) else [str(given)]


def _words(text: str) -> list[Data]:
    words = text.split()
    each = seconds_of(text) / max(len(words), 1)
    return [
        {"word": word, "start": round(n * each, 3), "end": round((n + 1) * each, 3)} for n, word in enumerate(words)
    ]


def _segments(text: str) -> list[Data]:
    """The text in pieces of a few words, with their times."""
    words = _words(text)
    made = []
    for number, at in enumerate(range(0, len(words), _SEGMENT)):
        part = words[at : at + _SEGMENT]
        said = " ".join(word["word"] for word in part)
        made.append({"id": number, "start": part[0]["start"], "end": part[-1]["end"], "text": said})
    return made


def _whisper_segment(row: Data) -> Data:
    numbers = {"temperature": 0.0, "avg_logprob": -0.1, "compression_ratio": 1.0, "no_speech_prob": 0.01}
    return {**row, "seek": 0, "tokens": list(range(tokens(row["text"]))), **numbers}


def _of_speaker(row: Data) -> Data:
    return {"type": "transcript.text.segment", **row, "id": f"seg_{row['id'] + 1:03}", "speaker": "AB"[row["id"] % 2]}


def _span(row: Data, point: str) -> str:
    return f"{_clock(row['start'], point)} --> {_clock(row['end'], point)}"


def _clock(seconds: float, point: str) -> str:
    whole, parts = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}{point}{parts:03}"


def _tokens(text: str) -> Data:
    sound, said = int(seconds_of(text) * 10), tokens(text)
    details = {"text_tokens": 0, "audio_tokens": sound}
    return {
        "type": "tokens",
        "input_tokens": sound,
        "input_token_details": details,
        "output_tokens": said,
        "total_tokens": sound + said,
    }


def _seconds(text: str) -> Data:
    return {"type": "duration", "seconds": max(round(seconds_of(text)), 1)}


def _logprob(piece: str) -> Data:
    return {"token": piece, "logprob": -0.01, "bytes": list(piece.encode())}


# -- streams -----------------------------------------------------------------------------------------------------------


def _spoken(sound: bytes, asked: int) -> Iterator[bytes]:
    for at in range(0, len(sound), _SLICE):
        data = base64.b64encode(sound[at : at + _SLICE]).decode()
        yield event({"type": "speech.audio.delta", "audio": data}, "speech.audio.delta")
    answered = len(sound) // 1000 + 1
    usage = {"input_tokens": asked, "output_tokens": answered, "total_tokens": asked + answered}
    yield event({"type": "speech.audio.done", "usage": usage}, "speech.audio.done")


def _heard(text: str, segments: list[Data], fields: Data) -> Iterator[bytes]:
    with_logprobs = "logprobs" in _several(fields, "include")
    for piece in pieces(text):
        more = {"logprobs": [_logprob(piece)]} if with_logprobs else {}
        yield event({"type": "transcript.text.delta", "delta": piece, **more})
    for row in segments:
        yield event(_of_speaker(row))
    yield event({"type": "transcript.text.done", "text": text, "usage": _tokens(text)})
    yield b"data: [DONE]\n\n"
