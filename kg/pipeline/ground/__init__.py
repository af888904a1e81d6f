"""Says which entity a mention stands for, and why."""
