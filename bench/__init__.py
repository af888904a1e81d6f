"""Measurements: each module is a command (``python -m bench.parse``); ``python -m bench`` runs those of speed and
memory in turn.
"""
