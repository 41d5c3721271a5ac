"""The words of a template, as a translator gets them: each branch once, and three dots for what a page fills in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from django.template import Engine, NodeList, Template
from django.template.base import FilterExpression, Node, TextNode, VariableNode
from django.template.defaulttags import ForNode, IfNode, WithNode
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode
from django.utils.functional import cached_property
from django.utils.html import escape

from steamie.rules.phrases import DOTS

SHOWN = ("title", "before_main", "content")  # the blocks of a page in which its own words are
MOST = 200  # times a template is drawn: more than any of ours has branches
Words = dict[str, str]


@dataclass
class _Drawing:
    """One template with what it builds on, drawn again until every branch was taken."""

    name: str
    taken: set[tuple[int, int]] = field(default_factory=set)
    loaded: dict[str, Template] = field(default_factory=dict)

    def every(self) -> Iterator[str]:
        """HTML of the page, with one more branch of each question each time."""
        for _ in range(MOST):
            before = len(self.taken)
            yield self._once()
            if len(self.taken) == before:
                return

    def _once(self) -> str:
        blocks = self.blocks
        if not any(isinstance(node, ExtendsNode) for node in self._template(self.name).nodelist):
            return self._nodes(self._template(self.name).nodelist, {})
        return "".join(f"<div>{self._node(blocks[name], {})}</div>" for name in SHOWN if name in blocks)

    @cached_property
    def blocks(self) -> dict[str, BlockNode]:
        """The blocks that hold: those of the template itself before those it builds on."""
        blocks: dict[str, BlockNode] = {}
        name: str | None = self.name
        while name:
            nodes = self._template(name).nodelist
            parent = next((node for node in nodes if isinstance(node, ExtendsNode)), None)
            inner = nodes.get_nodes_by_type(BlockNode)
            for block in cast(list[BlockNode], inner):
                blocks.setdefault(str(block.name), block)
            name = _parent_of(parent)
        return blocks

    def _template(self, name: str) -> Template:
        if name not in self.loaded:
            self.loaded[name] = Engine.get_default().get_template(name)
        return self.loaded[name]

    def _nodes(self, nodes: NodeList, words: Words) -> str:
        return "".join(self._node(node, words) for node in nodes)

    def _node(self, node: Node, words: Words) -> str:
        match node:
            case TextNode():
                return node.s
            case VariableNode():
                return self._value(node, words)
            case IfNode():
                return self._branch(node, words)
            case IncludeNode():
                return self._included(node, words)
        return self._inside(node, words)

    def _inside(self, node: Node, words: Words) -> str:
        match node:
            case ForNode():
                inner = (cast(NodeList, node.nodelist_loop), cast(NodeList, node.nodelist_empty))
                return "".join(self._nodes(nodes, words) for nodes in inner)
            case BlockNode():
                return self._nodes(self.blocks.get(str(node.name), node).nodelist, words)
            case WithNode():
                return self._nodes(node.nodelist, words | _constants(node.extra_context, words))
        wrapped = getattr(node, "nodelist", None)  # of what only says how to write, such as without escaping
        return self._nodes(wrapped, words) if isinstance(wrapped, NodeList) else ""

    def _branch(self, node: IfNode, words: Words) -> str:
        branches: list[NodeList] = [NodeList(nodes) for _, nodes in node.conditions_nodelists]
        if not any(condition is None for condition, _ in node.conditions_nodelists):
            branches.append(NodeList())
        number = next((n for n, nodes in enumerate(branches) if self._is_new(node, n, nodes)), 0)
        self.taken.add((id(node), number))
        return self._nodes(branches[number], words)

    def _is_new(self, node: IfNode, number: int, nodes: NodeList) -> bool:
        """Whether this branch was not taken yet, or a question inside it has one left."""
        if (id(node), number) not in self.taken:
            return True
        inner = cast(list[IfNode], nodes.get_nodes_by_type(IfNode))
        return any(self._has_more(one) for one in inner)

    def _has_more(self, node: IfNode) -> bool:
        least = len(node.conditions_nodelists)
        numbers = range(least if any(condition is None for condition, _ in node.conditions_nodelists) else least + 1)
        return any((id(node), number) not in self.taken for number in numbers)

    def _value(self, node: VariableNode, words: Words) -> str:
        expression = node.filter_expression
        if expression.filters and expression.filters[-1][0].__name__ == "pluralize":
            first = (id(node), 0) not in self.taken
            self.taken.add((id(node), 0 if first else 1))
            return "" if first else "s"
        return _constant(expression, words) or DOTS

    def _included(self, node: IncludeNode, words: Words) -> str:
        name = _constant(node.template, words)
        if not name or name == "parts/icon.html":
            return ""
        constants = _constants(node.extra_context, words)
        return self._nodes(self._template(name).nodelist, constants if node.isolated_context else words | constants)


def _constant(expression: FilterExpression, words: Words) -> str:
    """The words of it where it stands for words, such as in an include that names them; else nothing."""
    if isinstance(expression.var, str):
        return escape(expression.var)
    return words.get(str(expression.var), "")


def _parent_of(node: Node | None) -> str | None:
    """The template that one builds on, where it is named in words."""
    name = node.parent_name if isinstance(node, ExtendsNode) else None
    return str(name.var) if isinstance(name, FilterExpression) else None


def _constants(extra: dict[str, FilterExpression], words: Words) -> Words:
    return {name: value for name, expression in extra.items() if (value := _constant(expression, words))}


def drawn(name: str) -> Iterator[str]:
    """HTML of a template as often as it takes to see every branch, with dots for what is filled in."""
    return _Drawing(name).every()
