"""The version of govnews. Packages' metadata would not do: scrapyd runs the project where none is found."""

from typing import Final

VERSION: Final = "0.1.0"
