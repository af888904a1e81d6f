"""The lexicon as it is read at run time: names, entities, hierarchy and cross-references, memory-mapped."""
