"""Runs workloads: ours and the peers' one after the other in an order that rotates, medians of CPU, wall and memory."""
import hashlib
import json
import os
import platform
import shutil
import signal
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field

OURS = "rushes"


@dataclass
class Run:
    """One program's way to do a workload."""
    command: object            # a list of arguments, or a function that makes it before each run
    parse: object = None       # function: output -> {"measure": number}
    before: object = None      # function called before each run, not measured (cold caches, an edit)
    timeout: float = 600


@dataclass
class Goal:
    measure: str        # "cpu" (s), "wall" (s), "rss" (MB), or what `parse` gives
    must: float         # ours / best correct peer
    aim: float = None
    title: str = ""     # where the workload has more than one row


@dataclass
class Case:
    id: str
    title: str
    runs: dict                      # name -> Run; ours is OURS
    goals: list
    frames: int = 0                 # for CPU a frame
    # name -> function that renders once and answers the number of wrong frames: whose result counts as correct.
    checks: dict = field(default_factory=dict)
    note: str = ""


WORKLOADS = []


def workload(id):
    """Registers a function (Bench) -> Case or list of Cases."""
    def register(make):
        WORKLOADS.append((id, make))
        return make
    return register


class Bench:
    def __init__(self, build, work, runs):
        from .media import Media
        self.here = os.path.dirname(os.path.abspath(__file__))
        self.root = os.path.dirname(os.path.dirname(os.path.dirname(self.here)))
        self.build, self.work, self.rounds = os.path.abspath(build), work, runs
        self.rushes = os.path.join(self.build, "bin", "rushes")
        self.system_python = "/usr/bin/python3"  # which has Debian's modules
        os.makedirs(os.path.join(work, "home"), exist_ok=True)
        self.media = Media(os.path.join(work, "media"))
        self.environment = {**os.environ, "LC_ALL": "C.UTF-8", "HOME": os.path.join(work, "home"),
                            "XDG_CACHE_HOME": os.path.join(work, "home", "cache"),
                            "QT_QPA_PLATFORM": "offscreen", "GST_DEBUG": "0"}
        self.results_path = os.path.join(work, "results.json")
        self.results = json.load(open(self.results_path)) if os.path.exists(self.results_path) else {}

    def has(self, peer):
        if peer == "ges":
            test = "import gi; gi.require_version('GES', '1.0'); from gi.repository import GES"
            return subprocess.run([self.system_python, "-c", test], capture_output=True).returncode == 0
        if peer == "mlt7":
            return subprocess.run([self.system_python, "-c", "import mlt7"], capture_output=True).returncode == 0
        return shutil.which(peer) is not None

    # ---- measuring

    def run(self, run):
        if run.before:
            run.before()
        command = run.command() if callable(run.command) else run.command
        errors = open(os.path.join(self.work, "errors.txt"), "w+")
        begin = time.perf_counter()
        process = subprocess.Popen(command, env=self.environment, cwd=self.work, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE if run.parse else subprocess.DEVNULL, stderr=errors)
        signal.signal(signal.SIGALRM, lambda *_: process.kill())
        signal.alarm(int(run.timeout))
        output = process.stdout.read().decode() if run.parse else ""
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        signal.alarm(0)
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        result = {"wall": wall, "cpu": used.ru_utime + used.ru_stime, "rss": used.ru_maxrss / 1024}
        if process.returncode:
            result["failed"] = f"exit code {process.returncode}: {errors.read()[-300:].strip()}"
        elif run.parse:
            result.update(run.parse(output))
        return result

    def measure(self, case):
        print(f"\n{case.id}: {case.title}", flush=True)
        wrong = {name: self.wrong_frames(case, name) for name in case.checks if name in case.runs}
        taken = {name: [] for name in case.runs}
        for i in range(self.rounds):
            order = list(case.runs)
            for name in order[i % len(order):] + order[:i % len(order)]:
                if taken[name] and "failed" in taken[name][-1]:
                    continue
                taken[name].append(self.run(case.runs[name]))
        subjects = {}
        for name, results in taken.items():
            if "failed" in results[-1]:
                subjects[name] = {"failed": results[-1]["failed"]}
                print(f"  {name:8} {results[-1]['failed']}", flush=True)
                continue
            s = {k: statistics.median(r[k] for r in results) for k in results[0]}
            s["wrong"] = wrong.get(name, s.get("wrong"))
            subjects[name] = s
            extra = "".join(f"  {k} {v:.2f}" for k, v in s.items() if k not in ("wall", "cpu", "rss", "wrong"))
            frame = f"  {1000 * s['cpu'] / case.frames:.2f} CPU-ms a frame" if case.frames else ""
            said = "" if s["wrong"] is None else f"  wrong frames {s['wrong']:.0f}"
            print(f"  {name:8} cpu {s['cpu']:8.2f} s  wall {s['wall']:8.2f} s  rss {s['rss']:6.0f} MB{frame}{extra}{said}",
                  flush=True)
        self.results[case.id] = {
            "title": case.title, "note": case.note, "subjects": subjects, "frames": case.frames,
            "rows": [self.row(goal, subjects) for goal in case.goals],
            "command": self.shown(case.runs[OURS]), "rounds": self.rounds,
            "load": os.getloadavg()[0], "when": time.strftime("%Y-%m-%d %H:%M", time.gmtime())}
        for r in self.results[case.id]["rows"]:
            if r.get("ratio") is not None:
                print(f"  -> {r['title'] or r['measure']}: {r['ratio']:.3f} of {r['peer']} (must {r['must']}, aim {r['aim']})",
                      flush=True)
        with open(self.results_path, "w") as f:
            json.dump(self.results, f, indent=1)

    @staticmethod
    def row(goal, subjects):
        """Ours against the best of those that show the right frames."""
        ours = subjects.get(OURS, {})
        if goal.measure == "wrong":
            wrong = {n: s.get("wrong") for n, s in subjects.items() if n != OURS}
            return {"title": "", "measure": "wrong", "must": goal.must, "aim": goal.aim, "ours": ours.get("wrong"),
                    "others": ", ".join(f"{n} {w:.0f}" for n, w in wrong.items() if w is not None)}
        peers = {n: s[goal.measure] for n, s in subjects.items()
                 if n != OURS and goal.measure in s and not s.get("wrong")}
        r = {"title": goal.title, "measure": goal.measure, "must": goal.must, "aim": goal.aim, "ours": ours.get(goal.measure)}
        if peers and goal.measure in ours:
            best = min(peers, key=peers.get)
            r.update(peer=best, best=peers[best], ratio=ours[goal.measure] / peers[best] if peers[best] else None)
        return r

    def shown(self, run):
        command = run.command() if callable(run.command) else run.command
        words = " ".join(os.path.relpath(a, self.root) if a.startswith(self.build) else os.path.basename(a) if
                         a.startswith(self.work) else a for a in command)
        return words if len(words) < 300 else words[:300] + " ..."

    # ---- right or wrong

    def wrong_frames(self, case, name):
        """What a peer shows does not change from run to run: it is asked once a command."""
        if name == OURS:
            return case.checks[name]()
        known_path = os.path.join(self.work, "checks.json")
        known = json.load(open(known_path)) if os.path.exists(known_path) else {}
        words = case.runs[name].command() if callable(case.runs[name].command) else case.runs[name].command
        key = name + hashlib.sha256(json.dumps([case.id, words]).encode()).hexdigest()[:16]
        if key not in known:
            known[key] = case.checks[name]()
            with open(known_path, "w") as f:
                json.dump(known, f)
        return known[key]

    def check_film(self, command, path, timeline, report=True):
        """Renders with `command` and compares the barcodes of `path`; the number of frames that are not as expected."""
        from .media import read_barcodes
        if os.path.exists(path):
            os.remove(path)
        result = self.run(Run(command))
        if "failed" in result:
            print(f"    check: {result['failed']}", flush=True)
            return timeline.frames
        codes = read_barcodes(path)
        expected = timeline.expected()
        wrong = [n for n, code in expected.items() if n >= len(codes) or codes[n] != code]
        missing = abs(len(codes) - timeline.frames)
        if report and (wrong or missing):
            print(f"    check {os.path.basename(path)}: {len(codes)} of {timeline.frames} frames, wrong {len(wrong)}"
                  f" of {len(expected)}: " + ", ".join(f"{n} shows {codes[n] if n < len(codes) else None}, not {expected[n]}"
                                                      for n in wrong[:3]), flush=True)
        os.remove(path)
        return max(len(wrong), missing)

    # ---- the machine

    def machine(self):
        def first_line(command):
            try:
                return subprocess.run(command, capture_output=True, text=True).stdout.splitlines()[0]
            except (OSError, IndexError):
                return "not installed"
        model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "?")
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
        ffmpeg = first_line(["ffmpeg", "-version"]).split(" Copyright")[0]
        melt = next((w for w in first_line(["melt", "--version"]).split() if w[0].isdigit()), "?") if shutil.which("melt") else "not installed"
        gst = first_line([self.system_python, "-c", "import gi; gi.require_version('Gst', '1.0'); "
                          "from gi.repository import Gst; print(Gst.version_string().split()[-1])"])
        return (f"{os.cpu_count()} cores ({model}), {memory:.0f} GiB, Linux {platform.release()}; {ffmpeg}, MLT {melt}, "
                f"GStreamer and GES {gst}, Python {sys.version.split()[0]}")
