"""docs/performance.md: the part between the two markers is written by the benchmark."""
import os

BEGIN, END = "<!-- written by tests/bench/run --write-docs -->", "<!-- end of what the benchmark wrote -->"
UNITS = {"cpu": ("CPU", "s"), "wall": ("wall", "s"), "rss": ("memory", "MB")}


def amount(measure, value):
    if value is None:
        return "-"
    unit = UNITS.get(measure, (measure, "ms" if measure.endswith("ms") else ""))[1]
    digits = 0 if value >= 100 else 2 if value >= 1 else 3
    return f"{value:.{digits}f} {unit}".strip()


def order(id):
    head = id.split()[0].lstrip("W")
    return (int(head) if head.isdigit() else 99, id)


def tables(results, machine):
    rows, details = [], []
    for id in sorted(results, key=order):
        r = results[id]
        for row in r["rows"]:
            measure = UNITS.get(row["measure"], (row["measure"].replace("_ms", "").replace("_", " "), ""))[0]
            title = f"{r['title']}: {row['title'] or measure}"
            if row["measure"] == "wrong":
                said = "met" if row["ours"] == row["must"] else "**missed**"
                rows.append(f"| {id.split()[0]} | {r['title']} | {row['ours']:.0f} | {row['others']} | | {row['must']} | | {said} |")
                continue
            if row.get("ratio") is None:
                rows.append(f"| {id.split()[0]} | {title} | {amount(row['measure'], row['ours'])} | - | - | {row['must']} | {row['aim'] or ''} | not measured |")
                continue
            said = ("aim met" if row["aim"] is not None and row["ratio"] <= row["aim"] else
                    "met" if row["ratio"] <= row["must"] else "**missed**")
            rows.append(f"| {id.split()[0]} | {title} | {amount(row['measure'], row['ours'])} | {amount(row['measure'], row['best'])} "
                        f"({row['peer']}) | **{row['ratio']:.3f}** | {row['must']} | {row['aim'] if row['aim'] is not None else ''} | {said} |")
        cells = []
        for name, s in r["subjects"].items():
            if "failed" in s:
                cells.append(f"{name}: failed")
                continue
            wrong = "" if not s.get("wrong") else f" *({s['wrong']:.0f} wrong frames)*"
            extra = "".join(f", {k.replace('_ms', '').replace('_', ' ')} {amount(k, v)}" for k, v in s.items()
                            if k not in ("cpu", "wall", "rss", "wrong"))
            cells.append(f"{name} {s['cpu']:.2f} / {s['wall']:.2f} / {s['rss']:.0f}{extra}{wrong}")
        details.append(f"| {id} | " + "; ".join(cells) + f" | {r['when']}, load {r['load']:.1f} |")
    out = [f"Machine: {machine}. Medians of {max((r['rounds'] for r in results.values()), default=0)} runs, all programs one after the other in an order "
           "that rotates. Each ratio is to the best of the peers that show the right frames.", "",
           "| | workload | ours | best correct peer | ratio | must | aim | |", "| --- | --- | --- | --- | --- | --- | --- | --- |", *rows, "",
           "Every program: CPU seconds / wall seconds / MB at most.", "", "| | | measured |", "| --- | --- | --- |", *details, "",
           "Our commands:", "", "```", *(f"{id:12} {results[id]['command']}" for id in sorted(results, key=order)), "```"]
    notes = [f"- {id}: {results[id]['note']}" for id in sorted(results, key=order) if results[id].get("note")]
    return "\n".join(out + ([""] + notes if notes else []))


def write_docs(root, results, machine):
    path = os.path.join(root, "docs", "performance.md")
    text = open(path).read()
    head, rest = text.split(BEGIN, 1)
    tail = rest.split(END, 1)[1]
    with open(path, "w") as f:
        f.write(f"{head}{BEGIN}\n{tables(results, machine)}\n{END}{tail}")
    print(f"wrote {path}")
