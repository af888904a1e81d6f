"""Training of the models that ship with kg; needs the packages of ``pip install 'kg[train]'``, which are imported when
a command trains.
"""
