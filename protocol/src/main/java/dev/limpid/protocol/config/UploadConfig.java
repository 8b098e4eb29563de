package dev.limpid.protocol.config;

import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.Report;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The collection configuration: everything that may be uploaded, by name. Generated from charts, never written by hand.
 * An immutable value, safe for any number of threads; it indexes itself once, so that asking it is cheap.
 *
 * <p>The user's machine calls {@link #select}, the server asks {@link #check}: one rule, in this one place.
 */
public final class UploadConfig {

    /** The most that a report may count of one thing: a billion a second for a week. More is damage or mischief. */
    public static final long MOST_COUNT = 604_800_000_000_000L;

    private final String version;
    private final List<String> os;
    private final List<String> arch;
    private final List<String> runtime;
    private final double sampleRate;
    private final double fetchRate;
    private final List<Program> programs;
    private final Approval approval;

    /**
     * A configuration of these parts.
     *
     * @param version the version under which the log serves it, such as {@code v1.4.0}
     * @param os the operating systems that reports may name
     * @param arch the processors that reports may name
     * @param runtime the runtimes that reports may name
     * @param sampleRate the share of machines that report at all in a week, in [0,1]
     * @param fetchRate the share that asks for a newer configuration in a week, of the machines that asked the week before;
     *     the others ask anyway; in (0,1]
     * @param programs the programs and what may be sent of each
     * @throws IllegalArgumentException if a rate is no rate, a program is listed twice, or a rule starts at a version
     *     that its program does not list
     */
    public UploadConfig(
            String version,
            List<String> os,
            List<String> arch,
            List<String> runtime,
            double sampleRate,
            double fetchRate,
            List<Program> programs) {
        this.version = version;
        this.os = List.copyOf(os);
        this.arch = List.copyOf(arch);
        this.runtime = List.copyOf(runtime);
        this.sampleRate = Rates.checked("SampleRate", sampleRate);
        this.fetchRate = Rates.checked("FetchRate", fetchRate);
        if (fetchRate == 0) {
            throw new IllegalArgumentException("FetchRate is 0, expected more: nobody would hear of a change");
        }
        this.programs = List.copyOf(programs);
        this.approval = new Approval(this);
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

    public double sampleRate() {
        return sampleRate;
    }

    public double fetchRate() {
        return fetchRate;
    }

    public List<Program> programs() {
        return programs;
    }

    /** The same configuration under another version. */
    public UploadConfig withVersion(String version) {
        return new UploadConfig(version, os, arch, runtime, sampleRate, fetchRate, programs);
    }

    /**
     * What may be uploaded of a report: approved builds, and in them the approved counters and stacks that the report's
     * X falls within. The result names this configuration's version and no last week. Selecting again changes nothing.
     */
    public Report select(Report local) {
        return new Selection(this, approval).select(local);
    }

    /**
     * The first thing in a report that {@link #select} would not have let pass, if there is any. Asked by the server of
     * every report, with the configuration that the report names.
     */
    public Optional<Refusal> check(Report upload) {
        return new Selection(this, approval).check(upload);
    }

    /** What {@link #select} leaves out of a report and why, build by build and name by name. */
    public List<Omission> omissions(Report local) {
        return new Selection(this, approval).omissions(local);
    }

    /**
     * Whether stacks of this name are taken of a version whose published methods the server has no list of.
     *
     * @param name a stack's prefix
     */
    public boolean takesUnlisted(Build build, String name) {
        return programs.stream()
                .filter(program -> program.name().equals(build.program()))
                .flatMap(program -> program.stacks().stream())
                .anyMatch(rule -> rule.unlisted() && rule.name().equals(name));
    }

    /**
     * The rate at which reports of a week hold a counter or stack of a build: what a report stands for is 1/rate.
     *
     * @param name a counter's full name, or a stack's prefix
     * @param week the day on which the week ended
     * @return a rate above 0, or nothing if it is not collected of that build in that week
     */
    public OptionalDouble rate(Build build, String name, LocalDate week) {
        return approval.rate(build, name, week);
    }

    /** A week is named by the day on which it ended, of which nothing is counted in it any more. */
    static boolean holdsIn(Optional<LocalDate> until, LocalDate week) {
        return until.isEmpty() || !week.minusDays(1).isAfter(until.get());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UploadConfig that
                && version.equals(that.version)
                && os.equals(that.os)
                && arch.equals(that.arch)
                && runtime.equals(that.runtime)
                && Double.compare(sampleRate, that.sampleRate) == 0
                && Double.compare(fetchRate, that.fetchRate) == 0
                && programs.equals(that.programs);
    }

    @Override
    public int hashCode() {
        return 31 * version.hashCode() + programs.hashCode();
    }

    @Override
    public String toString() {
        return "UploadConfig[" + version + ", " + programs.size() + " programs]";
    }

    /**
     * What may be sent of one program: these versions of it, these counters, these stacks.
     *
     * @param versions in the order of release; a rule that starts at one of them holds for it and all that follow
     */
    public record Program(String name, List<String> versions, List<CounterRule> counters, List<StackRule> stacks) {
        public Program {
            versions = List.copyOf(versions);
            counters = List.copyOf(counters);
            stacks = List.copyOf(stacks);
        }
    }

    /**
     * A counter by its expanded name; it is in a report if the report's X is at most {@code rate}.
     *
     * @param since the first version of the program that it is collected from, one of the program's versions; empty if
     *     from all of them
     * @param until the last day that it is collected of; empty if there is none
     */
    public record CounterRule(String name, double rate, Optional<String> since, Optional<LocalDate> until) {
        public CounterRule {
            rate = Rates.checked(name, rate);
        }

        public CounterRule(String name, double rate) {
            this(name, rate, Optional.empty(), Optional.empty());
        }

        /** Whether it holds in the week that ended before this day. */
        public boolean holdsIn(LocalDate week) {
            return UploadConfig.holdsIn(until, week);
        }
    }

    /**
     * A stack counter by its prefix.
     *
     * @param depth the most frames a stack may have; 0 for no limit of its own
     * @param frames the class-name prefixes of the frames that a stack may show; empty if the chart names none
     * @param unlisted whether the server takes stacks of a version whose published methods it has no list of: then their
     *     names are any that begin like {@code frames}, a user's own among them
     * @param since as of a {@link CounterRule}
     * @param until as of a {@link CounterRule}
     */
    public record StackRule(
            String name,
            double rate,
            int depth,
            List<String> frames,
            boolean unlisted,
            Optional<String> since,
            Optional<LocalDate> until) {
        public StackRule {
            rate = Rates.checked(name, rate);
            frames = List.copyOf(frames);
        }

        public StackRule(String name, double rate, int depth, List<String> frames) {
            this(name, rate, depth, frames, Optional.empty(), Optional.empty());
        }

        /** A rule for stacks of versions whose published methods the server knows. */
        public StackRule(
                String name,
                double rate,
                int depth,
                List<String> frames,
                Optional<String> since,
                Optional<LocalDate> until) {
            this(name, rate, depth, frames, false, since, until);
        }

        /** Whether it holds in the week that ended before this day. */
        public boolean holdsIn(LocalDate week) {
            return UploadConfig.holdsIn(until, week);
        }
    }
}
