"""Named entity recognition: a convolution network in numpy that tags drugs, diseases and targets."""
