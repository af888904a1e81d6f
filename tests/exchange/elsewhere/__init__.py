"""What ``kg export`` writes, loaded into other people's programs: they count and answer what the dataset holds."""
