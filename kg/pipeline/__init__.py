"""From files to a dataset: the stages ``sources``, ``nlp``, ``ground`` and ``relate``, which do not know one another,
and what runs them.
"""
