"""The workshop of templates (mallipaja): which there are, what they may use, what is wrong."""
