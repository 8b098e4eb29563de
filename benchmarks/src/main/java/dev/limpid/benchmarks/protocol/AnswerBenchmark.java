package dev.limpid.benchmarks.protocol;

import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.json.MalformedJsonException;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.Refusal;
import dev.limpid.protocol.question.RequestedCounters;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

/** One answer of about 200 bytes: two of the eight counters of one of ten charts, under a configuration of six programs. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
@State(Scope.Benchmark)
public class AnswerBenchmark {

    private static final int REPORTS = 512;
    private static final int PROGRAMS = 6;
    private static final int VERSIONS = 60;
    private static final int CHARTS = 10;
    private static final int BUCKETS = 8;
    private static final int COUNTED = 20;

    private final CollectionConfig config = config();
    private final List<Report> reports = reports();
    private final List<Answer> answers = reports.stream()
            .flatMap(report -> config.answer(chart(0, 0), report).stream())
            .toList();
    private final List<byte[]> bytes = answers.stream().map(AnswerCodec::toJson).toList();
    private int next;

    /** Parses JSON. */
    @Benchmark
    public Answer read() throws MalformedJsonException {
        return AnswerCodec.read(bytes.get(next()));
    }

    /** Checks an answer, as the server does. */
    @Benchmark
    public Optional<Refusal> check() {
        return config.check(answers.get(next()));
    }

    /** Makes an answer, as the client does. */
    @Benchmark
    public Optional<Answer> make() {
        return config.answer(chart(0, 0), reports.get(next()));
    }

    /** Writes canonical JSON. */
    @Benchmark
    public byte[] write() {
        return AnswerCodec.toJson(answers.get(next()));
    }

    /** Everything that the server does with an answer between the socket and the disk. */
    @Benchmark
    public byte[] upload() throws MalformedJsonException {
        Answer answer = AnswerCodec.read(bytes.get(next()));
        if (config.check(answer).isPresent()) {
            throw new IllegalStateException("the benchmark's own answer was refused");
        }
        return AnswerCodec.toJson(answer);
    }

    private int next() {
        next = (next + 1) % REPORTS;
        return next;
    }

    private static CollectionConfig config() {
        List<CollectionConfig.Program> programs = new ArrayList<>();
        for (int i = 0; i < PROGRAMS; i++) {
            programs.add(new CollectionConfig.Program(
                    program(i),
                    IntStream.range(0, VERSIONS)
                            .mapToObj(version -> "1." + version + ".0")
                            .toList(),
                    IntStream.range(0, CHARTS)
                            .mapToObj(AnswerBenchmark::question)
                            .toList()));
        }
        return new CollectionConfig("v1.0.0", List.of("linux"), List.of("amd64"), List.of("java17"), 1, programs);
    }

    private static Question question(int chart) {
        List<String> names = IntStream.range(0, BUCKETS)
                .mapToObj(bucket -> counter(chart * BUCKETS + bucket))
                .toList();
        return new Question(
                "chart-" + chart,
                1,
                Set.of(Attribute.VERSION),
                new RequestedCounters.Named(names),
                Optional.empty(),
                Optional.empty());
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
                while (counters.size() < COUNTED) {
                    counters.put(counter(random.nextInt(CHARTS * BUCKETS)), 1 + random.nextLong(1_000));
                }
                programs.add(new ProgramReport(build, counters, Map.of()));
            }
            reports.add(new Report(LocalDate.of(2026, 11, 20), Optional.empty(), 0, "v1.0.0", programs));
        }
        return reports;
    }

    private static String chart(int program, int chart) {
        return program(program) + "/chart-" + chart;
    }

    private static String program(int i) {
        return "example.org/suite/program" + i;
    }

    private static String counter(int i) {
        return "suite/feature" + i / BUCKETS + ":choice-" + i % BUCKETS;
    }
}
