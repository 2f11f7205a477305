"""Placement: which spot goes into which break, as valuable as can be, proven, explained and steady."""

from scheduler.placement.break_order import order_in_break
from scheduler.placement.plan import Plan, Unplaced, plan_as_json
from scheduler.placement.problem import Break, Flight, PlacementError, Problem, Spot
from scheduler.placement.reading import read_problem
from scheduler.placement.remark import Remark
from scheduler.placement.solve import greedy, refit, solve
from scheduler.placement.suggestions import Suggestion, check_suggestion, further_suggestions, suggestions
from scheduler.placement.value import objective, violations
from scheduler.placement.why_here import why_here

__all__ = [
    "Break",
    "Flight",
    "PlacementError",
    "Plan",
    "Problem",
    "Remark",
    "Spot",
    "Suggestion",
    "Unplaced",
    "check_suggestion",
    "further_suggestions",
    "greedy",
    "objective",
    "order_in_break",
    "plan_as_json",
    "read_problem",
    "refit",
    "solve",
    "suggestions",
    "violations",
    "why_here",
]
