"""Pictures, sounds and films: that they are what they claim to be, and the answers that they come in."""

from __future__ import annotations

import base64
import io
import json
import struct
import time
import wave
import zlib
from typing import Any

import httpx
import pytest

from psopenai_py.emulator import Emulator
from psopenai_py.emulator.pictures import picture
from psopenai_py.emulator.sounds import recording

ASKED = {"model": "gpt-image-1", "prompt": "A red cube.", "size": "300x200"}


def events(text: str) -> list[dict[str, Any]]:
    return [json.loads(line[6:]) for line in text.splitlines() if line.startswith("data: {")]


# -- what the files are ------------------------------------------------------------------------------------------------


def test_a_png_is_whole() -> None:
    data, found = picture("x", 300, 200), {}
    at = 8
    while at < len(data):
        (size,) = struct.unpack_from(">I", data, at)
        name, content = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        assert struct.unpack_from(">I", data, at + 8 + size)[0] == zlib.crc32(name + content)
        found[name] = content
        at += 12 + size
    assert struct.unpack(">II", found[b"IHDR"][:8]) == (300, 200)
    assert len(zlib.decompress(found[b"IDAT"])) == 200 * (1 + 38) and len(found[b"PLTE"]) == 3


def test_a_jpeg_has_its_size_and_a_block_for_each_of_its_parts() -> None:
    data = picture("x", 300, 200, "jpeg")
    at, segments = 2, {}
    while data[at + 1] != 0xDA:
        (size,) = struct.unpack_from(">H", data, at + 2)
        segments.setdefault(data[at + 1], data[at + 4 : at + 2 + size])
        at += 2 + size
    assert struct.unpack(">BHH", segments[0xC0][:5]) == (8, 200, 300)
    level_bits = segments[0xC4][-1]  # the second symbol of the first table
    scan = data[at + 2 + struct.unpack_from(">H", data, at + 2)[0] : -2].replace(b"\xff\0", b"\xff")
    bits = "".join(f"{byte:08b}" for byte in scan)
    assert bits.startswith("10") and data.endswith(b"\xff\xd9")
    assert bits[2 + level_bits :].rstrip("1") == "0" + "00" * (38 * 25 - 1)


def test_a_webp_has_its_size() -> None:
    data = picture("x", 300, 200, "webp")
    assert data[:4] == b"RIFF" and data[8:16] == b"WEBPVP8L" and struct.unpack_from("<I", data, 4)[0] == len(data) - 8
    fields = int.from_bytes(data[21:26], "little")
    assert (fields & 0x3FFF) + 1 == 300 and (fields >> 14 & 0x3FFF) + 1 == 200


def test_recordings_are_what_their_format_says() -> None:
    with wave.open(io.BytesIO(recording("one two three", "wav"))) as sound:
        assert (sound.getnchannels(), sound.getframerate(), sound.getnframes()) == (1, 24_000, 21_600)
    assert len(recording("one two three", "pcm")) == 2 * 21_600
    mp3 = recording("one two three", "mp3")
    size = mp3[6] << 21 | mp3[7] << 14 | mp3[8] << 7 | mp3[9]
    frames = mp3[10 + size :]
    assert mp3[:3] == b"ID3" and len(frames) % 96 == 0
    assert all(frames[at : at + 2] == b"\xff\xf3" for at in range(0, len(frames), 96))
    flac = recording("one two three", "flac")
    packed = int.from_bytes(flac[18:26], "big")
    assert flac[:4] == b"fLaC" and packed >> 44 == 24_000 and (packed & (1 << 36) - 1) >= 21_600
    aac = recording("one two three", "aac")
    assert {aac[at : at + 2] for at in range(0, len(aac), 13)} == {b"\xff\xf1"}
    opus = recording("one two three", "opus")
    assert opus[:4] == b"OggS" and b"OpusHead" in opus[:40] and opus.count(b"OggS") == 3
    assert len(recording("word " * 5000, "pcm")) == 2 * 20 * 24_000


