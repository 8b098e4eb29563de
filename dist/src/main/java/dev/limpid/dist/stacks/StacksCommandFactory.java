package dev.limpid.dist.stacks;

import dev.limpid.counter.home.Environment;
import picocli.CommandLine;

/** Makes {@code limpid stacks}. */
public final class StacksCommandFactory {

    private StacksCommandFactory() {}

    /** The command. */
    public static CommandLine create(Environment environment) {
        return new CommandLine(new StacksCommand(environment));
    }
}
