"""A timeline in frames, and what each program needs to render it."""
import json
import os
from dataclasses import dataclass, field

TICKS = 705600000


@dataclass
class Clip:
    source: object  # media.Source
    first: int      # of the source
    frames: int
    at: int         # on the timeline
    effects: list = field(default_factory=list)  # ours: {"plugin": ..., "params": {...}}


@dataclass
class Timeline:
    clips: list
    rate: str = "30"
    dissolve: int = 0  # frames by which neighbours overlap

    @property
    def frames(self):
        return max(c.at + c.frames for c in self.clips)

    @property
    def sources(self):
        return list({c.source.path: c.source for c in self.clips}.values())

    def ticks(self, frame):
        fps_num, fps_den = ([int(x) for x in self.rate.split("/")] + [1])[:2]
        return frame * TICKS * fps_den // fps_num

    def expected(self):
        """Timeline frame -> (file, frame) of its barcode, where one clip alone shows."""
        shown = {}
        for c in self.clips:
            for k in range(c.frames):
                shown.setdefault(c.at + k, []).append((c.source.number, c.first + k))
        return {n: codes[0] for n, codes in shown.items() if len(codes) == 1}


def cuts(sources, clips, frames, overlap=0, rate="30"):
    """Clips from all over the sources, one after the other; none begins on a keyframe."""
    out, at = [], 0
    for i in range(clips):
        source = sources[i % len(sources)]
        first = 37 + i * 97 % max(1, source.frames - frames - 40)
        first += first % 60 == 0
        out.append(Clip(source, first, frames, at))
        at += frames - overlap
    return Timeline(out, rate, overlap)


# ---- Rushes

def project(timeline, canvas=(1920, 1080)):
    """The project document. Overlapping neighbours become clips that touch in the middle, with a dissolve over the cut."""
    ids = {s.path: f"a{i}" for i, s in enumerate(timeline.sources)}
    half = timeline.dissolve // 2
    items = []
    for i, c in enumerate(timeline.clips):
        head = half if i else 0
        tail = timeline.dissolve - half if i + 1 < len(timeline.clips) else 0
        first, last = c.first + head, c.first + c.frames - tail
        if i and timeline.dissolve:
            items.append({"type": "transition", "id": f"x{i}", "plugin": "org.rushes.dissolve",
                          "in_offset": timeline.ticks(half), "out_offset": timeline.ticks(timeline.dissolve - half)})
        items.append({"type": "clip", "id": f"c{i}", "source": {"kind": "asset", "id": ids[c.source.path]},
                      "source_range": [timeline.ticks(first), timeline.ticks(last)],
                      "duration": timeline.ticks(last - first),
                      "effects": [{"id": f"e{i}_{k}", **e} for k, e in enumerate(c.effects)]})
    return {"rushes_project": 1, "id": "bench",
            "canvas": {"width": canvas[0], "height": canvas[1], "rate": timeline.rate},
            "assets": [{"id": ids[s.path], "kind": "clip", "uri": s.path} for s in timeline.sources],
            "timeline": {"tracks": [{"id": "v", "kind": "video", "items": items}]}}


def write_json(bench, name, document):
    path = os.path.join(bench.work, name)
    with open(path, "w") as f:
        json.dump(document, f)
    return path


def ours(bench, document, name, out="null:", *options):
    """The command that renders a project document."""
    return [bench.rushes, "render", write_json(bench, name + ".json", document), "-o", out, "--quiet", *options]


# ---- the peers; out: None = the null sink

def seconds(frames, rate):
    return frames / eval(rate)


def encoder(out, preset="veryfast"):
    """x264 as all of them are told to run it: same preset, quality, group length and B-frames."""
    return ["-c:v", "libx264", "-preset", preset, "-crf", "20", "-g", "60", "-bf", "2", "-pix_fmt", "yuv420p", "-an", out]


def ffmpeg_inputs(timeline):
    """Each clip by a seek of the demuxer, a quarter of a frame early, so that rounding loses none."""
    out = []
    for c in timeline.clips:
        out += ["-ss", f"{seconds(c.first - 0.25, timeline.rate):.6f}", "-t", f"{seconds(c.frames, timeline.rate):.6f}",
                "-i", c.source.path]
    return out


