"""W9: forty frames of a timeline in random order, in one process that stays; from the sources and from proxies."""
import os
import random

from ..bench import OURS, Case, Goal, Run, workload
from ..timeline import cuts, ges, melt_document, project, write_json


@workload("W9")
def w9(bench):
    sources = [bench.media.source(p) for p in "ABCD"]
    timeline = cuts(sources, 10, 60)
    order = random.Random(5)
    asked = [order.randrange(timeline.frames) for _ in range(40)]
    numbers = ",".join(map(str, asked))
    expected = timeline.expected()

    def parse(output):
        answers = [line.split() for line in output.splitlines() if len(line.split()) == 4]
        times = sorted(1000 * float(a[1]) for a in answers)
        wrong = sum((int(a[2]), int(a[3])) != expected[int(a[0])] for a in answers) + abs(len(asked) - len(answers))
        return {"p50_ms": times[len(times) // 2], "p95_ms": times[int(len(times) * 0.95)], "wrong": wrong}

    scrub = os.path.join(bench.build, "bin", "rushes_scrub")
    document = write_json(bench, "W9.json", project(timeline))
    runs = {OURS: Run([scrub, document, numbers], parse)}
    if bench.has("mlt7"):
        path = os.path.join(bench.work, "W9.mlt")
        with open(path, "w") as f:
            f.write(melt_document(timeline))
        runs["mlt"] = Run([bench.system_python, os.path.join(bench.here, "melt_scrub.py"), path, numbers], parse)
    if bench.has("ges"):
        runs["ges"] = Run(ges(bench, timeline, "W9", f"scrub:{numbers}"), parse)
    return Case("W9", "40 frames in random order", runs, [Goal("cpu", 0.40, 0.34), Goal("p50_ms", 0.60, 0.55, "p50 of a frame")],
                frames=len(asked))