# -- pictures ----------------------------------------------------------------------------------------------------------


def test_pictures_are_generated(client: httpx.Client) -> None:
    answer = client.post("/images/generations", json={**ASKED, "n": 2, "output_format": "webp"}).json()
    first, second = (base64.b64decode(row["b64_json"]) for row in answer["data"])
    assert first[8:12] == b"WEBP" and first != second
    assert (answer["size"], answer["output_format"], answer["background"]) == ("300x200", "webp", "opaque")
    assert answer["usage"]["input_tokens"] == 4


def test_older_models_send_an_address_that_needs_no_key(client: httpx.Client) -> None:
    answer = client.post(
        "/images/generations", json={"model": "dall-e-3", "prompt": "A cube.", "size": "256x256"}
    ).json()
    shown = httpx.get(answer["data"][0]["url"], trust_env=False)
    assert shown.headers["content-type"] == "image/png" and shown.content.startswith(b"\x89PNG")
    base = {"model": "dall-e-3", "prompt": "A cube.", "size": "256x256", "response_format": "b64_json"}
    same = client.post("/images/generations", json=base).json()["data"][0]["b64_json"]
    assert base64.b64decode(same) == shown.content
    for name in ("x.png", "ab-9999x9999.png"):
        assert httpx.get(f"{str(client.base_url).removesuffix('v1/')}__pictures/{name}", trust_env=False).is_error


def test_pictures_are_edited_and_varied(client: httpx.Client) -> None:
    image = picture("x", 64, 64)
    files = [("image[]", ("a.png", image)), ("image[]", ("b.png", image))]
    edited = client.post("/images/edits", data={"prompt": "Add a lamp.", "model": "gpt-image-1"}, files=files)
    assert base64.b64decode(edited.json()["data"][0]["b64_json"]).startswith(b"\x89PNG")
    fields = {"n": "2", "response_format": "b64_json", "size": "256x256"}
    varied = client.post("/images/variations", data=fields, files={"image": ("a.png", image)})
    assert len(varied.json()["data"]) == 2
    assert client.post("/images/edits", data={"prompt": "x"}, files={"x": ("a", b"")}).status_code == 400


def test_pictures_are_streamed(client: httpx.Client) -> None:
    made = events(client.post("/images/generations", json={**ASKED, "stream": True, "partial_images": 2}).text)
    assert [one["type"].rpartition(".")[2] for one in made] == ["partial_image", "partial_image", "completed"]
    assert [one.get("partial_image_index") for one in made] == [0, 1, None]
    whole = client.post("/images/generations", json=ASKED).json()["data"][0]["b64_json"]
    assert made[-1]["b64_json"] == whole


@pytest.mark.parametrize(
    "more",
    [{"n": 11}, {"n": "x"}, {"size": "5000x5000"}, {"size": "big"}, {"output_format": "gif"}, {"prompt": ""},
     {"prompt": "fail-429"}, {"stream": True, "partial_images": 4},
     {"stream": True, "output_format": "gif"}],
)  # fmt: skip
def test_a_wrong_request_for_pictures_is_refused(client: httpx.Client, more: dict[str, Any]) -> None:
    assert client.post("/images/generations", json={**ASKED, **more}).status_code in (400, 429)


# -- speech ------------------------------------------------------------------------------------------------------------


def heard(client: httpx.Client, sound: bytes, name: str = "talk.wav", **fields: Any) -> httpx.Response:
    given = {"model": "whisper-1", **fields}
    return client.post("/audio/transcriptions", data=given, files={"file": (name, sound)})


@pytest.fixture
def sound(client: httpx.Client) -> bytes:
    body = {
        "model": "tts-1",
        "input": "Good morning to all of you who listen.",
        "voice": "alloy",
        "response_format": "wav",
    }
    answer = client.post("/audio/speech", json=body)
    assert answer.headers["content-type"] == "audio/wav"
    return answer.content


