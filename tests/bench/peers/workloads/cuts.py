"""W1 and W2: ten cuts, and dissolves between four clips, to the null sink. What decoding costs."""
import os

from ..bench import OURS, Case, Goal, Run, workload
from ..timeline import cuts, ffmpeg, ges, melt, ours, project


def case(bench, id, title, timeline, goals):
    """The same timeline in all programs, to the null sink; each is checked once through x264."""
    document = project(timeline)

    def film(name):
        return os.path.join(bench.work, f"{id}_{name}".replace(" ", "_") + ".mp4")
    runs = {OURS: Run(ours(bench, document, id)), "ffmpeg": Run(ffmpeg(timeline))}
    encoded = {OURS: ours(bench, document, id, film(OURS), "--crf", "20", "--preset", "ultrafast"),
               "ffmpeg": ffmpeg(timeline, film("ffmpeg"), "ultrafast")}
    if bench.has("melt"):
        runs["mlt"] = Run(melt(timeline))
        encoded["mlt"] = melt(timeline, film("mlt"), "ultrafast")
    if bench.has("ges"):
        runs["ges"] = Run(ges(bench, timeline, id))
        encoded["ges"] = ges(bench, timeline, id, f"x264:{film('ges')}:ultrafast")
    checks = {name: lambda name=name: bench.check_film(encoded[name], film(name), timeline) for name in runs}
    return Case(id, title, runs, goals, timeline.frames, checks)


@workload("W1")
def w1(bench):
    sources = [bench.media.source(p) for p in "ABCD"]
    return case(bench, "W1", "ten cuts, 300 frames, null sink", cuts(sources, 10, 30),
                [Goal("cpu", 0.70, 0.62), Goal("rss", 0.45, 0.35), Goal("wall", 0.65, 0.57)])


@workload("W2")
def w2(bench):
    sources = [bench.media.source(p) for p in "ABCD"]
    return case(bench, "W2", "four clips, three dissolves of 1 s, 270 frames, null sink", cuts(sources, 4, 90, 30),
                [Goal("cpu", 0.70, 0.60)])