def ffmpeg(timeline, out=None, preset="veryfast"):
    n = len(timeline.clips)
    if timeline.dissolve:
        steps = [f"[{k}:v]settb=AVTB,setpts=PTS-STARTPTS[c{k}]" for k in range(n)]
        last = "c0"
        for k in range(1, n):
            steps.append(f"[{last}][c{k}]xfade=transition=fade:duration={seconds(timeline.dissolve, timeline.rate):.6f}:"
                         f"offset={seconds(timeline.clips[k].at, timeline.rate):.6f}[x{k}]")
            last = f"x{k}"
    else:
        steps = [f"[{k}:v]setpts=PTS-STARTPTS[s{k}]" for k in range(n)]
        steps.append("".join(f"[s{k}]" for k in range(n)) + f"concat=n={n}:v=1:a=0[v]")
        last = "v"
    return ["ffmpeg", "-nostdin", "-v", "error", "-y", *ffmpeg_inputs(timeline), "-filter_complex", ";".join(steps),
            "-map", f"[{last}]", *(encoder(out, preset) if out else ["-f", "null", "-"])]


MELT_PROFILES = {"30": "atsc_1080p_30", "25": "atsc_1080p_25", "30000/1001": "atsc_1080p_2997", "60": "atsc_1080p_60"}
# In its own order (real_time=-1; several threads seek back and forth in long groups), without a detour over 4:2:2.
MELT_NULL = ["-consumer", "null", "real_time=-1", "terminate_on_pause=1", "mlt_image_format=yuv420p", "audio_off=1"]


def melt_out(out, preset="veryfast"):
    if not out:
        return MELT_NULL
    return ["-consumer", f"avformat:{out}", "vcodec=libx264", f"preset={preset}", "crf=20", "g=60", "bf=2",
            "pix_fmt=yuv420p", "mlt_image_format=yuv420p", "an=1", "real_time=-1", "terminate_on_pause=1"]


def melt_clip(c):
    return [c.source.path, f"in={c.first}", f"out={c.first + c.frames - 1}"]


def melt(timeline, out=None, preset="veryfast"):
    command = ["melt", "-silent", "-profile", MELT_PROFILES[timeline.rate]]
    for k, c in enumerate(timeline.clips):
        command += melt_clip(c)
        if k and timeline.dissolve:
            command += ["-mix", str(timeline.dissolve), "-mixer", "luma"]
    return command + melt_out(out, preset)


def melt_document(timeline):
    """The same as a project file: a producer a source, not one a clip."""
    number = {s.path: k for k, s in enumerate(timeline.sources)}
    num, den = ([int(x) for x in timeline.rate.split("/")] + [1])[:2]
    return (f'<mlt><profile width="1920" height="1080" frame_rate_num="{num}" frame_rate_den="{den}" progressive="1" '
            'sample_aspect_num="1" sample_aspect_den="1" display_aspect_num="16" display_aspect_den="9" '
            'colorspace="709"/>' +
            "".join(f'<producer id="p{k}"><property name="resource">{path}</property>'
                    '<property name="mlt_service">avformat</property></producer>' for path, k in number.items()) +
            '<playlist id="all">' +
            "".join(f'<entry producer="p{number[c.source.path]}" in="{c.first}" out="{c.first + c.frames - 1}"/>'
                    for c in timeline.clips) + "</playlist></mlt>")


def ges(bench, timeline, name, mode="null", **more):
    """GStreamer Editing Services through Python, in a process of its own; the work is done in C."""
    spec = {"rate": timeline.rate, "format": more.pop("format", "I420"), **more,
            "clips": [{"path": c.source.path, "first": c.first, "frames": c.frames, "at": c.at, "track": 0}
                      for c in timeline.clips]}
    return [bench.system_python, os.path.join(bench.here, "ges_run.py"), write_json(bench, name + ".ges.json", spec), mode]
