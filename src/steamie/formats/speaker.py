"""Run as a program of its own, ``speaker.py VOICE``: reads text on standard input aloud, writes an MP3 on standard output.

It hands what people wrote to a library in C, so it lives in a process with little memory and little time, and imports nothing
of the house. Exit 0: the MP3. Exit 3: no such voice.
"""

import ctypes
import resource
import sys
from typing import Any

MEMORY = 384 * 1024 * 1024  # bytes of address space
SECONDS = 60  # of processor time; twenty thousand words take some forty
RETRIEVAL, UTF8, WORDS_A_MINUTE = 2, 1, 150  # of espeak-ng's interface; the third is a calm pace
RATE, BITRATE, QUALITY = 1, 32, 5  # which parameter the pace is; thousands of bits a second, plenty for one voice


def refuse(reason: str) -> None:
    """Say why, and end."""
    sys.stderr.write(reason)
    sys.exit(3)


def main() -> None:
    """Speak, packing as it goes: an hour of plain sound would fill the memory."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    import espeakng_loader  # noqa: PLC0415 - only once the limits hold
    import lameenc  # noqa: PLC0415

    voice = ctypes.CDLL(espeakng_loader.get_library_path())
    rate = voice.espeak_Initialize(RETRIEVAL, 0, espeakng_loader.get_data_path().encode(), 0)
    if rate <= 0 or voice.espeak_SetVoiceByName(sys.argv[1].encode()) != 0:
        refuse(f"There is no voice called {sys.argv[1]}.")
    packer = lameenc.Encoder()
    packer.silence()
    packer.set_bit_rate(BITRATE)
    packer.set_in_sample_rate(rate)
    packer.set_channels(1)
    packer.set_quality(QUALITY)
    _speak(voice, sys.stdin.buffer.read(), packer)
    sys.stdout.buffer.write(packer.flush())


def _speak(voice: Any, text: bytes, packer: Any) -> None:
    """Write the sound of the text, packed."""

    def take(wave: Any, number: int, _events: Any) -> int:
        if wave and number > 0:
            sys.stdout.buffer.write(packer.encode(ctypes.string_at(wave, number * 2)))
        return 0

    callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)(take)
    voice.espeak_SetSynthCallback(callback)
    voice.espeak_SetParameter(RATE, WORDS_A_MINUTE, 0)
    words = text + b"\0"
    voice.espeak_Synth(words, ctypes.c_size_t(len(words)), 0, 1, 0, UTF8, None, None)
    voice.espeak_Synchronize()


if __name__ == "__main__":
    main()
