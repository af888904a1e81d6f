"""The graph comes back: files of other programs and of ``kg export`` as datasets, and exports asked with SPARQL."""
