"""The Neo4j store: the graph of a dataset on a server, over Bolt, by the official driver."""
