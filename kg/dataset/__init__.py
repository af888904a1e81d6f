"""The dataset on disk: Parquet tables and their ledger."""
