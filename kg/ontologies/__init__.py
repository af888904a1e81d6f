"""The lexicon's making: where its sources come from, how they are read and merged, and how it is written."""
