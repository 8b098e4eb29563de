"""Reads what the benchmarks print: figures with their goals and comparisons.

A figure is (name, value, ratio to a peer or None, at_most or at_least, goal or None, the peer). If there is a ratio, the goal
applies to it.
"""
import re, statistics


def number(text):
    return float(text.replace(",", ""))


def table(text, first):
    """The cells of the rows of tables whose first cell is this."""
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    return [row for row in rows if re.fullmatch(first, row[0])]


def at_most(value, goal):
    return value <= goal


def at_least(value, goal):
    return value >= goal


def row(figure):
    """The figure as a row of the report."""
    name, value, ratio, holds, goal, peer = figure
    judged = value if ratio is None else ratio
    shown = f"{value:,.0f}" if value >= 1000 else f"{value:,.2f}".rstrip("0").rstrip(".")
    verdict = "" if goal is None else "reached" if holds(judged, goal) else "**missed**"
    said = "" if goal is None else f"{'at most' if holds is at_most else 'at least'} {goal:,}{'' if ratio is None else ' ×'}"
    return f"| {name} | {shown} | {'' if ratio is None else f'{ratio:.2f} × {peer}'} | {said} | {verdict} |"


def counting(cores):
    """JMH reports the time of one thread, which includes waiting for threads on the same core."""
    def figures(text):
        found, two = [], {}
        for block in re.split(r"\n(?=(?:One|Two|Four|Eight) threads?,|Added to)", text):
            title = block.strip().splitlines()[0] if block.strip() else ""
            cost = {row[0]: number(row[1]) for row in table(block, r"[A-Za-z]+[0-9]*") if re.fullmatch(r"[0-9.]+", row[1])}
            if title.startswith("One thread"):
                found += one_thread(title[12:], cost, block)
            if title.startswith("Two threads"):
                two = cost
                found.append(("two threads on one counter, ns", cost["limpid"], cost["limpid"] / cost["longAdder"], at_most, 1.5,
                              "LongAdder"))
                found.append(("two threads, a counter each, ns", cost["limpidOwn"], cost["limpidOwn"] / cost["limpid"], at_most, 1,
                              "one counter of both"))
            for word, threads in ("Four", 4), ("Eight", 8):
                if title.startswith(word):
                    own = cost["limpid"] * min(1, cores / threads)
                    found.append((f"{word.lower()} threads on one counter, ns of a core", own,
                                  own / (two["limpid"] * min(1, cores / 2)), at_most, 1.2, "two threads"))
                    found.append(("the same, ns as a thread sees it", cost["limpid"], cost["limpid"] / cost["longAdder"], at_most,
                                  1.5, "LongAdder"))
        for name, wall in re.findall(r"^(\S*java\S*(?:, each with an archive of its classes)?) +wall +(-?[0-9.]+)", text, re.M):
            found.append((f"start-up added, {name}, wall ms", float(wall), None, at_most, 1 if "archive" in name else 2.5, ""))
        return found
    return figures


def one_thread(java, cost, text):
    first = re.search(r"first hit of a stack, median of [0-9]+: ([0-9]+) µs", text)
    return [(f"one event, {java}, ns", cost["limpid"], cost["limpid"] / cost["bareGetAndAdd"], at_most, 1.3,
             "the bare atomic addition"),
            (f"a stack of 16 frames seen before, {java}, ns", cost["depth16"], cost["depth16"] / cost["bareWalk16"], at_most, 1.1,
             "the JVM's own walk"),
            (f"the first hit of one, {java}, µs", number(first[1]), None, at_most, 200, "")]


def ingest(text):
    ratio = re.search(r"durable is ([0-9.]+) of the front alone", text)
    durable = statistics.median(number(row[1]) for row in table(text, "durable"))
    half = statistics.median(number(row[4]) for row in table(text, "durable, half.*"))
    front = statistics.median(number(row[4]) for row in table(text, "the front alone, at the rate of.*"))
    slow = table(text, "the same with.*")
    return [("durable answers/s", durable, float(ratio[1]), at_least, 0.6, "the same front that keeps nothing"),
            ("p99 at half of that, ms", half, None, at_most, 20, ""),
            ("the same, compared with the front, ms", half, half / front, at_most, None, "the front alone at that rate"),
            (f"p99 {slow[0][0].replace('the same ', '')}, ms", number(slow[0][4]), None, at_most, 20, ""),
            ("refused there", number(slow[0][2]), None, at_most, 0, "")]


