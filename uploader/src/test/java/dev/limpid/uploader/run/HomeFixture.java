package dev.limpid.uploader.run;

import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.mode.Mode;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import dev.limpid.uploader.config.PassConfigSource;
import dev.limpid.uploader.home.HomeLayout;
import dev.limpid.uploader.send.SendResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** A telemetry home in a test's folder: counts written as journals, a mode, a day, a configuration. */
final class HomeFixture {

    static final String PROGRAM = "example.org/tool";

    final TelemetryHome home;
    final HomeLayout files;
    final RecordingSender server = new RecordingSender(new SendResult.Accepted());
    Mode mode = new Mode.Local();
    LocalDate today = LocalDate.parse("2026-11-20");
    RandomGenerator random = new SecureRandom();
    PassConfigSource config = PassConfigSource.of(config("v1.0.0", 1, 1));

    HomeFixture(Path folder) {
        home = TelemetryHome.at("test", folder);
        files = new HomeLayout(home);
        try {
            Files.createDirectories(home.local());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A configuration of one question, for every counter {@code tool/a} to {@code tool/z} of version 1.0. */
    static CollectionConfig config(String version, double rate, double fetchRate) {
        return config(version, fetchRate, question("letters", rate, letters().toArray(String[]::new)));
    }

    /** A configuration that asks version 1.0 these questions. */
    static CollectionConfig config(String version, double fetchRate, Question... questions) {
        return new CollectionConfig(
                version,
                List.of("linux"),
                List.of("amd64"),
                List.of("java17"),
                fetchRate,
                List.of(new CollectionConfig.Program(PROGRAM, List.of("1.0"), List.of(questions))));
    }

    /** A question for these counters, by version. */
    static Question question(String id, double rate, String... counters) {
        return new Question(
                id,
                rate,
                Set.of(Attribute.VERSION),
                new RequestedCounters.Named(List.of(counters)),
                Optional.empty(),
                Optional.empty());
    }

    /** A question for each of {@code tool/a} to {@code tool/z}. */
    static CollectionConfig oneEach(String version, double rate) {
        return config(
                version,
                1,
                letters().stream()
                        .map(name -> question(name.substring("tool/".length()), rate, name))
                        .toArray(Question[]::new));
    }

    private static List<String> letters() {
        return Stream.iterate('a', c -> c <= 'z', c -> (char) (c + 1))
                .map(c -> "tool/" + c)
                .toList();
    }

    Instant now() {
        return today.atTime(9, 0).toInstant(ZoneOffset.UTC);
    }

    void agreed(String day) {
        mode = new Mode.On(LocalDate.parse(day));
    }

    /** Makes one pass and returns what it did. */
    List<Step.Kind> pass() throws IOException {
        return reporting(server).run().stream().map(Step::kind).toList();
    }

    ReportingPass reporting(RecordingSender sender) {
        return new ReportingPass(home, () -> mode, Clock.fixed(now(), ZoneOffset.UTC), random, config, sender);
    }

    /** Writes a journal of this week, or appends to it. */
    Path count(String begin, String end, String... names) {
        return countOf("1.0", begin, end, names);
    }

    Path countOf(String version, String begin, String end, String... names) {
        Path journal = home.local().resolve("tool@" + version + "-java17-linux-amd64-" + begin + ".v1.journal");
        SortedMap<String, Long> counts = new TreeMap<>();
        for (String name : names) {
            counts.merge(name, 1L, Long::sum);
        }
        try {
            if (!Files.exists(journal)) {
                append(journal, 'M', metadata(begin, end, version));
            }
            append(journal, 'C', entries(counts));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return journal;
    }

    Optional<String> localReport(String week) throws IOException {
        return text(files.localReport(LocalDate.parse(week)));
    }

    Optional<String> sent(String week) throws IOException {
        return text(files.sent(LocalDate.parse(week))).map(String::stripTrailing);
    }

    static Optional<String> text(Path file) throws IOException {
        return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }

    void delete() throws IOException {
        try (Stream<Path> all = Files.walk(home.folder())) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Every file of the home with its content. */
    Map<String, String> snapshot() throws IOException {
        Map<String, String> snapshot = new TreeMap<>();
        try (Stream<Path> all = Files.walk(home.folder())) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                snapshot.put(
                        home.folder().relativize(file).toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return snapshot;
    }

    private static byte[] metadata(String begin, String end, String version) {
        return ("TimeBegin: " + begin + "T00:00:00Z\nTimeEnd: " + end + "T00:00:00Z\nProgram: " + PROGRAM
                        + "\nVersion: " + version + "\nRuntime: java17\nOS: linux\nArch: amd64\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] entries(SortedMap<String, Long> counts) {
        ByteArrayOutputStream entries = new ByteArrayOutputStream();
        counts.forEach((name, count) -> {
            byte[] text = name.getBytes(StandardCharsets.UTF_8);
            ByteBuffer entry = ByteBuffer.allocate(12 + text.length).order(ByteOrder.LITTLE_ENDIAN);
            entries.writeBytes(
                    entry.putLong(count).putInt(text.length).put(text).array());
        });
        return entries.toByteArray();
    }

    private static void append(Path journal, char kind, byte[] body) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(12 + body.length).order(ByteOrder.LITTLE_ENDIAN);
        frame.put(new byte[] {'L', 'J', '1', (byte) kind})
                .putInt(body.length)
                .putInt(fnv(body))
                .put(body);
        Files.write(journal, frame.array(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static int fnv(byte[] bytes) {
        int hash = 0x811c9dc5;
        for (byte b : bytes) {
            hash = (hash ^ (b & 0xff)) * 0x01000193;
        }
        return hash;
    }
}
