"""``kg serve``: a graph over HTTP, for programs (``/api/v1``) and for people (the page). It only reads.

``serving`` runs the server; ``app`` puts it together: ``security`` lets requests in, ``requests`` reads them,
``operations`` and the modules that define some say what may be asked, ``snapshot`` is the graph that answers,
``work`` and ``answers`` bound what that takes.
"""
