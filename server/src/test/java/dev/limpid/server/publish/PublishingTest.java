package dev.limpid.server.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.limpid.protocol.report.MalformedReportException;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.server.storage.LocalReportStore;
import dev.limpid.server.storage.ReportStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A collection whose reports of two days were accepted, and what its tests ask of it. */
abstract class PublishingTest {

    static final LocalDate DAY = LocalDate.parse("2026-08-20");

    final Map<String, byte[]> logged = new LinkedHashMap<>();
    final Path storeFolder;
    final ReportStore store;
    final PublishedFolder folder;
    private final Random random = new Random(7);

    PublishingTest(Path temp) throws IOException {
        storeFolder = temp.resolve("reports");
        store = LocalReportStore.open(storeFolder);
        folder = new PublishedFolder(temp.resolve("published"), "example.org");
    }

    @BeforeEach
    void accept() {
        accept(DAY, 40);
        accept(DAY.minusDays(1), 30);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    final void accept(LocalDate week, int reports) {
        for (int i = 0; i < reports; i++) {
            store.append(week, ReportCodec.toJson(Sample.report(week, random)))
                    .toCompletableFuture()
                    .join();
        }
    }

    final Publisher publisher() {
        return new Publisher(folder, store, Sample::decided, logged::put, rules());
    }

    static PublishingRules rules() {
        return new PublishingRules(21, 2);
    }

    final List<String> lines(LocalDate day) throws IOException {
        List<String> lines = new ArrayList<>();
        ReportFiles.lines(folder.reports(day).orElseThrow(), line -> lines.add(new String(line, UTF_8)));
        return lines;
    }

    static Report read(String line) {
        try {
            return ReportCodec.read(line.getBytes(UTF_8));
        } catch (MalformedReportException e) {
            throw new IllegalStateException(e);
        }
    }

    final List<String> problems() throws IOException {
        Map<LocalDate, Path> files = new TreeMap<>();
        folder.publication().days().forEach(day -> files.put(day.date(), folder.file(day)));
        return new Recomputation(folder.publication(), files, 2)
                .problems(version -> Sample.decided(), one -> Files.readAllBytes(folder.file(one)));
    }
}
