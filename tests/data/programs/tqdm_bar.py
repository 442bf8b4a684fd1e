#!/usr/bin/env python3
# SPDX-FileCopyrightText: Stagewatch contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A training with the tqdm library itself: bars one after the other, and log lines written above them."""
import logging
import time

from tqdm import tqdm
from tqdm.contrib.logging import logging_redirect_tqdm

EPOCHS, BATCHES = 2, 30

logging.basicConfig(level=logging.INFO, format="%(levelname)s:%(name)s:%(message)s")
log = logging.getLogger("train")

with logging_redirect_tqdm():
    for epoch in range(1, EPOCHS + 1):
        bar = tqdm(range(BATCHES), desc=f"Epoch {epoch}/{EPOCHS}", mininterval=0)
        for batch in bar:
            bar.set_postfix(loss=1 / (epoch + batch))
            if batch == BATCHES // 2:
                log.warning("the loss of epoch %d falls slowly", epoch)
            time.sleep(0.01)
log.info("done")
