"""The learned reader of relations: what a sentence states of two things that it names."""
