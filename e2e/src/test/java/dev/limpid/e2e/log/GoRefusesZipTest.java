package dev.limpid.e2e.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.testtools.Needs;
import dev.limpid.testtools.Tool;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.module.ModulePath;
import dev.limpid.tlog.module.ModuleVersion;
import dev.limpid.tlog.module.ModuleZip;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same module zips for our reader and for the unmodified {@code go} command: we accept none that go refuses. */
class GoRefusesZipTest {

    private static final ModulePath ANY = new ModulePath("zip.example.org/config");
    private static final long MOST = 32L << 20;

    @TempDir
    Path folder;

    /** Makes the zip of one case, whose names have the given prefix. */
    private interface Making {
        byte[] zip(String prefix);
    }

    private final Map<String, Making> bad = new LinkedHashMap<>();
    private final Map<String, Making> good = new LinkedHashMap<>();

    private static RawZip module(String prefix, RawZip.Entry... more) {
        RawZip zip = new RawZip().with(new RawZip.Entry(prefix + "go.mod", "module zip.example.org/config\n"));
        zip.with(new RawZip.Entry(prefix + "config.json", "{\"OS\":[]}"));
        for (RawZip.Entry entry : more) {
            zip.with(entry);
        }
        return zip;
    }

    private void names(String... names) {
        bad.put("names " + Arrays.toString(names), prefix -> {
            RawZip zip = module(prefix);
            for (String name : names) {
                zip.with(new RawZip.Entry(prefix + name, "x"));
            }
            return zip.bytes();
        });
    }

    private void entry(String what, Consumer<RawZip.Entry> change) {
        bad.put(what, prefix -> {
            RawZip.Entry entry = new RawZip.Entry(prefix + "charts.txt", "title: a\n".repeat(20));
            change.accept(entry);
            return module(prefix, entry).bytes();
        });
    }

    private void zip(String what, Consumer<RawZip> change) {
        bad.put(what, prefix -> {
            RawZip zip = module(prefix);
            change.accept(zip);
            return zip.bytes();
        });
    }

    private void badNames() {
        names("CONFIG.json");
        names("Config.JSON");
        names("a/x", "A/y");
        names("a", "a/b");
        names("a/b", "a");
        names("charts.txt", "charts.txt");
        names("x/go.mod");
        names("x/Go.Mod");
        names("GO.MOD");
        names("a.");
        names("...");
        names("..");
        names("../a");
        names("a/../b");
        names("./a");
        names("/a");
        names("a//b");
        names("a/");
        names("");
        names("a\\b");
        names("c:a");
        names("CON");
        names("con.txt");
        names("x/Nul");
        names("aux.tar.gz");
        names("x/lpt1.json/y");
        names("COM9");
        for (char c :
                "\"'*<>?`|;\n\r\t\u0000\u0001\u007f\u0085\u00a0\u200b\u202e\u0301\u2028\u20ac\ufffd".toCharArray()) {
            names("a" + c + "b");
        }
        names("\ud83d\ude00");
        // Letters of other scripts: go accepts those that its tables contain.
        names("k\u00f6nig");
        names("\u212aelvin");
        names("\uff41");
        entry("a name that is not UTF-8", entry -> {
            entry.name = concat(entry.name, new byte[] {(byte) 0xc3, 0x28});
            entry.nameBeside = entry.name;
        });
        entry("an overlong slash", entry -> {
            entry.name = concat(entry.name, new byte[] {(byte) 0xc0, (byte) 0xaf, 'x'});
            entry.nameBeside = entry.name;
        });
        bad.put(
                "another prefix",
                prefix -> module(prefix, new RawZip.Entry("elsewhere/a", "x")).bytes());
        bad.put(
                "a prefix in capitals",
                prefix -> module(prefix, new RawZip.Entry(prefix.toUpperCase(java.util.Locale.ROOT) + "a", "x"))
                        .bytes());
        bad.put(
                "an absolute name",
                prefix -> module(prefix, new RawZip.Entry("/etc/passwd", "x")).bytes());
    }

