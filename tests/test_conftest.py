"""The floor the tests stand on holds."""

import os
import socket

import pytest


def test_another_machine_is_out_of_reach() -> None:
    with socket.socket() as plug, pytest.raises(OSError, match="tests have no network"):
        plug.connect(("192.0.2.1", 80))
    with socket.socket() as plug, pytest.raises(OSError, match="tests have no network"):
        plug.connect_ex(("192.0.2.1", 80))
    with socket.socket(type=socket.SOCK_DGRAM) as plug, pytest.raises(OSError, match="tests have no network"):
        plug.sendto(b"x", ("192.0.2.1", 80))
    with pytest.raises(OSError, match="tests have no network"):
        socket.getaddrinfo("example.org", 80)


def test_this_machine_is_in_reach() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()


def test_the_environment_is_quiet() -> None:
    assert os.environ["HF_HUB_OFFLINE"] == "1"
    assert os.environ["OMP_NUM_THREADS"] == "1"
    assert "SDL_VIDEODRIVER" in os.environ
