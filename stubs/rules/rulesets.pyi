from rules import Predicate

default_rules: dict[str, Predicate]
