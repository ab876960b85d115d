"""A TOPTW instance solved by a general solver: one JSON object with the ids of every route.

    python run.py pyvrp|ortools-gls|ortools-tabu INSTANCE ROUTES SECONDS [SEED]

Seconds are the processor's time of this process, whatever else the machine does. What is built before the search, and
OR-Tools' first solution, are not held against anybody: the clock begins with the call of the solver.
"""

import json
import math
import sys
import time
from pathlib import Path

# A place is worth so much more than any detour that profit always comes first.
WORTH = 1000


class Instance:
    """Points in whole units: tenths for Solomon's instances, which have whole coordinates, hundredths for Cordeau's."""

    def __init__(self, file):
        rows = [line.split() for line in Path(file).read_text().splitlines()[2:] if line.strip()]
        self.ids = [int(row[0]) for row in rows]
        points = [(round(float(row[1]) * 1000), round(float(row[2]) * 1000)) for row in rows]
        unit = 10 if all(x % 1000 == 0 and y % 1000 == 0 for x, y in points) else 100
        self.stay = [round(float(row[3]) * unit) for row in rows]
        self.profit = [round(float(row[4])) for row in rows]
        self.open = [round(float(row[-2]) * unit) for row in rows]
        self.close = [round(float(row[-1]) * unit) for row in rows]
        # Rounded down: the root of a whole number of thousandths is exact below a decimal.
        self.way = [
            [math.isqrt((ax - bx) ** 2 + (ay - by) ** 2) * unit // 1000 for bx, by in points] for ax, ay in points
        ]


class Clock:
    """The processor's time since the first question."""

    def __init__(self, seconds):
        self.seconds, self.begun = seconds, None

    def over(self):
        if self.begun is None:
            self.begun = time.process_time()
        return time.process_time() - self.begun > self.seconds


def pyvrp(instance, routes, seconds, seed):
    from pyvrp import Model

    model = Model()
    size = len(instance.ids)
    locations = [model.add_location(0, 0) for _ in range(size)]
    depot = model.add_depot(locations[0])
    model.add_vehicle_type(
        num_available=routes, start_depot=depot, end_depot=depot, tw_early=instance.open[0], tw_late=instance.close[0]
    )
    for at in range(1, size):
        model.add_client(
            locations[at],
            service_duration=instance.stay[at],
            tw_early=instance.open[at],
            tw_late=instance.close[at],
            prize=WORTH * instance.profit[at],
            required=False,
        )
    for a in range(size):
        for b in range(size):
            if a != b:
                model.add_edge(locations[a], locations[b], instance.way[a][b], instance.way[a][b])
    clock = Clock(seconds)
    result = model.solve(lambda _: clock.over(), seed=seed, collect_stats=False, display=False)
    if not result.is_feasible():
        return []
    return [[1 + visit.idx for visit in route if visit.is_client()] for route in result.best.routes()]


def ortools(instance, routes, seconds, metaheuristic):
    from ortools.constraint_solver import pywrapcp, routing_enums_pb2

    manager = pywrapcp.RoutingIndexManager(len(instance.ids), routes, 0)
    model = pywrapcp.RoutingModel(manager)
    model.SetArcCostEvaluatorOfAllVehicles(model.RegisterTransitMatrix(instance.way))
    stay = instance.stay
    time_matrix = [[stay[a] + way for way in row] for a, row in enumerate(instance.way)]
    horizon = instance.close[0]
    model.AddDimension(model.RegisterTransitMatrix(time_matrix), horizon, horizon, False, "time")
    clocked = model.GetDimensionOrDie("time")
    for at in range(1, len(instance.ids)):
        index = manager.NodeToIndex(at)
        model.AddDisjunction([index], WORTH * instance.profit[at])
        if instance.open[at] > min(instance.close[at], horizon):
            model.solver().Add(model.ActiveVar(index) == 0)
        else:
            clocked.CumulVar(index).SetRange(instance.open[at], min(instance.close[at], horizon))
    clock = Clock(seconds)
    model.AddSearchMonitor(model.solver().CustomLimit(clock.over))
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    parameters.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    parameters.local_search_metaheuristic = getattr(routing_enums_pb2.LocalSearchMetaheuristic, metaheuristic)
    # Only a bound for a clock that is never asked.
    parameters.time_limit.FromSeconds(math.ceil(60 * seconds))
    solution = model.SolveWithParameters(parameters)
    if solution is None:
        return []
    plan = []
    for vehicle in range(routes):
        index, visits = solution.Value(model.NextVar(model.Start(vehicle))), []
        while not model.IsEnd(index):
            visits.append(manager.IndexToNode(index))
            index = solution.Value(model.NextVar(index))
        plan.append(visits)
    return plan


def main():
    solver, file, routes, seconds, *rest = sys.argv[1:]
    instance, routes, seconds = Instance(file), int(routes), float(seconds)
    begun = time.process_time()
    if solver == "pyvrp":
        plan = pyvrp(instance, routes, seconds, int(rest[0]) if rest else 1)
    else:
        metaheuristic = {"ortools-gls": "GUIDED_LOCAL_SEARCH", "ortools-tabu": "TABU_SEARCH"}[solver]
        plan = ortools(instance, routes, seconds, metaheuristic)
    spent = time.process_time() - begun
    print(json.dumps({"plan": [[instance.ids[at] for at in route] for route in plan], "seconds": round(spent, 2)}))


if __name__ == "__main__":
    main()
