"""Settings for all tests."""

from hypothesis import settings

# a loaded machine is no defect: speed is measured in benchmarks/
settings.register_profile("xladdin", deadline=None)
settings.load_profile("xladdin")
