"""Word: a template's marks filled inside a sandbox, the plan's texts placed afterwards."""
