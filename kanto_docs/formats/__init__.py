"""One file a format: reports in, text out."""
