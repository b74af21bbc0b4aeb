"""Runs Ralph's learning record store on a free port of this machine; its number is written to the file named.

The file-system backend opens its file in "create" mode, which takes one batch and no more: here it appends.
"""

import socket
import sys

import uvicorn
from ralph.api import app
from ralph.backends.data.base import BaseOperationType
from ralph.backends.lrs.fs import FSLRSBackend

FSLRSBackend.default_operation_type = BaseOperationType.APPEND

listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
listening.bind(("127.0.0.1", 0))
with open(sys.argv[1], "w", encoding="ascii") as file:
    file.write(f"{listening.getsockname()[1]}\n")
uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listening])
