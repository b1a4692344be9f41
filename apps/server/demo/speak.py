"""Speaks lines with espeak-ng's library, which, unlike its command line, tells when each word begins.

Standard input: one JSON object a line, {"voice", "rate", "pitch", "range", "text", "out"}.
For each, raw samples (16-bit mono) go to the file `out`, and one JSON object to standard output:
{"sampleRate", "words": [{"at", "start"}], "pauses": [second, …]}, where `at` is the word's offset in the text
(in characters) and `pauses` are the times at which a silence begins.
"""
import ctypes
import json
import sys

RETRIEVE, PHONEME_EVENTS, UTF8, PHONEMES_OFF = 2, 1, 1, 0
WORD, PHONEME = 1, 7
RATE, PITCH, RANGE = 1, 3, 4


class Id(ctypes.Union):
    _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8)]


class Event(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", Id),
    ]


espeak = ctypes.CDLL("libespeak-ng.so.1")
sample_rate = espeak.espeak_Initialize(RETRIEVE, 500, None, PHONEME_EVENTS)
samples, words, pauses = bytearray(), [], []


@ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(Event))
def collect(wave, count, events):
    if wave and count > 0:
        samples.extend(ctypes.string_at(wave, count * 2))
    i = 0
    while events[i].type != 0:
        event = events[i]
        seconds = event.audio_position / 1000
        if event.type == WORD:
            words.append({"at": event.text_position - 1, "start": seconds})
        elif event.type == PHONEME and event.id.string in (b"", b"_", b"_:", b"_|", b"__"):
            pauses.append(seconds)
        i += 1
    return 0


espeak.espeak_SetSynthCallback(collect)
for line in sys.stdin:
    job = json.loads(line)
    samples.clear()
    words.clear()
    pauses.clear()
    if espeak.espeak_SetVoiceByName(job["voice"].encode()) != 0:
        sys.exit("espeak-ng has no voice " + job["voice"])
    for parameter, key in ((RATE, "rate"), (PITCH, "pitch"), (RANGE, "range")):
        espeak.espeak_SetParameter(parameter, job[key], 0)
    text = job["text"].encode()
    espeak.espeak_Synth(text, len(text) + 1, 0, 1, 0, UTF8, None, None)
    espeak.espeak_Synchronize()
    with open(job["out"], "wb") as out:
        out.write(samples)
    print(json.dumps({"sampleRate": sample_rate, "words": words, "pauses": pauses}), flush=True)
