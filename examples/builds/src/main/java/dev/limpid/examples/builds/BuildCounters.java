package dev.limpid.examples.builds;

import dev.limpid.counter.Counter;
import dev.limpid.counter.Histogram;

/**
 * All counters of builds. Every name is written out, so that a reader of this file knows everything that can be counted. The names of
 * projects, modules and goals have no place here.
 */
final class BuildCounters {

    /** How long builds take. */
    static final Histogram TIME = Histogram.ofDurations("build/time", "10s", "1m", "10m", "1h");

    private BuildCounters() {}

    /** How a build ended. */
    static Counter result(boolean isGood) {
        return isGood ? Counter.of("build/result:ok") : Counter.of("build/result:failed");
    }

    /** The last goal of the command line: a phase of Maven's usual lifecycles, or anything else. */
    static Counter phase(String asked) {
        return switch (asked) {
            case "clean" -> Counter.of("build/phase:clean");
            case "validate" -> Counter.of("build/phase:validate");
            case "compile" -> Counter.of("build/phase:compile");
            case "test" -> Counter.of("build/phase:test");
            case "package" -> Counter.of("build/phase:package");
            case "verify" -> Counter.of("build/phase:verify");
            case "install" -> Counter.of("build/phase:install");
            case "deploy" -> Counter.of("build/phase:deploy");
            case "site" -> Counter.of("build/phase:site");
            default -> Counter.of("build/phase:other");
        };
    }

    /** Where a build failed, judged by the plugin. */
    static Counter failedAt(String plugin) {
        return switch (plugin) {
            case "maven-compiler-plugin" -> Counter.of("build/failed-at:compile");
            case "maven-surefire-plugin", "maven-failsafe-plugin" -> Counter.of("build/failed-at:test");
            case "spotless-maven-plugin", "maven-checkstyle-plugin", "maven-enforcer-plugin" ->
                Counter.of("build/failed-at:check");
            default -> Counter.of("build/failed-at:other");
        };
    }
}
