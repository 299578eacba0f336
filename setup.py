"""Puts the shows that come along into the wheel, where an installed livevis looks for them: livevis/shows.

Everything else about the build stands in pyproject.toml.
"""

from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

HERE = Path(__file__).resolve().parent


class BuildWithShows(build_py):
    """Copies shows/ beside the modules; an editable install finds them at the top of the source tree."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        for folder in ("shows", "assets"):
            for source in sorted((HERE / folder).rglob("*")):
                if source.is_file() and "__pycache__" not in source.parts:
                    target = Path(self.build_lib, "livevis", source.relative_to(HERE))
                    target.parent.mkdir(parents=True, exist_ok=True)
                    self.copy_file(str(source), str(target))


setup(cmdclass={"build_py": BuildWithShows})
