"""How people reach all this: the command line (``cli``, ``commands``) and Python (``api``), which do the same."""
