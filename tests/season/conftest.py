"""The season is played once; each test looks at a part of what it showed."""

import time
from collections.abc import Iterator

import pytest

from tests.season.office import in_the_season
from tests.season.story import Season, play


@pytest.fixture(scope="package")
def season(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Season]:
    if not hasattr(time, "tzset"):
        pytest.skip("the time zone of this process can't be set here")
    with in_the_season():
        played = Season(tmp_path_factory.mktemp("申报季"))
        play(played)
        yield played
