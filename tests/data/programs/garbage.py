#!/usr/bin/env python3
# SPDX-FileCopyrightText: Stagewatch contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes all sorts of bytes to both streams: every byte value, long lines, broken UTF-8, no line break at the end."""
import os
import random

random.seed(42)
for stream in (1, 2):
    data = bytes(range(256)) * 8 + random.randbytes(300_000) + b"\r\n\r\r\x1b[31m" + "größer".encode()[:-1]
    data += b"x" * 700_000 + b"\n" + b"\xff\xfe\x00" + b"the end"
    while data:  # in pieces that respect nothing
        size = random.randrange(1, 70_000)
        os.write(stream, data[:size])
        data = data[size:]
