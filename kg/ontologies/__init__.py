"""The lexicon: where its sources come from, how it is built, and how it is read."""
