"""Packs the egg that `scrapyd-deploy` sends; for nothing else. The wheel is built by hatchling, from pyproject.toml.

Name, version and the entry point that names the settings come from pyproject.toml as well.
"""

from setuptools import find_packages, setup

_PACKAGES = ("portals", "archive", "pipelines", "crawler", "cli")

setup(
    packages=find_packages(include=[pattern for name in _PACKAGES for pattern in (name, f"{name}.*")]),
    py_modules=["settings"],
    package_data={"": ["*.toml", "*.json", "words/*.toml"]},
)
