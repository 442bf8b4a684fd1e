#!/usr/bin/env python3
# SPDX-FileCopyrightText: Stagewatch contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A training run as anybody would write it: it logs, it counts its epochs, and before it trains for long it asks a person.

    stagewatch exec --project churn -- python3 docs/examples/train.py

Nothing in it knows Stagewatch but the one question, which any program can ask the same way."""
import json
import logging
import math
import subprocess
import sys
import time

EPOCH_SECONDS = float(sys.argv[1]) if len(sys.argv) > 1 else 0.5

logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s", stream=sys.stdout)
logging.info("Read 8,043 rows with 21 columns")
logging.warning("Column total_charges has 11 missing values; filled with the median")

proposal = {"model": "gradient_boosting", "learning_rate": 0.1, "epochs": 6}
answer = subprocess.run(["stagewatch", "ask", "--data", "-", "Train this model?"], input=json.dumps(proposal), stdout=subprocess.PIPE,
                        text=True, check=False)
if answer.returncode != 0:
    sys.exit("The model was not approved.")
proposal = json.loads(answer.stdout)
logging.info("Approved: %s, learning rate %s", proposal["model"], proposal["learning_rate"])

epochs = int(proposal["epochs"])
for epoch in range(1, epochs + 1):
    time.sleep(EPOCH_SECONDS)
    loss = math.exp(-epoch * float(proposal["learning_rate"]) * 3)
    print(f"Epoch {epoch}/{epochs} - loss: {loss:.4f}")
logging.info("Trained")
