package dev.limpid.benchmarks.protocol;

import dev.limpid.protocol.config.Refusal;
import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.protocol.config.UploadConfig.CounterRule;
import dev.limpid.protocol.config.UploadConfig.Program;
import dev.limpid.protocol.config.UploadConfig.StackRule;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.MalformedReportException;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.protocol.report.ReportLimits;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One report of about 1.6 KB: 36 counters and a stack in three builds, under a configuration of six programs. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
@State(Scope.Benchmark)
public class ReportBenchmark {

    private static final int REPORTS = 512;
    private static final int PROGRAMS = 6;
    private static final int VERSIONS = 60;
    private static final int COUNTERS = 80;

    private final UploadConfig config = config();
    private final List<Report> reports = reports();
    private final List<byte[]> bytes = reports.stream().map(ReportCodec::toJson).toList();
    private int next;

    /** JSON to values. */
    @Benchmark
    public Report read() throws MalformedReportException {
        return ReportCodec.read(bytes.get(next()), ReportLimits.UPLOAD);
    }

    /** The server's question. */
    @Benchmark
    public Optional<Refusal> check() {
        return config.check(reports.get(next()));
    }

    /** The client's rule. */
    @Benchmark
    public Report select() {
        return config.select(reports.get(next()));
    }

    /** Values to canonical JSON. */
    @Benchmark
    public byte[] write() {
        return ReportCodec.toJson(reports.get(next()));
    }

    /** All that the server does with an upload between the socket and the disk. */
    @Benchmark
    public byte[] upload() throws MalformedReportException {
        Report report = ReportCodec.read(bytes.get(next()), ReportLimits.UPLOAD);
        if (config.check(report).isPresent()) {
            throw new IllegalStateException("the benchmark's own report was refused");
        }
        return ReportCodec.toJson(report);
    }

    private int next() {
        next = (next + 1) % REPORTS;
        return next;
    }

    private static UploadConfig config() {
        List<Program> programs = new ArrayList<>();
        for (int i = 0; i < PROGRAMS; i++) {
            programs.add(new Program(
                    program(i),
                    IntStream.range(0, VERSIONS)
                            .mapToObj(version -> "1." + version + ".0")
                            .toList(),
                    IntStream.range(0, COUNTERS)
                            .mapToObj(counter -> new CounterRule(counter(counter), 1))
                            .toList(),
                    List.of(new StackRule("tool/crash", 1, 16, List.of("org.example.")))));
        }
        return new UploadConfig("v1.0.0", List.of("linux"), List.of("amd64"), List.of("java17"), 1, 1, programs);
    }

    private static List<Report> reports() {
        SplittableRandom random = new SplittableRandom(1);
        List<Report> reports = new ArrayList<>();
        for (int i = 0; i < REPORTS; i++) {
            List<ProgramReport> programs = new ArrayList<>();
            for (int program = 0; program < PROGRAMS; program += 2) {
                Build build =
                        new Build(program(program), "1." + random.nextInt(VERSIONS) + ".0", "java17", "linux", "amd64");
                Map<String, Long> counters = new TreeMap<>();
                while (counters.size() < 12) {
                    counters.put(counter(random.nextInt(COUNTERS)), 1 + random.nextLong(1_000));
                }
                String stack = "tool/crash\norg.example.Tool.run:+" + random.nextInt(99) + "\njava.lang.Thread.run:+11";
                programs.add(new ProgramReport(build, counters, program == 0 ? Map.of(stack, 1L) : Map.of()));
            }
            reports.add(
                    new Report(LocalDate.of(2026, 11, 20), Optional.empty(), random.nextDouble(), "v1.0.0", programs));
        }
        return reports;
    }

    private static String program(int i) {
        return "example.org/suite/program" + i;
    }

    private static String counter(int i) {
        return "suite/feature" + i / 8 + ":choice-" + i % 8;
    }
}
