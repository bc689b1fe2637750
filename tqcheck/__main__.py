"""Run as `python -m tqcheck`."""

from tqcheck.cli import main

if __name__ == "__main__":
    main()
