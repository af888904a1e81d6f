"""What is done with gold data: models are trained on it (``training``) and what is found is measured against it
(``evaluate``).
"""
