package dev.limpid.protocol.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.RandomReports;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What must hold of any configuration and any report, over many of both. */
class SelectionPropertiesTest {

    private static final int CASES = Integer.getInteger("limpid.cases", 5_000);

    private interface Property {
        void check(UploadConfig config, Report report) throws Exception;
    }

    @Test
    void select_changesNothingTheSecondTime() throws Exception {
        forAll((config, report) -> {
            Report once = config.select(report);
            assertThat(config.select(once)).isEqualTo(once);
        });
    }

    @Test
    void check_findsNothingInWhatWasSelected() throws Exception {
        forAll((config, report) ->
                assertThat(config.check(config.select(report))).isEmpty());
    }

    @Test
    void check_acceptsOnlyWhatSelectWouldLeaveAlone() throws Exception {
        int[] accepted = {0};
        forAll((config, report) -> {
            if (config.check(report).isEmpty()) {
                accepted[0]++;
                // A build in which this X could show nothing is harmless, and dropped by the next selection.
                assertThat(config.select(report).programs())
                        .containsAll(report.programs().stream()
                                .filter(program -> !program.isEmpty())
                                .toList());
            }
        });
        assertThat(accepted[0]).isGreaterThan(CASES / 100);
    }

    @Test
    void select_passesNothingThatTheConfigurationDoesNotName() throws Exception {
        int[] passed = {0};
        forAll((config, report) -> {
            Report upload = config.select(report);
            assertThat(upload.lastWeek()).isEmpty();
            assertThat(upload.config()).isEqualTo(config.version());
            for (ProgramReport program : upload.programs()) {
                passed[0] += program.counters().size() + program.stacks().size();
                approves(config, report, program);
            }
        });
        assertThat(passed[0]).isGreaterThan(CASES / 10);
    }

    @Test
    void omissions_andTheUploadTogetherNameEveryCounter() throws Exception {
        forAll((config, report) -> {
            Report upload = config.select(report);
            List<Omission> omissions = config.omissions(report);
            for (ProgramReport program : report.programs()) {
                Map<String, Long> kept = upload.programs().stream()
                        .filter(other -> other.build().equals(program.build()))
                        .<Map<String, Long>>map(ProgramReport::counters)
                        .findFirst()
                        .orElse(Map.of());
                boolean whole = omissions.stream()
                        .anyMatch(omission -> omission.build().equals(program.build())
                                && omission.name().isEmpty());
                for (String name : program.counters().keySet()) {
                    if (program.stacks().containsKey(name)) {
                        continue;
                    }
                    boolean omitted = omissions.stream()
                            .anyMatch(omission -> omission.build().equals(program.build())
                                    && omission.name().equals(Optional.of(name)));
                    assertThat(kept.containsKey(name)).isEqualTo(!whole && !omitted);
                }
            }
        });
    }

    @Test
    void omissions_areSafeToPrint() throws Exception {
        forAll((config, report) -> assertThat(config.omissions(report)).allSatisfy(omission -> {
            assertThat(omission.sentence()).doesNotContain("\n", "\u202e");
            assertThat(omission.code()).matches("[a-z-]+");
        }));
    }

    @Test
    void reports_readBackFromTheirCanonicalBytes() throws Exception {
        forAll((config, report) -> {
            Report read = ReportCodec.read(ReportCodec.toJson(report));
            boolean cut = report.programs().stream()
                    .anyMatch(
                            program -> program.stacks().keySet().stream().anyMatch(name -> name.contains("truncated")));
            assertThat(cut || read.equals(report)).isTrue();
            assertThat(ReportCodec.read(ReportCodec.toJson(read))).isEqualTo(read);
            assertThat(ReportCodec.read(ReportCodec.toPrettyJson(report))).isEqualTo(read);
        });
    }

    @Test
    void configurations_readBackFromTheirBytes() throws Exception {
        forAll((config, report) -> {
            byte[] json = UploadConfigCodec.toJson(named(config));
            UploadConfig read = UploadConfigCodec.read(json, config.version());
            assertThat(read).isEqualTo(named(config));
            assertThat(UploadConfigCodec.toJson(read)).isEqualTo(json);
        });
    }

