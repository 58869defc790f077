"""`python -m modelmint`."""

from modelmint.cli.main import program

if __name__ == "__main__":
    program()
