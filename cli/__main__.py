"""`python -m cli` is `govnews`."""

from cli.main import main

if __name__ == "__main__":
    main()