def soak(text):
    growth = re.search(r"after a collection: ([+-][0-9,]+) KB", text)
    minutes = len(table(text, "[0-9]+"))
    return [(f"heap grown in a soak of {minutes} min, KB", number(growth[1]), None, at_most, 4096, "")]


def relay(text):
    direct, through = (sorted(number(row[1]) for row in table(text, way)[1:]) for way in ("directly", "through a relay"))
    return [("answers/s through a relay", statistics.median(through), statistics.median(through) / statistics.median(direct),
             at_least, None, "directly"), ("the same", statistics.median(through), None, at_least, 10_000, "")]


def hostile(text):
    rows = [row for row in table(text, ".*") if len(row) > 6 and re.fullmatch("[0-9]+", row[1])]
    return [("honest requests not served during a hostile network's attack", sum(number(row[3]) for row in rows), None, at_most, 0, ""),
            ("their p99, worst stage, ms", max(number(row[5]) for row in rows), None, at_most, 1000, "")]


def linked(homes, goal):
    def figures(text):
        most = max(number(row[3]) for row in table(text, "link .*"))
        return [(f"answers linked to the right home of {homes:,}, %", most, None, at_most, goal, "")]
    return figures


def log(text):
    cold = re.search(r"cold: .* ([0-9]+) requests, ([0-9]+) bytes", text)
    return [("requests of a first check of the log", number(cold[1]), None, at_most, 10, ""),
            ("its bytes", number(cold[2]), None, at_most, 60_000, "")]


def week(text):
    sides = {part.split()[0]: part for part in text.split("== ")[1:]}
    size = {name: number(re.search(r"^([0-9]+)\s+total", part, re.M)[1]) for name, part in sides.items()}
    took = {name: statistics.median(map(float, re.findall(r"threads: ([0-9.]+) s", part))) for name, part in sides.items()}
    return [("published bytes of a week as answers", size["answers"], size["answers"] / size["reports"], at_most, 0.5, "as reports"),
            ("from there to all charts, s", took["answers"], took["answers"] / took["reports"], at_most, 0.5, "as reports")]


def year(text):
    kept, lost = ([float(each) for each in re.findall(rf"a further week, {sums}: ([0-9.]+) s", text)]
                  for sums in ("by kept sums", "sums lost"))
    page = float(re.search(r"page of a year, .*: ([0-9.]+) s", text)[1])
    return [("from a week's answers to the page of a year, by kept sums, s", statistics.median(kept) + page, None, at_most, 10, ""),
            ("publishing the week, s", statistics.median(kept), statistics.median(kept) / statistics.median(lost), at_most, 1,
             "without kept sums")]


def fold(text):
    rows = re.findall(r"^([0-9,]+) answers read, ([0-9.]+) µs each, heap in use ([0-9]+) MB", text, re.M)
    cost, heap = [float(row[1]) for row in rows], [number(row[2]) for row in rows]
    return [(f"fold of {rows[-1][0]} answers, slowest tenth, µs each", max(cost[1:]), max(cost[1:]) / statistics.median(cost), at_most,
             1.5, "the median tenth"),
            ("heap in use after it, MB", heap[-1], heap[-1] / heap[0], at_most, 1.1, "after the first tenth")]


def scale(text):
    size = re.search(r"^([0-9,]+) installations of ([0-9]+) programs, ([0-9]+) charts", text, re.M)
    last = table(text, "[0-9]+")[-1]
    need = 16_588 * int(size[2]) * int(size[3])
    return [(f"answers a week of {size[1]} installations", number(last[1]), number(last[1]) / need, at_most, 1.35,
             "what the charts need"),
            ("answers in its busiest second", number(last[3]), None, at_most, 10_000, ""),
            ("its configuration, packed, KB", number(last[6]), None, at_most, 60, "")]


def spark(text):
    rows = [[float(cell) for cell in each] for each in re.findall(r"^ +([12]) +([0-9.]+) +([0-9.]+) +([0-9]+)$", text, re.M)]
    one, two = (statistics.median(row[1] for row in rows if row[0] == workers) for workers in (1, 2))
    return [("charts on Spark, job on two workers, s", two, two / one, at_most, 1, "one worker"),
            ("most memory of an executor, MB", max(row[3] for row in rows), None, at_most, 896, "")]
