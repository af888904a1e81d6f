"""kg: from biomedical abstracts to a knowledge graph with its evidence."""

__version__ = "0.1.0"
