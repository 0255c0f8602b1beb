"""What nodes cost: the same film without them and with them, one after the other. usage: node_cost.py SPEC.json

SPEC: {"without": [command], "with": [command], "nodes", "frames", "rounds"}. Prints the CPU time of a node and frame in
microseconds and that of all nodes of a frame in milliseconds, medians of the differences."""
import json
import os
import statistics
import subprocess
import sys


def cpu(command):
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"exit code {os.waitstatus_to_exitcode(status)}: {' '.join(command)[:300]}")
    return used.ru_utime + used.ru_stime


spec = json.load(open(sys.argv[1]))
differences = []
for _ in range(spec["rounds"]):
    without = cpu(spec["without"])
    differences.append(cpu(spec["with"]) - without)
chain = max(0.0, statistics.median(differences)) / spec["frames"]
print(json.dumps({"node_us": 1e6 * chain / spec["nodes"], "chain_ms": 1e3 * chain}))
