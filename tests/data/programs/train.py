#!/usr/bin/env python3
# SPDX-FileCopyrightText: Stagewatch contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A training as people write it: Python's logging on stderr, a bar that redraws itself, results on stdout."""
import logging
import sys
import time

EPOCHS, BATCHES = 3, 8

logging.basicConfig(level=logging.DEBUG, format="%(asctime)s - %(name)s - %(levelname)s - %(message)s")
log = logging.getLogger("train")


def bar(epoch, batch, loss):
    share = batch / BATCHES
    blocks = "█" * round(10 * share)
    sys.stderr.write(f"\rEpoch {epoch}/{EPOCHS}: {share:4.0%}|{blocks:<10}| {batch}/{BATCHES} "
                     f"[00:{batch:02}<00:{BATCHES - batch:02},  1.00it/s, loss={loss:.3f}]")
    sys.stderr.flush()


def main():
    log.info("loading the data")
    print("rows: 15000")
    log.warning("no GPU was found")
    for epoch in range(1, EPOCHS + 1):
        for batch in range(BATCHES + 1):
            bar(epoch, batch, 1 / (epoch + batch))
            time.sleep(0.02)
        sys.stderr.write("\n")
    log.debug("the weights are saved")
    print("accuracy: 0.93", end="")  # no line break at the end


main()
