// Counts events for Limpid by appending to its journal, as specified in spec/journal.md. Copy this file into your program.
//     count("telemetry.example.org", "org.example/tool-editor", "1.4.0", "tool/language:en")
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
const STARTED = Date.now(), DAY = 86_400_000;
const OS = { win32: "windows" }[process.platform] ?? process.platform;
export const BUILD = ["node" + process.versions.node.split(".")[0], OS, { x64: "amd64", ia32: "386" }[process.arch] ?? process.arch];

/** The places of the user's choice and of everything else: each a folder that the environment names, and the path below it. */
function folders(collection) {
  const env = process.env, usual = { windows: [["APPDATA", "AppData/Roaming"], ["LOCALAPPDATA", "AppData/Local"]],
    darwin: Array(2).fill(["", "Library/Application Support"]) }[OS] ??
    [["XDG_CONFIG_HOME", ".config"], ["XDG_STATE_HOME", ".local/state"]];
  return usual.map(([name, below]) => env.LIMPID_DIR ? [env.LIMPID_DIR, collection]
    : path.isAbsolute(env[name] ?? "") ? [env[name], `limpid/${collection}`] : [os.homedir(), `${below}/limpid/${collection}`]);
}

/** Whether each folder belongs to the user or root, and nobody else can write to it. */
function isFit([base, rest]) {
  return path.isAbsolute(base) && ["", ...rest.split("/")].every((_, depth, parts) => {
    const found = fs.statSync(path.join(base, ...parts.slice(1, depth + 1)));
    const shared = found.mode & 0o002 || (found.mode & 0o020 && ![0, found.uid].includes(found.gid));
    return OS === "windows" || (!shared && [0, process.geteuid()].includes(found.uid));
  });
}

/** Whether the user chose that events are counted, and nothing in the environment forbids it. */
function isAllowed(mode) {
  const top = { windows: "C:\\ProgramData", darwin: "/Library/Application Support" }[OS] ?? "/etc";
  const [shared, chosen] = [`${top}/limpid/mode`, mode].map((file) =>
    fs.lstatSync(file, { throwIfNoEntry: false }) && fs.statSync(file).isFile() && fs.readFileSync(file, "latin1").trim());
  const wish = process.env.LIMPID || "on", track = process.env.DO_NOT_TRACK || "0";
  return shared !== false && !/^off\s+force$/.test(shared ?? "") && /^(local|on \d{4}-\d\d-\d\d)$/.test(chosen || "") &&
    ["on", "local"].includes(wish.trim().toLowerCase()) && track.trim() === "0";
}

/** The first day of the build's week, and the day on which it ends, as text. */
function week(local, build, now) {
  const weekends = Number(fs.readFileSync(path.join(local, "weekends"), "latin1").slice(0, 1));
  const today = Math.floor(now / DAY), end = (day) => day + 1 + ((weekends - ((day + 4) % 7) + 13) % 7);
  const days = fs.readdirSync(local).filter((name) => name.startsWith(build) &&
      /^\d{4}-\d\d-\d\d\.v1\.(count|journal)/.test(name.slice(build.length)))
    .map((name) => Date.parse(name.slice(build.length, build.length + 10)) / DAY);
  const begin = Math.min(today, ...days.filter((day) => day <= today && today < end(day)));
  return [begin, end(begin)].map((day) => new Date(day * DAY).toISOString().slice(0, 10));
}

const fnv = (bytes) => bytes.reduce((sum, byte) => Math.imul(sum ^ byte, 0x01000193) >>> 0, 0x811c9dc5);
/** Appends one frame in one write, after the metadata if that is missing. Returns whether all of it was written. */
function append(local, program, version, build, now, entry, other = "") {
  const stem = `${program.split("/").pop()}${other}@${version}-${build.join("-")}-`, [begin, end] = week(local, stem, now);
  const metadata = Buffer.from(`TimeBegin: ${begin}T00:00:00Z\nTimeEnd: ${end}T00:00:00Z\nProgram: ${program}\n` +
    `Version: ${version}\nRuntime: ${build[0]}\nOS: ${build[1]}\nArch: ${build[2]}\n\n`);
  const frames = [["LJ1M", metadata], ["LJ1C", entry]].map(([magic, body]) => Buffer.concat([Buffer.from(magic),
    Buffer.from(Uint32Array.of(body.length, fnv(body)).buffer), body]));
  const { O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW = 0 } = fs.constants;
  const journal = fs.openSync(path.join(local, `${stem}${begin}.v1.journal`), O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW);
  try {
    const start = Buffer.alloc(frames[0].length), length = fs.readSync(journal, start, 0, start.length, 0);
    if (length === start.length && !start.equals(frames[0]) && !other) // the journal of another program whose name has the same ending
      return append(local, program, version, build, now, entry, "%7e" + fnv(metadata).toString(16));
    return frames.slice(start.equals(frames[0]) ? 1 : 0).every((frame) => fs.writeSync(journal, frame) === frame.length);
  } finally { fs.closeSync(journal); }
}

/** Returns whether the events were counted. Never throws, and does not create a home: a Java program or `limpid local` does that. */
export function count(collection, program, version, name, events = 1, build = BUILD) {
  try {
    const [choice, [base, rest]] = folders(collection), local = `${rest}/local`;
    if (![program.split("/").pop(), version, ...build].every((part) => /^\w[\w.-]*$/.test(part)) || /\s/.test(program) ||
      !/^[!-9;-~]+(:[!-9;-~]+)?$/.test(name) || name.length > 4096) return false;
    const clock = process.env.LIMPID_DIR && process.env.LIMPID_NOW;
    const now = Date.now() + (clock ? Date.parse(clock) - STARTED : 0), entry = Buffer.alloc(12 + name.length);
    entry.writeBigUInt64LE(BigInt(events)), entry.writeUInt32LE(name.length, 8), entry.write(name, 12);
    return isFit(choice) && isFit([base, local]) && isAllowed(path.join(...choice, "mode")) &&
      append(path.join(base, local), program, version, build, now, entry);
  } catch { return false; }
}
