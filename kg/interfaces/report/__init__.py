"""Reports: an answer with its method, charts and sentences as one file."""
