package dev.limpid.protocol.question;

import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.report.Report;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The collection configuration: everything that may be asked, and so everything that may be sent. Generated from
 * charts, never written by hand. An immutable value, safe for any number of threads; it is indexed once, so that
 * lookups are cheap.
 *
 * <p>The user's machine makes answers by {@link #answer}, and the server checks them by {@link #check}: one rule,
 * defined only here.
 */
public final class CollectionConfig {

    private final String version;
    private final List<String> os;
    private final List<String> arch;
    private final List<String> runtime;
    private final double fetchRate;
    private final List<String> revoked;
    private final List<Program> programs;
    private final Optional<Relays> relays;
    private final Map<String, ProgramQuestion> byChart = new HashMap<>();
    private final Map<Attribute, Set<String>> platforms = new EnumMap<>(Attribute.class);

    /**
     * What is asked of one program.
     *
     * @param versions in the order of release; a question that starts at one of them covers it and all later ones
     */
    public record Program(String name, List<String> versions, List<Question> questions) {
        public Program {
            versions = List.copyOf(versions);
            questions = List.copyOf(questions);
        }
    }

    /**
     * A question and the program that it is about, with the index of each of the program's versions, and the index of
     * the first that the question covers.
     */
    public record ProgramQuestion(Program program, Question question, Map<String, Integer> versions, int since) {

        public String chart() {
            return program.name() + "/" + question.id();
        }
    }

    /** A configuration that revokes none. */
    public CollectionConfig(
            String version,
            List<String> os,
            List<String> arch,
            List<String> runtime,
            double fetchRate,
            List<Program> programs) {
        this(version, os, arch, runtime, fetchRate, List.of(), programs);
    }

    /**
     * A configuration whose answers are sent directly to the collection's server.
     *
     * @param version the version under which the log serves it, such as {@code v1.4.0}
     * @param os the operating systems that answers may name
     * @param arch the processors that answers may name
     * @param runtime the runtimes that programs may run on; answers name them by major version
     * @param fetchRate the share of machines that ask for a newer configuration in a week, in (0,1]
     * @param revoked the earlier versions that are revoked: machines no longer answer by them, and the server refuses
     *     such answers
     * @param programs the programs and what is asked of each
     * @throws IllegalArgumentException if the fetch rate is out of range, two programs have one name, two charts of a
     *     program have one ID, or a question starts at a version that its program does not list
     */
    public CollectionConfig(
            String version,
            List<String> os,
            List<String> arch,
            List<String> runtime,
            double fetchRate,
            List<String> revoked,
            List<Program> programs) {
        this(version, os, arch, runtime, fetchRate, revoked, programs, Optional.empty());
    }

    private CollectionConfig(
            String version,
            List<String> os,
            List<String> arch,
            List<String> runtime,
            double fetchRate,
            List<String> revoked,
            List<Program> programs,
            Optional<Relays> relays) {
        if (!(fetchRate > 0 && fetchRate <= 1)) {
            throw new IllegalArgumentException("FetchRate is " + fetchRate + ", expected above 0 and at most 1");
        }
        this.version = version;
        this.os = List.copyOf(os);
        this.arch = List.copyOf(arch);
        this.runtime = List.copyOf(runtime);
        this.fetchRate = fetchRate;
        this.revoked = List.copyOf(revoked);
        this.programs = List.copyOf(programs);
        this.relays = relays;
        platforms.put(Attribute.OS, Set.copyOf(os));
        platforms.put(Attribute.ARCH, Set.copyOf(arch));
        platforms.put(
                Attribute.RUNTIME,
                runtime.stream().map(Attribute.RUNTIME::coarse).collect(Collectors.toUnmodifiableSet()));
        index();
    }

    private void index() {
        Set<String> names = new HashSet<>();
        for (Program program : programs) {
            if (!names.add(program.name())) {
                throw new IllegalArgumentException("found the program " + program.name() + " twice, expected it once");
            }
            Map<String, Integer> versions = new LinkedHashMap<>();
            program.versions().forEach(released -> versions.putIfAbsent(released, versions.size()));
            for (Question question : program.questions()) {
                Integer since = question.since().isEmpty()
                        ? Integer.valueOf(0)
                        : versions.get(question.since().get());
                if (since == null) {
                    throw new IllegalArgumentException("the chart " + question.id() + " of " + program.name()
                            + " starts at version " + question.since().get()
                            + ", expected one of the versions that the program lists");
                }
                ProgramQuestion asked = new ProgramQuestion(program, question, versions, since);
                if (byChart.put(asked.chart(), asked) != null) {
                    throw new IllegalArgumentException("found the chart " + asked.chart() + " twice, expected it once");
                }
            }
        }
    }

