"""kanto-docs: a Finnish association's project plan, checked and turned into documents."""

__version__ = "0.1.0"
