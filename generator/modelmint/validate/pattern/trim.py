"""A pattern without what makes no difference to whether it is found."""

from __future__ import annotations

from modelmint.validate.pattern.tree import Branch, Repeat, Sequence, Tree


def trimmed(branch: Branch) -> Branch:
    """The branch that is found in the same texts, with no repetition longer than it must be where a match may start or
    end anywhere: `b+$` is found where `b$` is, and trying every `b` as the first takes time without end.
    """
    tree = branch.tree if branch.end else _without(branch.tree, -1)
    return Branch(tree if branch.start else _without(tree, 0), branch.start, branch.end)


def _without(tree: Tree, place: int) -> Tree:
    """What must be found, for the first part of a sequence (place 0) or the last (place -1)."""
    if isinstance(tree, Sequence) and tree.parts:
        outer = _without(tree.parts[place], place)
        rest = tree.parts[1:] if place == 0 else tree.parts[:-1]
        if outer == Sequence(()):
            return _without(Sequence(rest), place)
        return Sequence((outer, *rest) if place == 0 else (*rest, outer))
    if isinstance(tree, Repeat):
        if tree.least == 1:
            return _without(tree.part, place)
        return Repeat(tree.part, tree.least, tree.least) if tree.least else Sequence(())
    return tree
