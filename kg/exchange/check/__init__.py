"""``kg check``: does a file or a graph hold what docs/rdf.md says that it holds?

``shapes`` is what RDF has to be like, as data; ``shacl`` writes it as SHACL for the programs of others, and ``rdf``
goes through a file by it. ``kgx``, ``tables`` and ``graph`` do the same for KGX, datasets and servers.
"""
