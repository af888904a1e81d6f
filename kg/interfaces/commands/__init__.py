"""The commands: each parses its options, calls one function and prints. Nothing heavy is imported until a command
runs.
"""
