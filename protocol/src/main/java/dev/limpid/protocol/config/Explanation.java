package dev.limpid.protocol.config;

import dev.limpid.protocol.config.Approval.Rule;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.StackName;
import dev.limpid.protocol.text.Counted;
import dev.limpid.protocol.text.Quoted;
import java.time.LocalDate;
import java.util.List;

/** Says a {@link Reason} as a sentence: the thing, what was found, what was expected. */
final class Explanation {

    private final UploadConfig config;

    Explanation(UploadConfig config) {
        this.config = config;
    }

    String otherConfig(Report upload) {
        return "the report was made with configuration " + Quoted.of(upload.config()) + ", expected "
                + config.version();
    }

    String lastWeek() {
        return "the report has a LastWeek, expected none: it would link two reports";
    }

    String notSampled(String what, double x, double rate) {
        return "X is " + x + ", expected at most " + rate + ": the rate at which configuration " + config.version()
                + " collects " + what;
    }

    String build(Reason reason, Build build) {
        String program = "program " + Quoted.of(build.program());
        return switch (reason) {
            case UNKNOWN_PROGRAM ->
                program + " is not in configuration " + config.version() + ", expected one of its "
                        + Counted.of(config.programs().size(), "program");
            case DEVELOPMENT_VERSION ->
                program + " has version " + Build.DEVEL + ", expected a released one: development builds are"
                        + " counted locally only";
            case UNKNOWN_VERSION ->
                program + " has version " + Quoted.of(build.version()) + ", expected "
                        + list(versions(build), "version") + " of configuration " + config.version();
            case UNKNOWN_RUNTIME ->
                program + " has runtime " + Quoted.of(build.runtime()) + ", expected "
                        + list(config.runtime(), "runtime");
            case UNKNOWN_OS ->
                program + " has operating system " + Quoted.of(build.os()) + ", expected "
                        + list(config.os(), "operating system");
            case UNKNOWN_ARCH ->
                program + " has processor " + Quoted.of(build.arch()) + ", expected "
                        + list(config.arch(), "processor");
            default -> throw new IllegalArgumentException("no reason against a build: " + reason);
        };
    }

    String rule(Reason reason, String kind, Build build, String name, double x, List<Rule> rules) {
        String of = kind + " " + Quoted.of(name) + " of " + Quoted.of(build.program());
        if (rules.isEmpty()) {
            return of + " is asked for by no chart of configuration " + config.version() + ", expected a name that is";
        }
        Rule rule = rules.get(rules.size() - 1);
        return switch (reason) {
            case VERSION_TOO_EARLY ->
                of + " is from version " + Quoted.of(build.version()) + ", expected "
                        + versions(build).get(rule.since()) + " or later";
            case EXPIRED ->
                of + " is of a week that its chart does not cover, expected one that ended by "
                        + rule.until().map(LocalDate::toString).orElse("");
            case NOT_SAMPLED -> notSampled(of, x, rule.rate());
            case COUNT_TOO_HIGH ->
                of + " was counted more than a billion times a second, expected at most " + UploadConfig.MOST_COUNT
                        + " in a week";
            case MALFORMED_STACK -> of + " has a malformed frame, expected lines such as org.example.Tool.run:+3";
            case STACK_TOO_DEEP -> of + " has " + StackName.depth(name) + " frames, expected at most " + rule.depth();
            case FRAME_OUTSIDE ->
                of
                        + (rule.frames().isEmpty()
                                ? " has hidden frames in a row, expected one line for all of them"
                                : " shows a frame outside of what its chart allows, or hidden frames in a row; expected classes"
                                        + " below " + String.join(", ", rule.frames()) + " and of the JDK");
            default -> throw new IllegalArgumentException("no reason against a counter: " + reason);
        };
    }

    private List<String> versions(Build build) {
        return config.programs().stream()
                .filter(program -> program.name().equals(build.program()))
                .findFirst()
                .map(UploadConfig.Program::versions)
                .orElse(List.of());
    }

    private static String list(List<String> known, String what) {
        if (known.size() <= 4) {
            return known.isEmpty() ? "none, for there is no known " + what : "one of " + String.join(", ", known);
        }
        return "one of " + known.get(0) + " … " + known.get(known.size() - 1) + " (" + known.size() + " known)";
    }
}
