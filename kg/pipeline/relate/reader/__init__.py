"""The learned reader of studies: which drugs a document tested for which diseases, how, and with what result."""