    @Test
    void goRendering_collectsNoMoreThanTheConfiguration() throws Exception {
        int[] passed = {0};
        forAll((config, report) -> {
            UploadConfig named = named(config);
            UploadConfig go = UploadConfigCodec.read(UploadConfigCodec.toGoJson(named), config.version());
            for (ProgramReport program : go.select(report).programs()) {
                Map<String, Long> ours = named.select(report).programs().stream()
                        .filter(other -> other.build().equals(program.build()))
                        .<Map<String, Long>>map(ProgramReport::counters)
                        .findFirst()
                        .orElse(Map.of());
                passed[0] += program.counters().size();
                assertThat(ours.entrySet()).containsAll(program.counters().entrySet());
            }
        });
        assertThat(passed[0]).isGreaterThan(CASES / 100);
    }

    /** Rules without a name have no rendering. */
    private static UploadConfig named(UploadConfig config) {
        List<UploadConfig.Program> programs = new ArrayList<>();
        for (UploadConfig.Program program : config.programs()) {
            programs.add(new UploadConfig.Program(
                    program.name(),
                    program.versions(),
                    program.counters().stream()
                            .filter(rule -> !rule.name().isEmpty())
                            .toList(),
                    program.stacks().stream()
                            .filter(rule -> !rule.name().isEmpty())
                            .toList()));
        }
        return new UploadConfig(
                config.version(),
                config.os(),
                config.arch(),
                config.runtime(),
                config.sampleRate(),
                config.fetchRate(),
                programs);
    }

    /** The rule once more, written plainly. */
    private static void approves(UploadConfig config, Report report, ProgramReport program) {
        Build build = program.build();
        assertThat(config.os()).contains(build.os());
        assertThat(config.arch()).contains(build.arch());
        assertThat(config.runtime()).contains(build.runtime());
        UploadConfig.Program approved = config.programs().stream()
                .filter(other -> other.name().equals(build.program()))
                .findFirst()
                .orElseThrow();
        int version = approved.versions().indexOf(build.version());
        assertThat(version).isNotNegative();
        program.counters()
                .forEach((name, count) -> assertThat(approved.counters()).anySatisfy(rule -> {
                    assertThat(rule.name()).isEqualTo(name);
                    assertThat(report.x()).isLessThanOrEqualTo(rule.rate());
                    assertThat(version)
                            .isGreaterThanOrEqualTo(rule.since()
                                    .map(approved.versions()::indexOf)
                                    .orElse(0));
                    rule.until().ifPresent(until -> assertThat(report.week()).isBefore(until.plusDays(2)));
                }));
        program.stacks()
                .keySet()
                .forEach(name -> assertThat(approved.stacks()).anySatisfy(rule -> {
                    List<String> lines = name.lines().toList();
                    assertThat(rule.name()).isEqualTo(lines.get(0));
                    assertThat(report.x()).isLessThanOrEqualTo(rule.rate());
                    assertThat(rule.depth() == 0 || lines.size() - 1 <= rule.depth())
                            .isTrue();
                    assertThat(lines.subList(1, lines.size()))
                            .isNotEmpty()
                            .allMatch(line ->
                                    line.equals("hidden") || line.matches("[\\w.]+:[+=][0-9]+(,\\+0x[0-9a-f]+)?"))
                            .allMatch(line -> rule.frames().isEmpty()
                                    || line.equals("hidden")
                                    || line.startsWith("org.example.")
                                    || line.startsWith("java."));
                }));
        assertThat(program.counters().values()).allMatch(count -> count <= UploadConfig.MOST_COUNT);
        assertThat(program.stacks().values()).allMatch(count -> count <= UploadConfig.MOST_COUNT);
    }

    private static void forAll(Property property) throws Exception {
        for (long seed = 0; seed < CASES; seed++) {
            RandomReports random = new RandomReports(seed);
            UploadConfig config = random.config();
            Report report = random.report();
            try {
                property.check(config, report);
            } catch (AssertionError e) {
                throw new AssertionError("with seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }
}
