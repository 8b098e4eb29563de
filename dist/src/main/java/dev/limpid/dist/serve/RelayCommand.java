package dev.limpid.dist.serve;

import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.TerminalSafeWriter;
import dev.limpid.server.relay.RelayServer;
import dev.limpid.server.relay.RelaySettings;
import dev.limpid.server.settings.InvalidSettingsException;
import dev.limpid.server.settings.RelaySettingsFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code limpid relay}: carries sealed answers to the servers that a file names, until it is stopped. */
@Command(
        name = "relay",
        description = {
            "Run a relay: carry sealed answers to the collection servers that a configuration file names.",
            "It sees where an answer comes from, but cannot read it. It also serves the servers' public"
                    + " configuration. It stores nothing about its clients."
        },
        footer = {
            "",
            "Examples:",
            "  limpid relay --check /etc/limpid/relay.conf",
            "  limpid relay /etc/limpid/relay.conf"
        })
public final class RelayCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "FILE", description = "The relay's configuration file.")
    private Path file = Path.of("relay.conf");

    @Option(names = "--check", description = "Report all problems of the file, and run nothing.")
    private boolean check;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = TerminalSafeWriter.wrap(spec.commandLine().getOut());
        RelaySettings config;
        try {
            config = RelaySettingsFile.read(file);
        } catch (InvalidSettingsException e) {
            e.problems().forEach(TerminalSafeWriter.wrap(spec.commandLine().getErr())::println);
            return ExitCode.FOUND_WRONG;
        }
        if (check) {
            out.println(file + ": nothing is wrong with it");
            out.flush();
            return ExitCode.OK;
        }
        ServeCommand.quietLog();
        RelayServer relay = RelayServer.start(config, Clock.systemUTC());
        config.gateways().forEach(gateway -> {
            out.println(relay.url() + gateway.name() + " to " + gateway.url());
            gateway.log().ifPresent(log -> out.println(relay.url() + gateway.name() + "/log/ from " + log));
        });
        out.println("listening on " + relay.url());
        relay.operationsUrl().ifPresent(url -> out.println("operations on " + url));
        out.flush();
        Runtime.getRuntime().addShutdownHook(new Thread(relay::close, "limpid-end"));
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        relay.broken().thenAccept(end::complete);
        Throwable reason = end.join();
        TerminalSafeWriter.wrap(spec.commandLine().getErr()).println("the relay stops: " + reason.getMessage());
        return ExitCode.FAILED;
    }
}
