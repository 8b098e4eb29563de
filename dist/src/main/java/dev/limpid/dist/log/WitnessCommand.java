package dev.limpid.dist.log;

import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.TerminalSafeWriter;
import dev.limpid.server.witness.SeenHeads;
import dev.limpid.server.witness.Witness;
import dev.limpid.server.witness.WitnessKey;
import dev.limpid.server.witness.WitnessServer;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.note.SignerKey;
import dev.limpid.tlog.note.VerifierKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code limpid witness}: watches other people's logs and cosigns checkpoints that continue them honestly. */
@Command(
        name = "witness",
        description = {
            "Run a witness that cosigns the checkpoints of the logs given with --log.",
            "It cosigns a checkpoint only if it continues the last one (C2SP tlog-witness). Never"
                    + " restore an old backup of its folder."
        },
        footer = {
            "",
            "Example:",
            "  limpid witness --name witness.example.org --log telemetry.example.org/config+… /var/lib/witness"
        })
public final class WitnessCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "FOLDER",
            description = "The folder for its key and the checkpoints it has seen; created if missing.")
    private Path folder = Path.of(".");

    @Option(
            names = "--name",
            required = true,
            paramLabel = "NAME",
            description = "Its name, such as witness.example.org.")
    private String name = "";

    @Option(
            names = "--log",
            required = true,
            paramLabel = "KEY",
            description = "The verifier key of a log to watch, as limpid log info shows it. Repeatable.")
    private List<String> logs = List.of();

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description = "Where it listens (default: 127.0.0.1:8799); put a TLS proxy in front.")
    private String listen = "127.0.0.1:8799";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Clock clock;

    public WitnessCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        SignerKey key = WitnessKey.openOrCreate(folder.resolve("key"), name, new SecureRandom());
        try (Witness witness = new Witness(key, watched(), SeenHeads.open(folder.resolve("seen")), clock);
                WitnessServer server = WitnessServer.start(witness, address())) {
            PrintWriter out = TerminalSafeWriter.wrap(spec.commandLine().getOut());
            out.println("verifier key    " + witness.verifierKey());
            out.println("listening at    http://" + server.address().getHostString() + ":"
                    + server.address().getPort() + "/add-checkpoint");
            out.flush();
            new CountDownLatch(1).await();
        }
        return ExitCode.OK;
    }

    private List<VerifierKey> watched() {
        List<VerifierKey> keys = new ArrayList<>();
        for (String log : logs) {
            try {
                keys.add(VerifierKey.parse(log));
            } catch (LogFormatException e) {
                throw new ParameterException(spec.commandLine(), "--log: " + e.getMessage());
            }
        }
        return keys;
    }

    private InetSocketAddress address() {
        int colon = listen.lastIndexOf(':');
        try {
            return new InetSocketAddress(
                    listen.substring(0, Math.max(0, colon)), Integer.parseInt(listen.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--listen is " + listen + ", expected HOST:PORT");
        }
    }
}
