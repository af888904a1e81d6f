"""Finds sentences and mentions in a document."""
