package dev.limpid.protocol.config;

import java.util.List;

/**
 * The collection configuration: everything that may be uploaded, by name. Generated from charts, never written by hand.
 *
 * @param version the version under which the log serves it, such as {@code v1.4.0}
 * @param os the operating systems that reports may name
 * @param arch the processors that reports may name
 * @param runtime the runtimes that reports may name
 * @param sampleRate the share of machines that report at all in a week, in [0,1]
 * @param fetchRate the share of machines that ask for a newer configuration in a week, in (0,1]
 * @param programs the programs and what may be sent of each
 */
public record UploadConfig(
        String version,
        List<String> os,
        List<String> arch,
        List<String> runtime,
        double sampleRate,
        double fetchRate,
        List<Program> programs) {

    public UploadConfig {
        os = List.copyOf(os);
        arch = List.copyOf(arch);
        runtime = List.copyOf(runtime);
        programs = List.copyOf(programs);
    }

    /** What may be sent of one program: these versions of it, these counters, these stacks. */
    public record Program(String name, List<String> versions, List<CounterRule> counters, List<StackRule> stacks) {
        public Program {
            versions = List.copyOf(versions);
            counters = List.copyOf(counters);
            stacks = List.copyOf(stacks);
        }
    }

    /** A counter by its expanded name; it is in a report if the report's X is at most {@code rate}. */
    public record CounterRule(String name, double rate) {}

    /**
     * A stack counter by its prefix.
     *
     * @param depth the most frames a stack may have; 0 for no limit of its own
     * @param frames the class-name prefixes of the frames that a stack may show; empty if the chart names none
     */
    public record StackRule(String name, double rate, int depth, List<String> frames) {
        public StackRule {
            frames = List.copyOf(frames);
        }
    }
}
