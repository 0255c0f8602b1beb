"""Test media, made by ffmpeg once and kept: every frame says in a barcode which file it is of and which number it has.

The barcode is a row of squares of 32x32 pixels along the top left edge: white, black (by which a reader finds it), five
for the file's number, fifteen for the frame's number, the highest bit first."""
import fcntl
import os
import subprocess
from dataclasses import dataclass

SQUARE, ID_BITS, FRAME_BITS = 32, 5, 15
SQUARES = 2 + ID_BITS + FRAME_BITS
WIDTH, HEIGHT = 1920, 1080
GOP = 60

# What the pictures show: a fractal that zooms, a test chart, a cellular automaton, moving colours. Noise keeps each of
# them from being easier to code than what a camera sees.
PICTURES = {
    "A": "mandelbrot=size=480x270:rate={rate}:maxiter=256:start_scale=2.5:end_scale=0.05:end_pts=1800,"
         f"scale={WIDTH}:{HEIGHT}:flags=bicubic,noise=alls=6:allf=t",
    "B": f"testsrc2=size={WIDTH}x{HEIGHT}:rate={{rate}},noise=alls=2:allf=t",
    "C": f"cellauto=s=480x270:rate={{rate}}:rule=110,scale={WIDTH}:{HEIGHT}:flags=bilinear,noise=alls=10:allf=t",
    "D": f"gradients=size={WIDTH}x{HEIGHT}:rate={{rate}}:nb_colors=6:speed=0.02:seed=7,noise=alls=2:allf=t",
}


@dataclass(frozen=True)
class Source:
    name: str   # "A", "B25", ...
    path: str
    number: int  # as in its barcode
    rate: str    # "30", "30000/1001"
    frames: int


def barcode_filter(number):
    """Draws the barcode of a file over its pictures."""
    def square(at, colour, when=""):
        return f"drawbox=x={at * SQUARE}:y=0:w={SQUARE}:h={SQUARE}:color={colour}:t=fill{when}"
    steps = [f"drawbox=x=0:y=0:w={SQUARES * SQUARE}:h={SQUARE}:color=black:t=fill", square(0, "white")]
    steps += [square(2 + ID_BITS - 1 - k, "white") for k in range(ID_BITS) if number >> k & 1]
    steps += [square(SQUARES - 1 - k, "white", rf":enable='gte(mod(n\,{2 << k})\,{1 << k})'") for k in range(FRAME_BITS)]
    return ",".join(steps)


def read_squares(levels):
    """(file, frame) of one row of luma levels, one a square; None where there is no barcode."""
    bits = [level > 110 for level in levels]
    if not bits[0] or bits[1]:
        return None
    number = sum(bit << (ID_BITS - 1 - k) for k, bit in enumerate(bits[2:2 + ID_BITS]))
    return number, sum(bit << (FRAME_BITS - 1 - k) for k, bit in enumerate(bits[2 + ID_BITS:]))


def read_barcodes(path):
    """(file, frame) of every frame of a film."""
    raw = subprocess.run(
        ["ffmpeg", "-v", "error", "-nostdin", "-i", path, "-vsync", "passthrough", "-vf",
         f"crop={SQUARES * SQUARE}:{SQUARE}:0:0,format=gray,scale={SQUARES}:1:flags=area", "-f", "rawvideo", "-"],
        capture_output=True, check=False).stdout
    return [read_squares(raw[i:i + SQUARES]) for i in range(0, len(raw) - SQUARES + 1, SQUARES)]


class Media:
    def __init__(self, folder, seconds=30):
        self.folder, self.seconds = folder, seconds
        os.makedirs(folder, exist_ok=True)

    def make(self, name, arguments):
        """`name` in the folder, made by ffmpeg with `arguments` when it is not there yet."""
        path = os.path.join(self.folder, name)
        with open(path + ".lock", "w") as lock:  # several benchmarks may run at once
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not os.path.exists(path):
                print(f"making {path}", flush=True)
                stem, ending = os.path.splitext(path)
                unfinished = stem + ".unfinished" + ending
                subprocess.run(["ffmpeg", "-v", "error", "-nostdin", "-y", *arguments, unfinished], check=True)
                os.rename(unfinished, path)
        return path

    def source(self, picture, rate="30", seconds=None):
        """1080p H.264 with closed groups of 60 frames and two B-frames, and a tone."""
        seconds = seconds or self.seconds
        fps = eval(rate)  # "30000/1001"
        names = sorted(PICTURES)
        rates = ["30", "25", "30000/1001", "60"]
        number = 1 + names.index(picture) + len(names) * rates.index(rate)
        name = picture + ("" if rate == "30" else {"30000/1001": "2997"}.get(rate, rate))
        path = self.make(f"{name}_{seconds}s.mp4", [
            "-f", "lavfi", "-i", PICTURES[picture].format(rate=rate),
            "-f", "lavfi", "-i", f"sine=frequency={110 * number}:sample_rate=48000,aformat=channel_layouts=stereo",
            "-filter_complex", f"[0:v]setsar=1,format=yuv420p,{barcode_filter(number)}[v]", "-map", "[v]", "-map", "1:a",
            "-t", str(seconds), "-c:v", "libx264", "-preset", "veryfast", "-crf", "21", "-maxrate", "12M", "-bufsize",
            "12M", "-g", str(GOP), "-keyint_min", str(GOP), "-sc_threshold", "0", "-bf", "2", "-colorspace", "bt709",
            "-color_primaries", "bt709", "-color_trc", "bt709", "-c:a", "aac", "-b:a", "128k",
            "-video_track_timescale", "30000", "-movflags", "+faststart"])
        return Source(name, path, number, rate, round(fps * seconds))

    def logo(self):
        """An orange disc that fades out towards its edge, with alpha."""
        return self.make("logo.png", [
            "-f", "lavfi", "-i", "color=c=orange:size=320x180,format=rgba,geq=r='r(X,Y)':g='g(X,Y)':b='b(X,Y)':"
            "a='255*clip(1.2-hypot((X-160)/160,(Y-90)/90),0,1)'", "-frames:v", "1"])
