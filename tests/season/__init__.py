"""A whole season of submissions, scripted: three rounds, twelve units, every kind of mishap."""
