"""Prints what kg requires beside scispaCy, a line each: what to install where numpy is 2 or Python is 3.13."""

from importlib.metadata import requires

for row in requires("kg") or []:
    if "extra ==" not in row and not row.startswith("scispacy"):
        print(row)
