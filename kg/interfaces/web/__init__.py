"""The door of a browser and of other programs: the REST interface and the explorer, as ``kg serve`` serves them."""
