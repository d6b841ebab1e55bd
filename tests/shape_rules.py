"""Rules about source text. Each takes the text of one module and gives the lines that break it."""

import ast
from collections.abc import Iterator
from sys import stdlib_module_names

LONGEST_LITERAL_CHARS = 20
ENVIRONMENT = {"environ", "environb", "getenv"}
CLOCK_OF_TIME = {"time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns", "process_time"}
CLOCKS = {
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "time": CLOCK_OF_TIME | {"localtime", "gmtime"},
    "func": {"now", "current_timestamp", "current_date"},
    "loop": {"time"},
    "get_running_loop": {"time"},
    "get_event_loop": {"time"},
}


def last_name(node: ast.expr) -> str:
    """Give `c` of `a.b.c`, `a` of `a` and nothing of anything else."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def waits(source: str) -> list[int]:
    """Lines that wait."""
    waiting = ast.AsyncFunctionDef | ast.Await | ast.AsyncFor | ast.AsyncWith
    return [
        node.lineno if isinstance(node, ast.stmt | ast.expr) else 0
        for node in ast.walk(ast.parse(source))
        if isinstance(node, waiting) or (isinstance(node, ast.comprehension) and node.is_async)
    ]


def foreign_imports(source: str) -> list[int]:
    """Lines that import something that is neither of the standard library nor of `dialogs`."""
    welcome = stdlib_module_names | {"dialogs"}

    def names(node: ast.AST) -> list[str]:
        if isinstance(node, ast.Import):
            return [alias.name.partition(".")[0] for alias in node.names]
        return [(node.module or "").partition(".")[0]] if isinstance(node, ast.ImportFrom) else []

    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Import | ast.ImportFrom) and not welcome.issuperset(names(node))
    ]


def platform_names(source: str) -> list[int]:
    """Lines that name a platform."""
    return [
        number
        for number, line in enumerate(source.splitlines(), start=1)
        if any(platform in line.casefold() for platform in ("slack", "teams"))
    ]


def sentences(source: str) -> list[int]:
    """Lines with a literal that people could be meant to read: a blank in it, longer than a few words, no docstring."""
    tree = ast.parse(source)
    docstrings = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }

    def texts(node: ast.AST) -> Iterator[tuple[int, str]]:
        if isinstance(node, ast.JoinedStr):
            yield node.lineno, "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docstrings:
            yield node.lineno, node.value
        if not isinstance(node, ast.JoinedStr):
            for child in ast.iter_child_nodes(node):
                yield from texts(child)

    return [line for line, text in texts(tree) if " " in text and len(text) > LONGEST_LITERAL_CHARS]


def environment_reads(source: str) -> list[int]:
    """Lines that read the environment."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if (isinstance(node, ast.Attribute) and node.attr in ENVIRONMENT)
        or (isinstance(node, ast.ImportFrom) and node.module == "os" and ENVIRONMENT & {a.name for a in node.names})
    ]


def clock_reads(source: str) -> list[int]:
    """Lines that read a clock."""

    def reads(node: ast.AST) -> bool:
        if isinstance(node, ast.ImportFrom):
            return node.module == "time" and bool(CLOCK_OF_TIME & {alias.name for alias in node.names})
        if not isinstance(node, ast.Attribute):
            return False
        owner = last_name(node.value.func) if isinstance(node.value, ast.Call) else last_name(node.value)
        return node.attr in CLOCKS.get(owner, ())

    return [getattr(node, "lineno", 0) for node in ast.walk(ast.parse(source)) if reads(node)]


def catch_alls(source: str) -> list[int]:
    """Lines that catch everything."""

    def types(node: ast.ExceptHandler) -> list[ast.expr]:
        return node.type.elts if isinstance(node.type, ast.Tuple) else [node.type] if node.type else []

    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or any(last_name(one) in {"Exception", "BaseException"} for one in types(node)))
    ]
