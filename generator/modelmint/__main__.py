"""`python -m modelmint`."""

from modelmint.cli.main import main

if __name__ == "__main__":
    main()
