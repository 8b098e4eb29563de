package dev.limpid.denser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarRecompressorTest {

    private static final LocalDateTime MADE = LocalDateTime.of(2026, 11, 1, 0, 0);

    @TempDir
    Path folder;

    @Test
    void jar_keepsNamesOrderTimesAndContentsOfFiles_andIsSmaller() throws IOException {
        Map<String, byte[]> entries = entries();
        Path jar = write(entries);
        long before = Files.size(jar);

        JarRecompressor.main(new String[] {jar.toString()});

        assertThat(Files.size(jar)).isLessThan(before);
        entries.remove("META-INF/");
        assertThat(names(jar)).containsExactlyElementsOf(entries.keySet());
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                ZipEntry found = zip.getEntry(entry.getKey());
                assertThat(found.getTimeLocal()).as(entry.getKey()).isEqualTo(MADE);
                assertThat(zip.getInputStream(found).readAllBytes())
                        .as(entry.getKey())
                        .isEqualTo(entry.getValue());
            }
        }
    }

    /** If a jar comes from a network, its entries are read one after another, with only what precedes them. */
    @Test
    void jar_canBeReadAsAStream() throws IOException {
        Map<String, byte[]> entries = entries();
        Path jar = write(entries);

        JarRecompressor.rewrite(jar);

        try (JarInputStream in = new JarInputStream(Files.newInputStream(jar))) {
            assertThat(in.getManifest().getMainAttributes().getValue("Made-Up")).isEqualTo("yes");
            for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                assertThat(in.readAllBytes()).as(entry.getName()).isEqualTo(entries.get(entry.getName()));
            }
        }
    }

    @Test
    void noEntry_grows() throws IOException {
        Path jar = write(entries());
        Map<String, Long> before = compressed(jar);

        JarRecompressor.rewrite(jar);

        Map<String, Long> after = compressed(jar);
        before.remove("META-INF/");
        before.forEach((name, size) -> assertThat(after.get(name)).as(name).isLessThanOrEqualTo(size));
        assertThat(after.get("words.txt")).isLessThan(before.get("words.txt"));
    }

    /** Code that looks for classes or resources by folder finds them without an entry for the folder. */
    @Test
    void folders_areFoundByTheirFiles() throws IOException {
        Path jar = write(entries());

        JarRecompressor.rewrite(jar);

        try (FileSystem zip = FileSystems.newFileSystem(jar);
                Stream<Path> files = Files.list(zip.getPath("/a"))) {
            assertThat(files).map(Path::toString).containsExactlyInAnyOrder("/a/empty", "/a/one");
        }
    }

    @Test
    void sameJar_givesTheSameBytes_alsoWhenItWasRewrittenBefore() throws IOException {
        Path jar = write(entries());
        JarRecompressor.rewrite(jar);
        byte[] once = Files.readAllBytes(jar);

        JarRecompressor.rewrite(jar);
        assertThat(Files.readAllBytes(jar)).isEqualTo(once);
        JarRecompressor.rewrite(write(entries()));
        assertThat(Files.readAllBytes(jar)).isEqualTo(once);
    }

    @Test
    void jar_isAllThatIsLeft() throws IOException {
        Path jar = write(entries());

        JarRecompressor.rewrite(jar);

        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(jar);
        }
    }

    @Test
    void whatDoesNotInflateToTheEntry_isRefused() throws IOException {
        byte[] bytes = words(5000);
        byte[] deflated = deflated(bytes);
        byte[] other = bytes.clone();
        other[4000]++;

        ZopfliDeflater.check("words.txt", bytes, deflated);
        for (byte[] wrong : List.of(other, Arrays.copyOf(bytes, 4999), Arrays.copyOf(bytes, 5001))) {
            assertThatThrownBy(() -> ZopfliDeflater.check("words.txt", wrong, deflated))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("words.txt: ");
        }
        for (int length : new int[] {deflated.length - 1, deflated.length + 1}) {
            assertThatThrownBy(() -> ZopfliDeflater.check("words.txt", bytes, Arrays.copyOf(deflated, length)))
                    .isInstanceOf(IOException.class);
        }
    }

    /**
     * A manifest, a folder, and entries without bytes, with few bytes, with many, larger than one part, and incompressible ones.
     */
    private static Map<String, byte[]> entries() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("META-INF/", new byte[0]);
        entries.put(
                "META-INF/MANIFEST.MF",
                "Manifest-Version: 1.0\r\nMade-Up: yes\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        entries.put("words.txt", words(20_000));
        entries.put("few.txt", words(3000));
        entries.put("a/empty", new byte[0]);
        entries.put("a/one", new byte[] {7});
        byte[] noise = new byte[9000];
        new Random(1).nextBytes(noise);
        entries.put("noise", noise);
        entries.put("zeros", new byte[140_000]);
        return entries;
    }

    private static byte[] words(int length) {
        Random random = new Random(length);
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(List.of("counter", "week", "answer", "chart").get(random.nextInt(4)))
                    .append(random.nextInt(100));
        }
        return text.substring(0, length).getBytes(StandardCharsets.UTF_8);
    }

    private Path write(Map<String, byte[]> entries) throws IOException {
        Path jar = folder.resolve("made.jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                ZipEntry header = new ZipEntry(entry.getKey());
                header.setTimeLocal(MADE);
                if (header.isDirectory()) {
                    header.setMethod(ZipEntry.STORED);
                    header.setSize(0);
                    header.setCrc(new CRC32().getValue());
                }
                out.putNextEntry(header);
                out.write(entry.getValue());
            }
        }
        return jar;
    }

    private static byte[] deflated(byte[] bytes) throws IOException {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(deflated, new Deflater(9, true))) {
            out.write(bytes);
        }
        return deflated.toByteArray();
    }

    private static List<String> names(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream().map(ZipEntry::getName).toList();
        }
    }

    private static Map<String, Long> compressed(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream().collect(Collectors.toMap(ZipEntry::getName, ZipEntry::getCompressedSize));
        }
    }
}
