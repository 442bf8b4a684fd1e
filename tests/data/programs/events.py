#!/usr/bin/env python3
# SPDX-FileCopyrightText: Stagewatch contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the events of the guide itself, between lines that are none. With "end", also the one that ends the run."""
import json
import sys


def event(event_type, **data):
    print(json.dumps({"event_type": event_type, "data": data}), flush=True)


print("an ordinary line")
event("stage_transition", stage="model_selection", progress=0.4)
event("decision", stage="model_selection", decision_type="model_architecture", decision="xgboost_clf",
      reasoning="tabular data", confidence=0.92)
print(json.dumps({"event_type": "connected"}), flush=True)  # only a server says that
print(json.dumps({"loss": float("nan")}))
if "end" in sys.argv:
    event("pipeline_completed", status="completed", result={"model_id": "model_xyz789"})
