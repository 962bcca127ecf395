"""Facts about budget projects: pure, standard library only."""
