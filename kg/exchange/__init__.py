"""How the graph leaves and comes back: exports, annotated documents, imports, and exports asked with SPARQL."""
