from __future__ import annotations

from datetime import timedelta

from tests.agent.conftest import DATE, START


def test_an_hour_is_played_item_after_item_and_reported_once(station, day, agent):
    items = day(*[(f"i{n}", 60, "spot" if n % 3 else "filler") for n in range(60)])
    station.publish(DATE, items)
    agent().run(START + timedelta(minutes=61))
    lines = [line for _, line in sorted(station.lines.items())][:60]
    assert [line["item_id"] for line in lines] == [item["id"] for item in items]
    assert {line["outcome"] for line in lines} == {"aired"}
    assert [line["started_at"] for line in lines] == [
        (START + timedelta(minutes=n)).isoformat(timespec="milliseconds") for n in range(60)
    ]
    assert station.arrivals == sorted(set(station.arrivals))
