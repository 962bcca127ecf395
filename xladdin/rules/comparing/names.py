"""Names of projects as far as they tell them apart from year to year."""

import re

from xladdin.domain.text import squeeze

_YEAR = re.compile(
    r"[(]?(?<!\d)(?:19|20)\d\d年度?[)]?|^(?:19|20)\d\d(?![\d年户人个名次项处件台套万元米])"
)


def name_without_year(name: str) -> str:
    """A project's name without the years in it: 2024年公益岗人员费用 is 公益岗人员费用.

    A name that is nothing but a year stays one.
    """
    plain = squeeze(name)
    return _YEAR.sub("", plain) or plain
