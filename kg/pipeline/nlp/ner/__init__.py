"""Named entity recognition: a convolution network that tags drugs, diseases and targets."""