    private void badEntries() {
        entry("a symbolic link", entry -> entry.attributes = 0120777L << 16);
        entry("a folder by its mode", entry -> entry.attributes = 040755L << 16);
        entry("a pipe", entry -> entry.attributes = 010644L << 16);
        entry("a device", entry -> entry.attributes = 020644L << 16);
        entry("a socket", entry -> entry.attributes = 0140644L << 16);
        entry("a folder as DOS marks it", entry -> {
            entry.creator = 0;
            entry.attributes = 0x10;
        });
        entry(
                "another name beside the file",
                entry -> entry.nameBeside = new String(entry.name, StandardCharsets.UTF_8)
                        .replace("charts", "chartz")
                        .getBytes(StandardCharsets.UTF_8));
        entry("another size beside the file", entry -> entry.sizeBeside = 3);
        entry("a wrong digest", entry -> entry.crc ^= 1);
        entry("content longer than it says", entry -> entry.size = 5);
        entry("content shorter than it says", entry -> entry.size = 5000);
        entry("junk behind the compressed stream", entry -> {
            entry.packed = concat(entry.packed, new byte[] {1, 2, 3});
            entry.packedSize += 3;
        });
        entry("a packed size beyond the file's end", entry -> entry.packedSize += 1_000_000);
        entry("encryption", entry -> entry.flags |= 1);
        entry("a masked header", entry -> entry.flags |= 0x2000);
        entry("an unknown method", entry -> entry.method = 12);
        entry("a method that says stored", entry -> entry.method = 0);
        entry(
                "zip64 sizes",
                entry -> entry.extra = RawZip.bytes(RawZip.little(12)
                        .putShort((short) 1)
                        .putShort((short) 8)
                        .putLong(180)));
        entry(
                "zip64 sizes beside the file",
                entry -> entry.extraBeside = RawZip.bytes(RawZip.little(12)
                        .putShort((short) 1)
                        .putShort((short) 8)
                        .putLong(180)));
        entry(
                "a name in an extra field",
                entry -> entry.extra = RawZip.bytes(RawZip.little(12)
                        .putShort((short) 0x7075)
                        .putShort((short) 8)
                        .putLong(1)));
        entry("an extra field that ends early", entry -> entry.extra = new byte[] {9, 9, 40, 0, 1});
        entry("a descriptor that says another size", entry -> {
            entry.flags |= 8;
            entry.sizesFollow = true;
            entry.descriptor = RawZip.descriptor(entry.crc, entry.packedSize, entry.size + 1);
        });
        entry("a descriptor that is not there", entry -> {
            entry.flags |= 8;
            entry.sizesFollow = true;
        });
        entry("a comment", entry -> entry.comment = "hello".getBytes(StandardCharsets.UTF_8));
        bad.put(
                "a bomb",
                prefix -> module(prefix, new RawZip.Entry(prefix + "a", new byte[40 << 20]))
                        .bytes());
        bad.put("a bomb that says little", prefix -> {
            RawZip.Entry bomb = new RawZip.Entry(prefix + "a", new byte[40 << 20]);
            bomb.size = 100;
            return module(prefix, bomb).bytes();
        });
        for (String name : List.of("go.mod", "LICENSE")) {
            bad.put("too long a " + name, prefix -> {
                RawZip zip = new RawZip();
                zip.with(new RawZip.Entry(prefix + name, new byte[(16 << 20) + 1]));
                if (!name.equals("go.mod")) {
                    zip.with(new RawZip.Entry(prefix + "go.mod", "module zip.example.org/config\n"));
                }
                return zip.bytes();
            });
        }
    }

    private void badStructures() {
        byte[] junk = "#!/bin/sh\nexit\n".getBytes(StandardCharsets.UTF_8);
        zip("bytes before the first file", zip -> zip.before = junk);
        zip("bytes between files and directory", zip -> zip.beforeDirectory = junk);
        zip("bytes behind the end", zip -> zip.after = junk);
        zip("a comment behind the end", zip -> zip.comment = junk);
        zip("a comment that holds a second end", zip -> zip.comment = Arrays.copyOfRange(new RawZip().bytes(), 0, 22));
        zip("a second end behind the first", zip -> zip.after = new RawZip().bytes());
        zip("several disks", zip -> zip.disk = 1);
        zip("a directory that is shorter than it says", zip -> zip.countMore = 1);
        zip("a directory that is longer than it says", zip -> zip.countMore = -1);
        zip("a file that the directory hides", zip -> zip.entries.get(1).hidden = true);
        bad.put("two entries for one place", prefix -> {
            RawZip.Entry twin = new RawZip.Entry(prefix + "go.mod", "module zip.example.org/config\n");
            twin.offset = 0;
            twin.name = (prefix + "charts.txt").getBytes(StandardCharsets.UTF_8);
            return module(prefix, twin).bytes();
        });
        bad.put("a file inside another", prefix -> {
            byte[] inner = module(prefix).bytes();
            RawZip.Entry outer = new RawZip.Entry(prefix + "a", inner);
            outer.method = 0;
            outer.packed = inner;
            outer.packedSize = inner.length;
            RawZip zip = new RawZip()
                    .with(outer)
                    .with(new RawZip.Entry(prefix + "go.mod", "module zip.example.org/config\n"));
            RawZip.Entry inside = new RawZip.Entry(prefix + "go.mod", "module zip.example.org/config\n");
            inside.name = (prefix + "b").getBytes(StandardCharsets.UTF_8);
            inside.offset = 30 + outer.name.length;
            return zip.with(inside).bytes();
        });
        bad.put("half a zip", prefix -> {
            byte[] whole = module(prefix).bytes();
            return Arrays.copyOf(whole, whole.length / 2);
        });
        bad.put("no zip", prefix -> junk);
        bad.put("nothing", prefix -> new byte[0]);
        bad.put(
                "no go.mod",
                prefix -> new RawZip()
                        .with(new RawZip.Entry(prefix + "config.json", "{}"))
                        .bytes());
    }

