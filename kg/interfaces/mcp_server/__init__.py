"""``kg mcp``: the query pack as tools of the Model Context Protocol, for language models to ask."""
