#!/usr/bin/env python3
"""What telemetry adds to a program's start: whole processes, in pairs, with and without.

usage: startup.py [pairs] [java ...]      (after: ./mvnw -q package -DskipTests -pl counter,benchmarks -am)

Prints, for each java, the medians of what was added in milliseconds of wall time and of CPU (user and system), and
the first and third quartile of the CPU. The pairs alternate, so that a machine's moods fall on both sides.

The home is a user's usual one, which was used before: below the home folder that the machine's list of accounts names, for
which java's user.home is set. One elsewhere has its owners looked at at each start, and is the last row.
"""
import os, pathlib, statistics, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parent.parent


def run(command, environment):
    begun = time.perf_counter()
    pid = os.posix_spawnp(command[0], command, environment, file_actions=[(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0)])
    _, status, used = os.wait4(pid, 0)
    if status:
        sys.exit(f"{command} ended with {status}")
    return (time.perf_counter() - begun) * 1e3, (used.ru_utime + used.ru_stime) * 1e3


def pairs(name, without, with_it, count, environment):
    added = []
    for i in range(count + 2):
        plain, counted = run(without, environment), run(with_it, environment)
        if i > 1:  # the first pairs create the home and warm the disk's cache
            added.append((counted[0] - plain[0], counted[1] - plain[1], plain[0], plain[1]))
    wall, cpu, base_wall, base_cpu = zip(*added)
    low, _, high = statistics.quantiles(cpu, n=4)
    print(f"{name:60s} wall {statistics.median(wall):6.2f}  cpu {statistics.median(cpu):6.2f} ({low:.2f} to {high:.2f})"
          f"  of {statistics.median(base_wall):.1f} / {statistics.median(base_cpu):.1f}", flush=True)


def archived(command, program, scratch, environment):
    """The program with an archive of its classes, of the JDK's newest kind, as programs with a fast start have it."""
    archive = f"{scratch}/{program}.{len(os.listdir(scratch))}.jsa"
    said = subprocess.run([command[0], "-version"], capture_output=True, text=True, check=True).stderr
    aot = int(said.split('"')[1].split(".")[0]) >= 25  # JEP 514
    make, use = ("AOTCacheOutput", "AOTCache") if aot else ("ArchiveClassesAtExit", "SharedArchiveFile")
    subprocess.run([*command[:1], f"-XX:{make}={archive}", *command[1:], program], env=environment,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return [*command[:1], f"-XX:{use}={archive}", *command[1:], program]


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    javas = sys.argv[2:] or ["java"]
    counter = max((ROOT / "counter/target").glob("limpid-counter-*[!s].jar"))
    classes = ROOT / "benchmarks/target/classes"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        app = f"{scratch}/app.jar"
        subprocess.run(["jar", "cf", app, "-C", classes, "dev/limpid/benchmarks/startup"], check=True)
        environment = {k: v for k, v in os.environ.items() if k not in ("LIMPID", "LIMPID_DIR", "DO_NOT_TRACK", "CI")}
        environment = {k: v for k, v in environment.items() if k not in ("XDG_STATE_HOME", "XDG_CONFIG_HOME")}
        home = f"{scratch}/home"
        os.mkdir(home)
        environment["HOME"] = home
        for java in javas:
            command = [java, f"-Duser.home={home}", "-cp", f"{app}:{counter}"]
            hello, counted = (f"dev.limpid.benchmarks.startup.{name}" for name in ("Hello", "HelloCounted"))
            pairs(java, command + [hello], command + [counted], count, environment)
            pairs(f"{java}, each with an archive of its classes", archived(command, hello, scratch, environment),
                  archived(command, counted, scratch, environment), count, environment)
            elsewhere = environment | {"XDG_STATE_HOME": f"{scratch}/state", "XDG_CONFIG_HOME": f"{scratch}/config"}
            pairs(f"{java}, home elsewhere", command + [hello], command + [counted], count, elsewhere)
        if not list(pathlib.Path(home).glob(".local/state/limpid/*/local/*.v1.journal")):
            sys.exit("nothing was counted in the usual home: no journal in .local/state/limpid")
        go = ROOT / "benchmarks/go"
        if (go / "hello").exists():
            # In XDG_CONFIG_HOME, a folder of this run. Opening a file that is there is a few system calls; what takes
            # time is crash reporting, which starts a child. The figure includes only the part of the child that the start waits for.
            environment |= {"HOME": scratch, "XDG_CONFIG_HOME": f"{scratch}/config"}
            for mode in "count", "crashes":
                pairs(f"golang.org/x/telemetry, {mode}", [str(go / "hello")], [str(go / "hello"), mode], count, environment)
            if not list(pathlib.Path(scratch).glob("config/x-telemetry/local/*.v1.count")):
                sys.exit("golang.org/x/telemetry counted nothing: no count file in config/x-telemetry/local")
            time.sleep(1)  # the last children end after their parents


main()
