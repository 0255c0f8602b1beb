"""W3, W4 and W5: a picture in a picture with a logo, colour with a title, a blur with a turn of hue. To the null sink."""
import os
import re
import subprocess

from ..bench import OURS, Case, Goal, Run, workload
from ..timeline import TICKS, Clip, Timeline, encoder, ffmpeg_inputs, ges, melt_clip, melt_out, ours, project

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
PIP, LOGO = (1200, 620, 640, 360), (60, 860, 320, 180)  # x, y, width, height


def placed(rect, size=(1920, 1080)):
    """The transform that shows a picture, which fills the frame at scale 1 or has `size` pixels, in a rectangle."""
    x, y, w, h = rect
    fitted = min(1920 / size[0], 1080 / size[1])
    return {"plugin": "org.rushes.transform", "params": {
        "position": [(x + w / 2) / 1920, (y + h / 2) / 1080],
        "scale": [w / (size[0] * fitted), h / (size[1] * fitted)]}}


def track(id, items, frames):
    return {"id": id, "kind": "video", "items": [
        {"type": "clip", "id": f"{id}c", "source_range": [0, frames * TICKS // 30], "duration": frames * TICKS // 30,
         **item} for item in items]}


def similarity(path, reference):
    """SSIM of two films, 0 to 1."""
    said = subprocess.run(
        ["ffmpeg", "-nostdin", "-i", path, "-i", reference, "-lavfi",
         "[0:v]setpts=N/30/TB[a];[1:v]setpts=N/30/TB[b];[a][b]ssim", "-f", "null", "-"], capture_output=True, text=True)
    found = re.search(r"All:([0-9.]+)", said.stderr)
    return float(found.group(1)) if found else 0.0


def case(bench, id, title, timeline, commands, goals, least):
    """commands(name, out) -> the command of a program. Ours must show the right frames, and what ffmpeg shows: an SSIM
    of at least `least`, else all its frames count as wrong."""
    def film(name):
        return os.path.join(bench.work, f"{id}_{name}.mp4")

    def check(name):
        wrong = bench.check_film(commands(name, film(name)), film(name), timeline)
        if name != OURS or wrong:
            return wrong
        for one in (OURS, "ffmpeg"):
            subprocess.run(commands(one, film(one)), env=bench.environment, cwd=bench.work, check=True,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        like = similarity(film(OURS), film("ffmpeg"))
        print(f"    ssim to ffmpeg's: {like:.4f}", flush=True)
        for one in (OURS, "ffmpeg"):
            os.remove(film(one))
        return 0 if like >= least else timeline.frames

    names = [OURS, "ffmpeg"] + [n for n, program in (("mlt", "melt"), ("ges", "ges")) if bench.has(program)]
    runs = {name: Run(commands(name, None)) for name in names}
    return Case(id, title, runs, goals, timeline.frames, {name: lambda name=name: check(name) for name in names})


def single(bench, picture, frames):
    return Timeline([Clip(bench.media.source(picture), 41, frames, 0)])


def ffmpeg_filtered(timeline, filters, out):
    return ["ffmpeg", "-nostdin", "-v", "error", "-y", *ffmpeg_inputs(timeline), "-vf", filters, "-an",
            *(encoder(out, "ultrafast") if out else ["-f", "null", "-"])]


def film_options(out):
    return (out, "--crf", "20", "--preset", "ultrafast") if out else ()


@workload("W3")
def w3(bench):
    frames = 150
    timeline, logo = single(bench, "A", frames), bench.media.logo()
    inner = Clip(bench.media.source("C"), 71, frames, 0)
    document = project(timeline)
    document["assets"] += [{"id": "inner", "kind": "clip", "uri": inner.source.path},
                           {"id": "logo", "kind": "image", "uri": logo}]
    first = inner.first * TICKS // 30
    document["timeline"]["tracks"] += [
        track("p", [{"source": {"kind": "asset", "id": "inner"},
                     "source_range": [first, first + frames * TICKS // 30],
                     "effects": [{"id": "pe", **placed(PIP)}]}], frames),
        track("l", [{"source": {"kind": "asset", "id": "logo"},
                     "effects": [{"id": "le", **placed(LOGO, (320, 180))}]}], frames)]

    def commands(name, out):
        if name == OURS:
            return ours(bench, document, "W3", out or "null:", *film_options(out)[1:])
        x, y, w, h = PIP
        if name == "ffmpeg":
            return ["ffmpeg", "-nostdin", "-v", "error", "-y", *ffmpeg_inputs(timeline), *ffmpeg_inputs(Timeline([inner])),
                    "-i", logo, "-filter_complex",
                    f"[1:v]scale={w}:{h}:flags=bicubic[p];[0:v][p]overlay={x}:{y}[q];[q][2:v]overlay={LOGO[0]}:{LOGO[1]}[v]",
                    "-map", "[v]", *(encoder(out, "ultrafast") if out else ["-f", "null", "-"])]
        if name == "mlt":  # qtblend would need a display
            def over(k, rect):
                return ["-transition", "composite", "a_track=0", f"b_track={k}", "in=0", f"out={frames - 1}",
                        "geometry={}/{}:{}x{}:100".format(*rect)]
            return ["melt", "-silent", "-profile", "atsc_1080p_30", *melt_clip(timeline.clips[0]), "-track",
                    *melt_clip(inner), "-track", logo, "in=0", f"out={frames - 1}", *over(1, PIP), *over(2, LOGO),
                    *melt_out(out, "ultrafast")]
        spec = {"clips": [
            {"path": timeline.clips[0].source.path, "first": 41, "frames": frames, "at": 0, "track": 0},
            {"path": inner.source.path, "first": inner.first, "frames": frames, "at": 0, "track": 1, "rect": PIP},
            {"path": logo, "first": 0, "frames": frames, "at": 0, "track": 2, "rect": LOGO}]}
        return ges(bench, timeline, "W3", f"x264:{out}:ultrafast" if out else "null", format="AYUV", **spec)
    return case(bench, "W3", "a picture in the picture and a logo with alpha, 150 frames, null sink", timeline, commands,
                [Goal("cpu", 0.82, 0.75)], 0.985)


@workload("W4")
def w4(bench):
    frames = 150
    timeline = single(bench, "C", frames)
    timeline.clips[0].effects = [{"plugin": "org.rushes.colour", "params": {
        "contrast": 1.1, "saturation": 1.2, "lift": [0.045, 0.045, 0.045], "gain": [1.045, 1.045, 1.045]}}]
    document = project(timeline)
    document["timeline"]["tracks"].append(track("t", [{
        "source": {"kind": "generator", "id": "org.rushes.title", "params": {
            "text": "Quick brown fox", "style": "plain", "animate": 0, "shadow": 0, "position": [0, 0.9]}}}], frames))

    def commands(name, out):
        if name == OURS:
            return ours(bench, document, "W4", out or "null:", *film_options(out)[1:])
        if name == "ffmpeg":
            return ffmpeg_filtered(timeline, "eq=brightness=0.05:contrast=1.1:saturation=1.2,"
                                   f"drawtext=fontfile={FONT}:text='Quick brown fox':fontsize=72:fontcolor=white:"
                                   "x=(w-tw)/2:y=h-th-60", out)
        if name == "mlt":
            return ["melt", "-silent", "-profile", "atsc_1080p_30", *melt_clip(timeline.clips[0]), "-filter",
                    "avfilter.eq", "av.brightness=0.05", "av.contrast=1.1", "av.saturation=1.2", "-filter", "dynamictext",
                    "argument=Quick brown fox", "family=DejaVu Sans", "size=72", "fgcolour=#ffffff", "bgcolour=#00000000",
                    "halign=centre", "valign=bottom", *melt_out(out, "ultrafast")]
        spec = {"clips": [{"path": timeline.clips[0].source.path, "first": 41, "frames": frames, "at": 0, "track": 0,
                           "effects": ["videobalance brightness=0.05 contrast=1.1 saturation=1.2",
                                       'textoverlay text="Quick brown fox" font-desc="DejaVu Sans 40" valignment=bottom']}]}
        return ges(bench, timeline, "W4", f"x264:{out}:ultrafast" if out else "null", **spec)
    return case(bench, "W4", "brightness, contrast, saturation and a title, 150 frames, null sink", timeline, commands,
                [Goal("cpu", 0.80, 0.72)], 0.98)


@workload("W5")
def w5(bench):
    frames = 40
    timeline = single(bench, "A", frames)
    timeline.clips[0].effects = [{"plugin": "org.rushes.blur", "params": {"sigma": 8}},
                                 {"plugin": "org.rushes.colour", "params": {"saturation": 1.2, "hue": 9}}]
    document = project(timeline)

    def commands(name, out):
        if name == OURS:
            return ours(bench, document, "W5", out or "null:", *film_options(out)[1:])
        if name == "ffmpeg":
            return ffmpeg_filtered(timeline, "gblur=sigma=8,hue=s=1.2:h=9", out)
        if name == "mlt":
            return ["melt", "-silent", "-profile", "atsc_1080p_30", *melt_clip(timeline.clips[0]), "-filter",
                    "avfilter.gblur", "av.sigma=8", "-filter", "avfilter.hue", "av.s=1.2", "av.h=9",
                    *melt_out(out, "ultrafast")]
        spec = {"clips": [{"path": timeline.clips[0].source.path, "first": 41, "frames": frames, "at": 0, "track": 0,
                           "effects": ["videoconvert ! gaussianblur sigma=8 ! videoconvert",
                                       "videobalance saturation=1.2 hue=0.1"]}]}
        return ges(bench, timeline, "W5", f"x264:{out}:ultrafast" if out else "null", **spec)
    return case(bench, "W5", "a Gaussian of sigma 8, saturation and hue, 40 frames, null sink", timeline, commands,
                [Goal("cpu", 0.75, 0.60)], 0.985)
