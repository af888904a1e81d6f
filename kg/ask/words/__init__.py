"""Questions in words: the words and the names in them, and the query of the pack that answers.

``drug_words``, ``evidence_words``, ``topic_words`` and ``filler`` have the words, ``phrases`` finds them, ``tokens``
takes a text apart, ``names`` finds entities, ``values`` numbers and identifiers, ``spelling`` mistakes, ``reading`` all
of that in one question, ``asks`` what the queries say they answer, ``matching`` the query that fits. Where none fits,
``near`` says which may be meant, ``unread`` whether unknown words may be left out, and ``bounds`` has those that may
not.
"""