def test_what_was_spoken_is_heard_in_every_format(client: httpx.Client, sound: bytes) -> None:
    text = "Good morning to all of you who listen."
    assert heard(client, sound).json()["text"] == text
    assert heard(client, sound, response_format="text").text == text + "\n"
    srt = heard(client, sound, response_format="srt").text
    assert srt.startswith("1\n00:00:00,000 --> 00:00:02,400\nGood morning")
    vtt = heard(client, sound, response_format="vtt").text
    assert vtt.startswith("WEBVTT\n\n00:00:00.000 --> 00:00:02.400\n")
    granular = {"timestamp_granularities[]": ["word", "segment"], "language": "en"}
    verbose = heard(client, sound, response_format="verbose_json", **granular).json()
    assert verbose["language"] == "en" and len(verbose["words"]) == 8 and verbose["segments"][0]["text"] == text
    assert verbose["segments"][0]["end"] == verbose["duration"] == 2.4
    diarized = heard(client, sound, model="gpt-4o-transcribe-diarize", response_format="diarized_json").json()
    assert diarized["segments"][0]["speaker"] == "A"
    with_logprobs = heard(client, sound, **{"include[]": "logprobs"}).json()
    assert with_logprobs["logprobs"][0]["token"] == "Good "
    translated = client.post("/audio/translations", data={"model": "whisper-1"}, files={"file": ("a.wav", sound)})
    assert translated.json() == {"text": text}
    assert heard(client, b"\0\0", "other.mp3").json()["text"] == "This is the recording other.mp3."


@pytest.mark.parametrize("format", ["mp3", "opus", "flac", "wav"])
def test_recordings_say_what_they_say(client: httpx.Client, format: str) -> None:
    body = {"model": "tts-1", "input": "Grüße", "voice": "alloy", "response_format": format}
    assert heard(client, client.post("/audio/speech", json=body).content).json()["text"] == "Grüße"


def test_a_transcription_is_streamed(client: httpx.Client, sound: bytes) -> None:
    made = events(heard(client, sound, model="gpt-4o-transcribe", stream="True").text)
    deltas = "".join(one["delta"] for one in made if one["type"] == "transcript.text.delta")
    assert deltas == made[-1]["text"] and made[-1]["type"] == "transcript.text.done"
    fields = {"model": "gpt-4o-transcribe-diarize", "response_format": "diarized_json", "stream": "true"}
    assert "transcript.text.segment" in {one["type"] for one in events(heard(client, sound, **fields).text)}


def test_speech_is_streamed(client: httpx.Client) -> None:
    body = {"model": "tts-1", "input": "Hello", "voice": "alloy", "response_format": "pcm"}
    made = events(client.post("/audio/speech", json={**body, "stream_format": "sse"}).text)
    joined = b"".join(base64.b64decode(one["audio"]) for one in made[:-1])
    assert joined == client.post("/audio/speech", json=body).content and made[-1]["type"] == "speech.audio.done"


@pytest.mark.parametrize(
    "more", [{"voice": ""}, {"response_format": "x"}, {"speed": 9}, {"input": "x" * 4097}, {"input": "fail-400"}]
)
def test_a_wrong_request_for_speech_is_refused(client: httpx.Client, more: dict[str, Any]) -> None:
    assert (
        client.post("/audio/speech", json={"model": "tts-1", "input": "x", "voice": "alloy", **more}).status_code == 400
    )


@pytest.mark.parametrize("fields", [{"response_format": "x"}, {"model": ""}, {"response_format": "diarized_json"}])
def test_a_wrong_request_for_a_transcription_is_refused(client: httpx.Client, fields: dict[str, str]) -> None:
    assert heard(client, b"x", **fields).status_code == 400
    assert heard(client, b"").status_code == 400


# -- videos ------------------------------------------------------------------------------------------------------------


