package dev.limpid.dist.telemetry;

import dev.limpid.cli.context.ExitCode;
import dev.limpid.counter.Counter;

/** All counters of {@code limpid}. They are created when needed: a command needs two. */
final class LimpidCounters {

    private LimpidCounters() {}

    /** The counter of a command's runs. Anything that is not a command has one common counter. */
    static Counter command(String name) {
        return switch (name) {
            case "on" -> Counter.of("command:on");
            case "local" -> Counter.of("command:local");
            case "off" -> Counter.of("command:off");
            case "relay-choice" -> Counter.of("command:relay-choice");
            case "env" -> Counter.of("command:env");
            case "preview" -> Counter.of("command:preview");
            case "sent" -> Counter.of("command:sent");
            case "upload" -> Counter.of("command:upload");
            case "count" -> Counter.of("command:count");
            case "dump" -> Counter.of("command:dump");
            case "csv" -> Counter.of("command:csv");
            case "clean" -> Counter.of("command:clean");
            case "list" -> Counter.of("command:list");
            case "view" -> Counter.of("command:view");
            case "chart" -> Counter.of("command:chart");
            case "verify" -> Counter.of("command:verify");
            case "completion" -> Counter.of("command:completion");
            case "man" -> Counter.of("command:man");
            case "publish" -> Counter.of("command:publish");
            case "backup" -> Counter.of("command:backup");
            case "restore" -> Counter.of("command:restore");
            case "retention" -> Counter.of("command:retention");
            case "site" -> Counter.of("command:site");
            case "log" -> Counter.of("command:log");
            case "witness" -> Counter.of("command:witness");
            case "config" -> Counter.of("command:config");
            case "charts" -> Counter.of("command:charts");
            case "verify-data" -> Counter.of("command:verify-data");
            case "query" -> Counter.of("command:query");
            case "stacks" -> Counter.of("command:stacks");
            case "demo" -> Counter.of("command:demo");
            case "rehearse" -> Counter.of("command:rehearse");
            case "program" -> Counter.of("command:program");
            default -> Counter.of("command:none");
        };
    }

    /** The counter of an exit code: {@link ExitCode}. */
    static Counter exit(int code) {
        return switch (code) {
            case ExitCode.OK -> Counter.of("exit:0");
            case ExitCode.FOUND_WRONG -> Counter.of("exit:1");
            case ExitCode.USAGE -> Counter.of("exit:2");
            default -> Counter.of("exit:3");
        };
    }
}
