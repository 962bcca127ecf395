"""What two editions of the same targets have in common and what changed, matched by meaning.

Rule D06, the command ``compare`` and the summary's 对比 and 改动 all tell what is found here.
"""
