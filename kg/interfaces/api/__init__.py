"""What ``import kg`` offers: one module a verb. The commands of ``kg.interfaces.commands`` call these functions; nothing below
imports them.
"""