    private void goodOnes() {
        good.put(
                "ours",
                prefix -> ModuleZip.pack(
                                new ModulePath(prefix.substring(0, prefix.indexOf('@'))),
                                version("v1.0.0"),
                                Map.of("config.json", new byte[] {'{', '}'}, "charts.txt", new byte[0]))
                        .bytes());
        good.put(
                "with modes and folders",
                prefix -> module(prefix, new RawZip.Entry(prefix + "a/b/c~1 (x).txt", "x"))
                        .bytes());
        good.put("with descriptors, as go writes them", prefix -> {
            RawZip.Entry entry = new RawZip.Entry(prefix + "a", "x".repeat(500));
            entry.flags = 8;
            entry.sizesFollow = true;
            entry.descriptor = RawZip.descriptor(entry.crc, entry.packedSize, entry.size);
            return module(prefix, entry).bytes();
        });
        good.put("stored, with a time", prefix -> {
            RawZip.Entry entry = new RawZip.Entry(prefix + "a", "x");
            entry.method = 0;
            entry.packed = new byte[] {'x'};
            entry.packedSize = 1;
            entry.extra = RawZip.bytes(RawZip.little(9)
                    .putShort((short) 0x5455)
                    .putShort((short) 5)
                    .put((byte) 1)
                    .putInt(7));
            entry.extraBeside = entry.extra;
            return module(prefix, entry).bytes();
        });
    }

    @Test
    void reader_refusesEveryZipThatCouldBeReadInTwoWays() {
        badNames();
        badEntries();
        badStructures();
        goodOnes();
        bad.forEach((what, making) -> assertThat(isTaken(ANY, making)).as(what).isFalse());
        good.forEach((what, making) -> assertThat(isTaken(ANY, making)).as(what).isTrue());
    }

    @Test
    @Needs(Tool.GO)
    void reader_acceptsNoZipThatGoRefuses() throws Exception {
        badNames();
        badEntries();
        badStructures();
        goodOnes();
        Map<String, Making> all = new LinkedHashMap<>(bad);
        all.putAll(good);
        Path proxy = folder.resolve("proxy");
        List<String> modules = new ArrayList<>();
        Map<String, ModulePath> paths = new LinkedHashMap<>();
        for (Map.Entry<String, Making> each : all.entrySet()) {
            ModulePath path = new ModulePath("zip" + paths.size() + ".example.org/config");
            paths.put(each.getKey(), path);
            modules.add(path + "@v1.0.0");
            Path at = Files.createDirectories(proxy.resolve(path + "/@v"));
            Files.writeString(at.resolve("list"), "v1.0.0\n");
            Files.writeString(at.resolve("v1.0.0.info"), "{\"Version\":\"v1.0.0\",\"Time\":\"2026-11-21T02:00:00Z\"}");
            Files.writeString(at.resolve("v1.0.0.mod"), "module " + path + "\n");
            Files.write(at.resolve("v1.0.0.zip"), each.getValue().zip(path + "@v1.0.0/"));
        }
        GoCommand go = new GoCommand(folder.resolve("go"));
        GoCommand.Outcome outcome = go.download(modules, proxy.toUri().toString(), "off");
        List<String> refusedByGo = new ArrayList<>();
        all.forEach((what, making) -> {
            ModulePath path = paths.getOrDefault(what, ANY);
            if (!Files.isDirectory(go.modules().resolve(path + "@v1.0.0"))) {
                refusedByGo.add(what);
                assertThat(isTaken(path, making)).as(what + ": refused by go").isFalse();
            }
        });
        assertThat(refusedByGo)
                .as(outcome.output())
                .contains("names [CONFIG.json]")
                .hasSizeGreaterThan(50);
        assertThat(refusedByGo).as(outcome.output()).doesNotContainAnyElementsOf(good.keySet());
    }

    private static boolean isTaken(ModulePath path, Making making) {
        try {
            ModuleZip.read(path, version("v1.0.0"), making.zip(path + "@v1.0.0/"), MOST);
            return true;
        } catch (LogFormatException e) {
            return false;
        }
    }

    private static ModuleVersion version(String text) {
        try {
            return ModuleVersion.parse(text);
        } catch (LogFormatException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
