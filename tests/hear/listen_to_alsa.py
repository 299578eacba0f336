"""A microphone by the wall clock, in a process of its own (see test_microphone_alsa).

Arguments: the device's folder, a FLAC file to keep what was heard, seconds, then "pull:S" and "plug:S".
Prints one JSON line for everything the microphone says, samples left out.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "fakes"))


def main(folder: str, kept: str, until: str, *acts: str) -> None:
    from alsa import AlsaTake, paced

    from livevis.flow.worker import Tick
    from livevis.hear.inlet import open_portaudio
    from livevis.hear.keep import TakeKeeper
    from livevis.hear.microphone import Microphone, MicrophoneWish
    from livevis.messages import AudioBlock

    device = AlsaTake(Path(folder))
    to_do = sorted((float(at), name) for name, at in (act.split(":") for act in acts))
    opener = paced(open_portaudio, device.folder)
    with (
        TakeKeeper(Path(kept)) as keeper,
        Microphone(MicrophoneWish("take"), open_stream=opener) as microphone,
    ):
        opened = time.monotonic()
        while (now := time.monotonic() - opened) < float(until):
            if to_do and now >= to_do[0][0]:
                {"pull": device.pull, "plug": device.plug}[to_do.pop(0)[1]]()
            threading.Event().wait(max(0.0, microphone.due() - now))
            for item in microphone(Tick(time.monotonic() - opened)):
                keeper(item)
                said = {key: value for key, value in vars(item).items() if key != "samples"}
                if isinstance(item, AudioBlock):
                    said["end"] = item.end
                print(json.dumps({"kind": type(item).__name__, **said}))


if __name__ == "__main__":
    main(*sys.argv[1:])
