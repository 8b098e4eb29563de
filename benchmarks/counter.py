#!/usr/bin/env python3
"""Everything that counting costs, in one run of about eight minutes, printed as a table.

usage: counter.py [--short] [--no-build] [java …]     e.g. counter.py java /usr/lib/jvm/java-25/bin/java

The first java runs every benchmark, the others those of Limpid and of the bare atomic addition. Where Go is installed,
golang.org/x/telemetry is measured in the same run. --short shows that everything runs; its figures mean nothing.
"""
import json, os, pathlib, statistics, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
CLASS_PATH = HERE / "target/class-path"


def build():
    subprocess.run(["./mvnw", "-q", "package", "dependency:build-classpath", "-DskipTests",
                    f"-Dmdep.outputFile={CLASS_PATH}", "-pl", "benchmarks", "-am"], cwd=ROOT, check=True)


def jmh(java, pattern, threads, lengths, scratch):
    """JMH's results by benchmark."""
    result = f"{scratch}/jmh.json"
    run = subprocess.run(
        [java, f"-Djava.io.tmpdir={scratch}", "-cp", f"{HERE / 'target/classes'}:{CLASS_PATH.read_text().strip()}",
         "org.openjdk.jmh.Main", pattern, "-t", str(threads), "-rf", "json", "-rff", result, "-v", "SILENT", "-foe", "true",
         *lengths], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if run.returncode:
        sys.exit(run.stdout)
    return {one["benchmark"].split(".")[-1]: one["primaryMetric"] for one in json.load(open(result))}


def times(java, pattern, threads, short, scratch):
    """Nanoseconds per operation and their error, by benchmark."""
    lengths = ["-f", "1", "-wi", "1", "-i", "1", "-w", "100ms", "-r", "100ms"] if short else [
        "-f", "2", "-wi", "3", "-i", "3", "-w", "1", "-r", "1"]
    found = jmh(java, pattern, threads, lengths, scratch)
    return {name: (metric["score"], metric["scoreError"]) for name, metric in found.items()}


def first_hits(java, short, scratch):
    """Times the first hit of new stacks whose classes are known, each once."""
    lengths = ["-f", "1", "-wi", "2", "-i", "3"] if short else ["-f", "2", "-wi", "20", "-i", "40"]
    found = jmh(java, r"StackBenchmark\.firstHit16$", 1, lengths, scratch)["firstHit16"]
    each = sorted(one for fork in found["rawData"] for one in fork)
    low, middle, high = statistics.quantiles(each, n=4)
    print(f"\nfirst hit of a stack, median of {len(each)}: {middle / 1e3:.0f} µs ({low / 1e3:.0f} to {high / 1e3:.0f})", flush=True)


def show(title, found, bare):
    print(f"\n{title}\n\n| what | ns | error | of the bare addition |\n|---|---|---|---|")
    for name, (score, error) in sorted(found.items(), key=lambda each: each[1][0]):
        print(f"| {name} | {score:.2f} | {float(error):.2f} | {score / bare:.2f} |")
    sys.stdout.flush()


def golang(limpid, scratch):
    """The cost of Inc of golang.org/x/telemetry, if Go is installed; also builds the program that startup.py compares with."""
    try:
        subprocess.run(["go", "build", "-o", "hello", "."], cwd=HERE / "go", check=True)
    except (OSError, subprocess.CalledProcessError) as e:
        return print(f"\nno golang.org/x/telemetry to compare with: {e}")
    home = os.environ | {"HOME": scratch, "XDG_CONFIG_HOME": f"{scratch}/config"}
    said = [subprocess.run([HERE / "go/hello", "inc"], env=home, stdout=subprocess.PIPE, text=True, check=True).stdout
            for _ in range(3)]
    inc = sorted(float(each.split()[0]) for each in said)[1]
    print(f"\ngolang.org/x/telemetry Inc: {inc:.1f} ns, {inc / limpid:.1f} times Limpid's {limpid:.2f} ns", flush=True)


def main():
    arguments = sys.argv[1:]
    unknown = [each for each in arguments if each.startswith("-") and each not in ("--short", "--no-build")]
    if unknown:
        sys.exit(__doc__ if unknown[0] in ("-h", "--help") else f"counter.py: there is no option {unknown[0]}")
    short = "--short" in arguments
    javas = [each for each in arguments if not each.startswith("--")] or ["java"]
    if "--no-build" not in arguments:
        build()
    with tempfile.TemporaryDirectory(prefix="limpid-benchmark") as scratch:
        for position, java in enumerate(javas):
            version = subprocess.run([java, "-version"], stderr=subprocess.PIPE, text=True, check=True).stderr
            name = version.splitlines()[1].split("(")[-1].strip(")")
            kinds = ".*" if position == 0 else "(limpid|bareGetAndAdd)"
            pattern = rf"\.(IncrementBenchmark\.{kinds}|StackBenchmark\.(depth16|bareWalk16))$"
            found = times(java, pattern, 1, short, scratch)
            show(f"One thread, {name}", found, found["bareGetAndAdd"][0])
            first_hits(java, short, scratch)
            if position == 0:
                golang(found["limpid"][0], scratch)
                for threads, words, kinds in ((2, "Two", ".*"), (4, "Four", "(limpid|longAdder|bareGetAndAdd)"),
                                              (8, "Eight", "(limpid|longAdder|bareGetAndAdd)")):
                    found = times(java, rf"\.IncrementBenchmark\.{kinds}$", threads, short, scratch)
                    show(f"{words} threads, {name}", found, found["bareGetAndAdd"][0])
        print("\nAdded to a whole program's start, milliseconds, median of pairs", flush=True)
        subprocess.run([sys.executable, HERE / "startup.py", "3" if short else "40", *javas], check=True)
        print("\nMemory and disk", flush=True)
        subprocess.run([javas[0], "-cp", f"{HERE / 'target/classes'}:{CLASS_PATH.read_text().strip()}",
                        "dev.limpid.benchmarks.Footprint"], check=True)


main()
