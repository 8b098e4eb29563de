"""Counts events for Limpid by appending to its journal, as specified in spec/journal.md. Copy this file into your program.

    count("telemetry.example.org", "org.example/tool.py", "1.4.0", "tool/language:en")"""
import datetime, functools, os, platform, re, struct, sys, time

STARTED = time.time()
OS = {"win32": "windows"}.get(sys.platform, re.sub("[^a-z]", "", sys.platform))
ARCH = {"x86_64": "amd64", "aarch64": "arm64", "i686": "386"}.get(platform.machine(), platform.machine().lower())
BUILD = ("python%d.%d" % sys.version_info[:2], OS, ARCH)

def folders(collection):
    """The places of the user's choice and of everything else: each a folder that the environment names, and the path below it."""
    user, env = os.path.expanduser("~"), os.environ.get
    places = {"windows": (("AppData", "AppData/Roaming"), ("LocalAppData", "AppData/Local")),
              "darwin": (("", "Library/Application Support"),) * 2}
    places = places.get(OS, (("XDG_CONFIG_HOME", ".config"), ("XDG_STATE_HOME", ".local/state")))
    return [(env("LIMPID_DIR"), collection) if env("LIMPID_DIR") else (user, usual + "/limpid/" + collection)
            if not os.path.isabs(env(name, "")) else (env(name), "limpid/" + collection) for name, usual in places]

def is_fit(base, rest):
    """Whether each folder belongs to the user or root, and nobody else can write to it."""
    for depth in range(rest.count("/") + 2):
        found = os.stat(os.path.join(base, *rest.split("/")[:depth]))
        shared = found.st_mode & 0o002 or (found.st_mode & 0o020 and found.st_gid not in (0, found.st_uid))
        if OS != "windows" and (shared or found.st_uid not in (0, os.geteuid())):
            return False
    return os.path.isabs(base)

def is_allowed(mode):
    """Whether the user chose that events are counted, and nothing in the environment forbids it."""
    shared = {"windows": r"C:\ProgramData", "darwin": "/Library/Application Support"}.get(OS, "/etc") + "/limpid/mode"
    forced = os.path.lexists(shared) and re.fullmatch(r"off\s+force", open(shared).read(257).strip())
    wishes = (os.environ.get("LIMPID") or "on").strip().lower(), (os.environ.get("DO_NOT_TRACK") or "0").strip()
    chosen = os.path.isfile(mode) and re.fullmatch(r"local|on \d{4}-\d\d-\d\d", open(mode).read(257).strip())
    return bool(chosen) and not forced and wishes in (("on", "0"), ("local", "0"))

def week(local, build, today):
    """The first day of this build's week, and the day on which it ends."""
    weekends = int(open(os.path.join(local, "weekends")).read(1))
    end = lambda day: day + datetime.timedelta(1 + (weekends - day.isoweekday() - 1) % 7)
    found = [re.match(re.escape(build) + r"(\d{4}-\d\d-\d\d)\.v1\.(count|journal)", name) for name in os.listdir(local)]
    days = [datetime.date.fromisoformat(name[1]) for name in found if name]
    begin = min([day for day in days if day <= today < end(day)] + [today])
    return begin, end(begin)

def fnv(data):
    return functools.reduce(lambda checksum, byte: (checksum ^ byte) * 0x01000193 & 0xFFFFFFFF, data, 0x811C9DC5)

def append(local, program, version, build, now, entry, other=""):
    """Appends one frame in one write, after the metadata if that is missing. Returns whether all of it was written."""
    stem = "%s%s@%s-%s-%s-%s-" % (program.split("/")[-1], other, version, *build)
    begin, end = week(local, stem, now.date())
    metadata = "TimeBegin: %sT00:00:00Z\nTimeEnd: %sT00:00:00Z\nProgram: %s\nVersion: %s\nRuntime: %s\nOS: %s\nArch: %s\n\n"
    bodies = ((b"LJ1M", (metadata % (begin, end, program, version, *build)).encode()), (b"LJ1C", entry))
    frames = [magic + struct.pack("<II", len(body), fnv(body)) + body for magic, body in bodies]
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with open(os.open(os.path.join(local, "%s%s.v1.journal" % (stem, begin)), flags, 0o666), "r+b", 0) as journal:
        start = journal.read(len(frames[0]))
        if len(start) == len(frames[0]) and start != frames[0] and not other:  # the journal of another program whose name has the same ending
            return append(local, program, version, build, now, entry, "%%7e%x" % fnv(bodies[0][1]))
        return all(os.write(journal.fileno(), frame) == len(frame) for frame in frames[start == frames[0]:])

def count(collection, program, version, name, events=1, build=BUILD):
    """Returns whether the events were counted. Never raises, and does not create a home: a Java program or `limpid local` does that."""
    try:
        (top, choice), (base, rest) = folders(collection)
        parts = (program.split("/")[-1], version, *build)  # plain names only: others would have to be escaped in a file's name
        if not all(re.fullmatch(r"\w[\w.-]*", part, re.ASCII) for part in parts) or re.search(r"\s", program) or \
                not re.fullmatch("[!-9;-~]+(:[!-9;-~]+)?", name) or len(name) > 4096:
            return False
        fit = is_fit(top, choice) and is_fit(base, rest + "/local")
        clock = os.environ.get("LIMPID_NOW", "").replace("Z", "+00:00") if os.environ.get("LIMPID_DIR") else ""
        moved = datetime.datetime.fromisoformat(clock).timestamp() - STARTED if clock else 0
        now = datetime.datetime.fromtimestamp(time.time() + moved, datetime.timezone.utc)
        entry = struct.pack("<QI", events, len(name)) + name.encode()
        return fit and is_allowed(os.path.join(top, choice, "mode")) and append(
            os.path.join(base, rest, "local"), program, version, build, now, entry)
    except (OSError, ValueError, struct.error):
        return False
