#!/usr/bin/env python3
# SPDX-FileCopyrightText: Stagewatch contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ends with a traceback, in the middle of its work."""


def load(path):
    raise ValueError(f"{path} has no column 'label'")


print("loading data.csv")
load("data.csv")