    public String version() {
        return version;
    }

    public List<String> os() {
        return os;
    }

    public List<String> arch() {
        return arch;
    }

    public List<String> runtime() {
        return runtime;
    }

    public double fetchRate() {
        return fetchRate;
    }

    /**
     * The revoked earlier versions: machines no longer answer by them, and the server refuses an answer that names one.
     */
    public List<String> revoked() {
        return revoked;
    }

    /** Whether this configuration revokes that version. Only the newest configuration decides this. */
    public boolean isRevoked(String earlier) {
        return revoked.contains(earlier);
    }

    public List<Program> programs() {
        return programs;
    }

    /**
     * The relays that forward answers to the collection's server and hide their origin from it; empty if answers are
     * sent directly.
     */
    public Optional<Relays> relays() {
        return relays;
    }

    /** The same configuration under another version. */
    public CollectionConfig withVersion(String version) {
        return new CollectionConfig(version, os, arch, runtime, fetchRate, revoked, programs, relays);
    }

    /** The same configuration, revoking these versions and no others. */
    public CollectionConfig withRevoked(List<String> versions) {
        return new CollectionConfig(version, os, arch, runtime, fetchRate, versions, programs, relays);
    }

    /** The same configuration with these relays; empty for none. */
    public CollectionConfig withRelays(Optional<Relays> way) {
        return new CollectionConfig(version, os, arch, runtime, fetchRate, revoked, programs, way);
    }

    /** The question that a chart asks, by the chart's full ID such as {@code org.example/tool/commands}. */
    public Optional<Question> question(String chart) {
        return Optional.ofNullable(byChart.get(chart)).map(ProgramQuestion::question);
    }

    /** The full ID of a program's chart. */
    public static String chart(Program program, Question question) {
        return program.name() + "/" + question.id();
    }

    /**
     * A machine's answer to a question for which it was drawn.
     *
     * @param chart the chart's full ID
     * @param local all counts of the machine in the home's week
     * @return empty if the machine ran no build that the question covers, if the week has days that the chart does not
     *     cover, or if there is no such chart
     */
    public Optional<Answer> answer(String chart, Report local) {
        return Optional.ofNullable(byChart.get(chart)).flatMap(asked -> new AnswerBuilder(this, asked).answer(local));
    }

    /**
     * The first thing in an answer that {@link #answer} could not have made, if there is any. The server checks every
     * answer with the configuration that the answer names.
     */
    public Optional<Refusal> check(Answer answer) {
        return new AnswerCheck(this).check(answer);
    }

    /** Every question with its program, in order. */
    public List<ProgramQuestion> programQuestions() {
        return programs.stream()
                .flatMap(program -> program.questions().stream()
                        .flatMap(question -> programQuestion(chart(program, question)).stream()))
                .toList();
    }

    public Optional<ProgramQuestion> programQuestion(String chart) {
        return Optional.ofNullable(byChart.get(chart));
    }

    /** Whether an answer to a question may name this value of an attribute. */
    public boolean knows(ProgramQuestion asked, Attribute attribute, String value) {
        return attribute == Attribute.VERSION
                ? asked.versions().getOrDefault(value, -1) >= asked.since()
                : platforms.getOrDefault(attribute, Set.of()).contains(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CollectionConfig that
                && version.equals(that.version)
                && os.equals(that.os)
                && arch.equals(that.arch)
                && runtime.equals(that.runtime)
                && Double.compare(fetchRate, that.fetchRate) == 0
                && revoked.equals(that.revoked)
                && programs.equals(that.programs)
                && relays.equals(that.relays);
    }

    @Override
    public int hashCode() {
        return 31 * version.hashCode() + programs.hashCode();
    }

    @Override
    public String toString() {
        return "CollectionConfig[" + version + ", " + programs.size() + " programs]";
    }
}
