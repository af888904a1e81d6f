"""What ``import kg`` offers: one module a verb. The commands of ``kg.interfaces.commands`` call these functions, or
what these call; nothing below imports them.
"""
