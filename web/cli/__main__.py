"""`python -m web.cli`, as the supervisor starts its children."""

from web.cli.group import main

if __name__ == "__main__":
    main()
