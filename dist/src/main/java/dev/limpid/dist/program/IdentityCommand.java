package dev.limpid.dist.program;

import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.TerminalSafeWriter;
import dev.limpid.program.ProgramIdentity;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code limpid program identity}. */
@Command(
        name = "identity",
        description = "Write META-INF/limpid/program.properties: which program this is, and which"
                + " collection it belongs to.",
        footer = {
            "",
            "Examples:",
            "  limpid program identity --program org.example/tool --release 1.4 --collection example.org classes"
        })
final class IdentityCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--program", required = true, paramLabel = "NAME", description = "The name that charts use.")
    private String program = "";

    @Option(
            names = "--release",
            required = true,
            paramLabel = "VERSION",
            description =
                    "This build's version. Builds between releases never send anything: 1.4.0-dev, 1.4.0-SNAPSHOT,"
                            + " 1.4.0-dirty, v1.4.0-3-gabc1234, a commit.")
    private String version = "";

    @Option(names = "--collection", required = true, paramLabel = "NAME", description = "The collection's name.")
    private String collection = "";

    @Option(names = "--upload", paramLabel = "URL", description = "Where answers are sent; nowhere if not given.")
    private String upload = "";

    @Option(names = "--config", paramLabel = "URL", description = "Where the log is; nowhere if not given.")
    private String config = "";

    @Option(names = "--policy", paramLabel = "FILE", description = "The log's keys and witnesses.")
    private Optional<Path> policy = Optional.empty();

    @Option(
            names = "--frames",
            split = ",",
            paramLabel = "PREFIX",
            description = "Prefixes of the names of classes that stacks may show, separated by commas.")
    private List<String> frames = new ArrayList<>();

    @Option(names = "--off", description = "Count nothing until the user chooses.")
    private boolean off;

    @Parameters(paramLabel = "FOLDER", description = "The folder of classes or resources that is packed into the jar.")
    private Path classes = Path.of("");

    @Override
    public Integer call() throws IOException {
        ProgramIdentity identity = new ProgramIdentity(
                program,
                version,
                collection,
                upload,
                config,
                policy.isPresent() ? ProgramIdentity.policyOf(policy.get()) : "",
                frames,
                off);
        Optional<String> problem = identity.problem();
        if (problem.isPresent()) {
            throw new ParameterException(spec.commandLine(), problem.get());
        }
        PrintWriter err = TerminalSafeWriter.wrap(spec.commandLine().getErr());
        identity.warnings().forEach(warning -> err.print("warning: " + warning + "\n"));
        err.flush();
        PrintWriter out = TerminalSafeWriter.wrap(spec.commandLine().getOut());
        out.print(identity.write(classes) + "\n");
        out.flush();
        return ExitCode.OK;
    }
}
