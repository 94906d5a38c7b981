"""Publishing: Parquet tables with a dataset card, moved into place as one."""
