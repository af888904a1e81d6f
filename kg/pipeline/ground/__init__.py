"""Says which entity a mention stands for, and why.

A mention's way: ``grounder`` (the door) makes it a case (``cases``, ``case``), asks the resolvers of the profile in
their order (``profiles``), and then looks at the whole document (``foreign_proteins``, ``homonyms``, ``together``).

=====================  ===============================================================================================
which names            ``lexicon_names``, ``elements``, ``rank`` (how well), ``evidence`` (how strongly), ``fuller``
which of several       ``by_name``, ``document_context``, ``namesakes``
what annotators say    ``learned`` (their table), ``annotated_ids``, ``annotators`` (where they count)
drugs, diseases        ``plain_names`` with ``drug_spellings``, ``likeness``, ``narrower``; ``corpus_names``
genes                  ``plain_genes``, ``corpus_genes``, ``gene_ids``, ``spellings``, ``species``, ``species_words``,
                       ``topic``, ``gene_families``
what orders these      ``resolvers``, ``lists``, ``classes``
given with the input   ``given_ids``
=====================  ===============================================================================================

*Plain* is where nobody's guideline is followed, *corpus* where that of a corpus is. One word for one thing: a mention
has a *surface* and a *name* (its long form, where the document defines one); *rows* of the lexicon have the name; each
entity among them is *scored*; what is printed of it is a *candidate*.
"""
