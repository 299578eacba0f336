import subprocess
import sys

from livevis.wall.typeface import typeface


def test_the_face_is_there_and_matplotlib_stays_out():
    face = typeface()
    assert face is not None
    assert face.is_file()
    code = "import sys, livevis.wall.typeface as t; t.typeface(); print('matplotlib' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"
