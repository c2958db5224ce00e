"""Speech to text, text to speech.

May import: `openai`'s shared modules.

- `sound`: the parameters of a recording, which transcription and translation share, and the names of languages.
- A cmdlet each: `request_audio_speech`, `request_audio_transcription`, `request_audio_translation`.
"""