def boxes(data: bytes) -> dict[bytes, bytes]:
    found, at = {}, 0
    while at < len(data):
        (size,) = struct.unpack_from(">I", data, at)
        found[data[at + 4 : at + 8]] = data[at + 8 : at + size]
        at += size
    return found


def test_a_video_is_made_watched_and_remixed(client: httpx.Client) -> None:
    made = client.post("/videos", data={"prompt": "A cube.", "seconds": "8", "size": "1280x720"}).json()
    assert (made["object"], made["status"], made["progress"], made["seconds"]) == ("video", "queued", 0, "8")
    ended = client.get(f"/videos/{made['id']}").json()
    assert (ended["status"], ended["progress"]) == ("completed", 100) and ended["expires_at"] > ended["completed_at"]
    film = client.get(f"/videos/{made['id']}/content")
    assert film.headers["content-type"] == "video/mp4" and list(boxes(film.content)) == [b"ftyp", b"mdat", b"moov"]
    media = boxes(boxes(boxes(film.content)[b"moov"])[b"trak"])[b"mdia"]
    table = boxes(boxes(boxes(media)[b"minf"])[b"stbl"])
    count, *places = struct.unpack(">I9I", table[b"stco"])
    assert count == 0 and places[0] == 8
    assert all(film.content[place : place + 4] == b"\x89PNG" for place in places[1:])
    part = client.get(f"/videos/{made['id']}/content", headers={"Range": "bytes=4-7"})
    assert (part.status_code, part.content) == (206, b"ftyp")
    for variant, kind in (("thumbnail", "image/webp"), ("spritesheet", "image/jpeg")):
        shown = client.get(f"/videos/{made['id']}/content", params={"variant": variant})
        assert shown.headers["content-type"] == kind
    remix = client.post(f"/videos/{made['id']}/remix", json={"prompt": "At night."}).json()
    assert (remix["remixed_from_video_id"], remix["seconds"], remix["size"]) == (made["id"], "8", "1280x720")
    assert [row["id"] for row in client.get("/videos").json()["data"]] == [remix["id"], made["id"]]
    assert client.delete(f"/videos/{made['id']}").json()["object"] == "video.deleted"


def test_a_video_can_fail_and_a_wrong_one_is_refused(client: httpx.Client) -> None:
    made = client.post("/videos", data={"prompt": "fail-400"}).json()
    failed = client.get(f"/videos/{made['id']}").json()
    assert failed["status"] == "failed" and failed["error"]["code"] == "emulated_400"
    assert client.get(f"/videos/{made['id']}/content").status_code == 404
    assert client.post(f"/videos/{made['id']}/remix", json={"prompt": "x"}).status_code == 400
    for bad in ({"prompt": ""}, {"prompt": "x", "seconds": "5"}, {"prompt": "x", "size": "x"}):
        assert client.post("/videos", data=bad).status_code == 400


def test_a_video_takes_its_time_and_azure_s_address_leads_to_it() -> None:
    for speed, states in ((3600.0, {"queued"}), (0.1, {"queued", "in_progress", "completed"})):
        with Emulator(speed=speed, open=True) as emu, httpx.Client(base_url=emu.url, trust_env=False) as client:
            azure = emu.url.replace("/v1", "/openai/v1/video/generations/jobs")
            made = httpx.post(azure, json={"prompt": "A cube."}, trust_env=False).json()
            assert (made["status"], made["progress"]) == ("queued", 0)
            video = httpx.get(f"{azure}/{made['id']}", trust_env=False).json()
            assert video["status"] in states
            until = time.monotonic() + 60
            while video["status"] != "completed" and speed < 1:
                assert time.monotonic() < until
                assert 0 <= video["progress"] < 100
                time.sleep(0.02)
                video = client.get(f"/videos/{made['id']}").json()
            assert client.get(f"/videos/{made['id']}/content").is_success is (speed < 1)
