from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from time import monotonic

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.placement import Spot, greedy, objective, plan_as_json, read_problem, solve, violations
from scheduler.placement.tasks import Found, Message
from scheduler.placement.workers import Workers
from tests.placement.weeks import judge, week


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6), flights=st.integers(0, 25), quotas=st.booleans())
def test_the_greedy_plan_keeps_every_rule(seed: int, flights: int, quotas: bool) -> None:
    document = week(seed, flights, quotas=quotas)
    plan = greedy(read_problem(document))
    value, faults = judge(document, plan_as_json(plan))
    assert faults == []
    assert plan.objective == pytest.approx(value)
    assert plan.bound >= plan.objective


@pytest.mark.parametrize(("seed", "quotas"), [(1, False), (2, True), (3, True)])
def test_a_solved_plan_keeps_every_rule_and_is_at_least_the_greedy_one(seed: int, quotas: bool) -> None:
    document = week(seed, 30, quotas=quotas)
    problem = read_problem(document)
    plan = solve(problem, 1.5)
    value, faults = judge(document, plan_as_json(plan))
    assert faults == []
    assert plan.objective == pytest.approx(value)
    assert greedy(problem).objective - 1e-9 <= plan.objective <= plan.bound
    assert violations(problem, plan.spots) == []


def test_the_bound_is_never_below_the_best_plan_there_is() -> None:
    for seed in range(4):
        problem = read_problem(week(seed, 3, days=1, a_day=4))
        choices = [Spot(flight.id, brk.id) for flight in problem.flights for brk in problem.breaks]
        plans = (p for n in range(len(choices) + 1) for p in itertools.combinations(choices, n))
        best = max(objective(problem, spots) for spots in plans if not violations(problem, spots))
        plan = solve(problem, 5)
        assert plan.bound >= best - 1e-9
        assert plan.objective == pytest.approx(best)
        assert plan.stopped_by == "proof"
        assert plan.gap == 0


def test_a_week_with_room_for_all_is_proven_without_a_solver() -> None:
    document = week(5, 3)
    for brk in document["breaks"]:
        brk["capacity_ms"] = 10**6
    document["agency_per_break"] = 99
    plan = solve(read_problem(document), 5)
    assert plan.stopped_by == "proof"
    assert plan.proven


def test_the_same_problem_gives_the_same_plan() -> None:
    problem = read_problem(week(7, 8))
    one, two = solve(problem, 10), solve(problem, 10)
    assert one.stopped_by in {"proof", "gap"}
    assert one.spots == two.spots


def test_published_spots_stay_when_nothing_changed() -> None:
    document = week(8, 12)
    first = solve(read_problem(document), 30)
    assert first.proven
    document["published"] = plan_as_json(first)["spots"]
    again = solve(read_problem(document), 30)
    assert set(again.spots) == set(first.spots)


def test_breaks_that_are_fixed_keep_exactly_what_was_published_even_against_the_rules() -> None:
    document = week(9, 12)
    first, second, third = (brk["id"] for brk in document["breaks"][:3])
    name = document["flights"][0]["id"]
    document["flights"][0] |= {"separation_min": 600, "dayparts": ["malam"]}
    document["published"] = [{"flight": name, "break": first}, {"flight": name, "break": second}]
    document["fixed_before"] = document["breaks"][2]["starts_at"]
    for plan in (greedy(read_problem(document)), solve(read_problem(document), 1)):
        early = {spot for spot in plan.spots if spot.break_id in {first, second}}
        assert early == {Spot(name, first), Spot(name, second)}
        assert third not in {spot.break_id for spot in plan.spots if spot.flight == name}


def test_separation_holds_across_midnight() -> None:
    document = week(10, 1, days=2, a_day=1)
    late, early = document["breaks"]
    late |= {"starts_at": "2026-12-01T03:50:00+07:00", "daypart": "pagi", "capacity_ms": 10**6}
    early |= {"starts_at": "2026-12-01T04:10:00+07:00", "daypart": "pagi", "capacity_ms": 10**6}
    flight = {"first_day": "2026-11-30", "last_day": "2026-12-01", "separation_min": 60, "dayparts": ["pagi"]}
    document["flights"][0] |= flight
    assert len(solve(read_problem(document), 3).spots) == 1


@pytest.mark.parametrize("limit", [0, 0.3])
def test_even_without_time_there_is_a_plan_with_its_bound(limit: float) -> None:
    document = week(11, 40, days=3)
    began = monotonic()
    plan = solve(read_problem(document), limit)
    assert monotonic() - began < limit + 10
    assert judge(document, plan_as_json(plan))[1] == []
    assert plan.bound >= plan.objective > 0


def test_when_the_solver_dies_the_greedy_plan_is_the_answer_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false" if Path("/bin/false").exists() else "/usr/bin/false")
    problem = read_problem(week(12, 30))
    plan = solve(problem, 5)
    assert plan.stopped_by == "failure"
    assert plan.spots == greedy(problem).spots
    assert any("died" in str(note) for note in plan.notes)


def test_a_worker_killed_midway_leaves_the_best_plan_so_far_and_that_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    heard = Workers.hear

    def hear_and_kill(self: Workers, seconds: float) -> list[tuple[int, Message]]:
        told = heard(self, seconds)
        if any(isinstance(message, Found) for _, message in told):
            self.processes[0].kill()
        return told

    monkeypatch.setattr(Workers, "hear", hear_and_kill)
    document = week(12, 60)
    problem = read_problem(document)
    plan = solve(problem, 20)
    assert plan.stopped_by == "failure"
    assert judge(document, plan_as_json(plan))[1] == []
    assert greedy(problem).objective <= plan.objective <= plan.bound
    assert "died" in str(plan_as_json(plan)["notes"])


def test_where_no_process_can_be_started_the_greedy_plan_is_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise BlockingIOError

    monkeypatch.setattr("subprocess.Popen", refused)
    problem = read_problem(week(12, 30))
    plan = solve(problem, 5)
    assert plan.stopped_by == "failure"
    assert plan.spots == greedy(problem).spots


def test_a_published_spot_that_is_no_more_to_be_is_not_kept() -> None:
    document = week(13, 5)
    document["published"] = [{"flight": "gone", "break": "b0-00"}]
    problem = read_problem(document)
    assert "gone" in str(problem.notes[0])
    assert "gone" not in {spot.flight for spot in solve(problem, 1).spots}


def test_a_flight_kept_out_of_a_break_is_not_placed_there() -> None:
    problem = read_problem(week(14, 1, days=1))
    flight = problem.flights[0]
    shut = replace(problem, flights=(replace(flight, excluded_breaks=frozenset(problem.break_by_id)),))
    assert solve(shut, 1).spots == ()


def test_a_break_at_the_moment_of_fixing_is_still_open() -> None:
    document = week(15, 3)
    document["fixed_before"] = document["breaks"][0]["starts_at"]
    assert read_problem(document).fixed == frozenset()
    assert datetime.fromisoformat(document["fixed_before"]).tzinfo is not None
