"""SPARQL for a server: a process of its own keeps the RDF of a dataset in memory, and a copy of that process answers
each question.

``keeper`` is that process, ``answering`` what a copy of it does, ``messages`` what goes to and fro, ``kept_rdf`` the
server's side of it, ``description`` what the service says of itself.
"""
