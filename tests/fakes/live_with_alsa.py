"""livevis, hearing the ALSA file device of `alsa.AlsaTake`: run as ``python live_with_alsa.py live SHOW …``.

The environment (`AlsaTake.env`) names the device's folder; the product itself knows nothing of it.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

if __name__ == "__main__":
    from alsa import pace_all_inlets

    from livevis.cli import main

    pace_all_inlets()
    sys.exit(main())
