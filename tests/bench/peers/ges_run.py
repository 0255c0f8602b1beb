"""One timeline in GES. usage: ges_run.py SPEC.json null | first | x264:FILE[:PRESET] | scrub:N1,N2,...

SPEC: {"rate", "format", "clips": [{"path", "first", "frames", "at", "track", "rect"?, "effects"?}]}; track 0 lies lowest."""
import json
import sys
import time

import gi
for library in ("Gst", "GES", "GstApp"):
    gi.require_version(library, "1.0")
from gi.repository import GES, Gst, GstApp  # noqa: E402,F401

from media import SQUARE, SQUARES, read_squares  # noqa: E402

Gst.init(None)
GES.init()
spec, mode = json.load(open(sys.argv[1])), sys.argv[2]
rate = spec["rate"] if "/" in spec["rate"] else spec["rate"] + "/1"

timeline, video = GES.Timeline.new(), GES.VideoTrack.new()
video.update_restriction_caps(Gst.Caps.from_string(
    f"video/x-raw,format={spec['format']},width=1920,height=1080,framerate={rate},pixel-aspect-ratio=1/1"))
timeline.add_track(video)
timeline.set_auto_transition(True)
moment = timeline.get_frame_time  # its own rule for where a frame begins

layers = [timeline.append_layer() for _ in range(1 + max(c["track"] for c in spec["clips"]))]  # the first is on top
assets = {}
for c in spec["clips"]:
    uri = Gst.filename_to_uri(c["path"])
    if uri not in assets:
        assets[uri] = GES.UriClipAsset.request_sync(uri)
    length = moment(c["at"] + c["frames"]) - moment(c["at"])
    clip = layers[-1 - c["track"]].add_asset(assets[uri], moment(c["at"]), moment(c["first"]), length, GES.TrackType.VIDEO)
    for element in clip.find_track_elements(video, GES.TrackType.VIDEO, GES.VideoSource.__gtype__):
        for key, value in zip(("posx", "posy", "width", "height"), c.get("rect", ())):
            element.set_child_property(key, value)
    for effect in c.get("effects", ()):
        clip.add(GES.Effect.new(effect))
timeline.commit()

pipeline = GES.Pipeline.new()
pipeline.set_timeline(timeline)
if mode in ("null", "first"):
    description = "fakesink sync=false"
elif mode.startswith("x264:"):
    path, preset = (mode[5:].split(":") + ["veryfast"])[:2]
    # Without the vbv setting its quality mode is capped at 2 Mbit/s.
    description = (f"videoconvert ! x264enc speed-preset={preset} pass=qual quantizer=20 key-int-max=60 bframes=2 "
                   f"vbv-buf-capacity=0 ! video/x-h264,profile=high ! mp4mux ! filesink location={path}")
else:
    description = "videoconvert ! appsink name=shown caps=video/x-raw,format=I420 sync=false max-buffers=1"
sink = Gst.parse_bin_from_description(description, True)
pipeline.preview_set_video_sink(sink)
pipeline.set_mode(GES.PipelineFlags.VIDEO_PREVIEW)
bus = pipeline.get_bus()


def wait(kind):
    message = bus.timed_pop_filtered(300 * Gst.SECOND, kind | Gst.MessageType.ERROR)
    if message is None:
        sys.exit("GES does not answer")
    if message.type == Gst.MessageType.ERROR:
        sys.exit(str(message.parse_error()))


if mode == "first":
    pipeline.set_state(Gst.State.PAUSED)
    wait(Gst.MessageType.ASYNC_DONE)
elif mode.startswith("scrub:"):
    shown = sink.get_by_name("shown")
    pipeline.set_state(Gst.State.PAUSED)
    wait(Gst.MessageType.ASYNC_DONE)
    for n in map(int, mode[6:].split(",")):
        begin = time.perf_counter()
        pipeline.seek_simple(Gst.Format.TIME, Gst.SeekFlags.FLUSH | Gst.SeekFlags.ACCURATE, moment(n))
        wait(Gst.MessageType.ASYNC_DONE)
        sample = shown.emit("pull-preroll")
        took = time.perf_counter() - begin
        buffer = sample.get_buffer()
        _, mapped = buffer.map(Gst.MapFlags.READ)
        width = sample.get_caps().get_structure(0).get_value("width")
        row = bytes(mapped.data[SQUARE // 2 * width:(SQUARE // 2 + 1) * width])
        buffer.unmap(mapped)
        code = read_squares([row[k * SQUARE + SQUARE // 2] for k in range(SQUARES)]) or (0, 0)
        print(n, f"{took:.6f}", *code)
else:
    pipeline.set_state(Gst.State.PLAYING)
    wait(Gst.MessageType.EOS)
pipeline.set_state(Gst.State.NULL)
