"""Stage ``relate``: what an annotated document claims."""
