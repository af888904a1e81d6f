"""Asking a graph: the query pack and a user's own statements, the values they take, the names in these, and the
sentences behind a row.
"""
