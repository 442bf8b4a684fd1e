#!/usr/bin/env python3
# SPDX-FileCopyrightText: Stagewatch contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Says which signal came, cleans up and ends with the exit code that is its first argument."""
import signal
import sys
import time


def stop(number, _):
    print(f"got {signal.Signals(number).name}, saving", flush=True)
    sys.exit(int(sys.argv[1]))


for signal_number in (signal.SIGTERM, signal.SIGINT, signal.SIGUSR1):
    signal.signal(signal_number, stop)
print("ready", flush=True)
while True:
    time.sleep(0.1)
