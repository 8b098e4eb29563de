package dev.limpid.dist.stacks;

import dev.limpid.charts.ChartResult.Stacks;
import dev.limpid.charts.stacks.KnownStacks;
import dev.limpid.charts.stacks.MalformedKnownStacksException;
import dev.limpid.charts.stacks.ObfuscationMapping;
import dev.limpid.charts.triage.MappedStacks;
import dev.limpid.charts.triage.StackHistory;
import dev.limpid.cli.chart.ChartSource;
import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.TerminalSafeWriter;
import dev.limpid.counter.home.Environment;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code limpid stacks}: groups the stacks of a published chart by presumed cause. Used only by the command's thread.
 */
@Command(
        name = "stacks",
        description = "Group published stacks, distinguish new from known ones, and keep issues about them.",
        footer = {
            "",
            "Changes to issues are only planned, unless --apply is given.",
            "",
            "Examples:",
            "  limpid stacks --from https://telemetry.example.org/",
            "  limpid stacks crashes --known known-stacks.txt --markdown --from /var/www/telemetry",
            "  limpid stacks --forge github --repository example/tool --from https://telemetry.example.org/"
        })
final class StacksCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "CHART",
            description = "A stack chart by its ID or title; needed if there are several.")
    private Optional<String> chart = Optional.empty();

    @Option(
            names = "--from",
            required = true,
            paramLabel = "FOLDER|URL",
            description = "A collection's site, a folder with its exported site, or the folder of its server.")
    private String from = "";

    @Option(
            names = "--weeks",
            paramLabel = "N",
            description = "How many of the newest weeks to read; ${DEFAULT-VALUE} if not given.")
    private int weeks = 12;

    @Option(names = "--known", paramLabel = "FILE", description = "The known stacks and their issues.")
    private Optional<Path> known = Optional.empty();

    @Option(
            names = "--symbols",
            paramLabel = "FOLDER|URL",
            description = "Lists of released methods: a folder with PROGRAM@VERSION.txt, or an address with {version}."
                    + " Not needed if --from is the folder of a server.")
    private Optional<String> symbols = Optional.empty();

    @Option(
            names = "--mappings",
            paramLabel = "FOLDER|URL",
            description =
                    "Mappings of obfuscated releases: a folder with PROGRAM@VERSION.map, or an address with {version}."
                            + " Not needed if --from is the folder of a server.")
    private Optional<String> mappings = Optional.empty();

    @Option(
            names = "--source",
            paramLabel = "URL",
            description = "The address of a line of source, with {tag}, {path} and {line}. Not needed"
                    + " with --repository.")
    private Optional<String> source = Optional.empty();

    @Option(
            names = "--tag",
            paramLabel = "TAG",
            description = "The tag of a release, with {version}; ${DEFAULT-VALUE} if not given.")
    private String tag = "v{version}";

    @ArgGroup
    private Format format = new Format();

    /** The output format; text if neither is given. */
    private static final class Format {
        @Option(names = "--json", description = "Print one JSON object.")
        private boolean json;

        @Option(names = "--markdown", description = "Print a report in Markdown.")
        private boolean markdown;
    }

    @Mixin
    private ForgeOptions forge = new ForgeOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Environment environment;
    private Optional<ReleaseFiles<ObfuscationMapping>> mappingFiles = Optional.empty();

    StacksCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        if (weeks < 1) {
            throw wrong("--weeks is " + weeks + ", expected a number from 1 upwards");
        }
        forge.check(spec);
        KnownStacks knownStacks = known();
        Optional<StackHistory> history = history();
        PrintWriter out = spec.commandLine().getOut();
        if (history.isEmpty()) {
            throw new IOException("no stack chart is published there yet");
        }
        Findings findings = Findings.of(
                history.get(),
                knownStacks,
                ReleaseFiles.symbols(
                        history.get().title().program(), symbols.orElseGet(() -> folderBeside("symbols")), environment),
                new SourceLinks(source.or(forge::source).orElse(""), tag),
                mappingFiles.stream().flatMap(files -> files.missing().stream()).toList());
        if (format.json) {
            StacksJson.print(out, findings);
        } else {
            // Even Markdown is cleaned for terminals, since the senders of answers choose the frames.
            PrintWriter plain = TerminalSafeWriter.wrap(out);
            plain.print(format.markdown ? StacksMarkdown.report(findings) : StacksText.of(findings));
            plain.flush();
        }
        int code = forge.isGiven() ? forge.run(findings, environment, spec) : ExitCode.OK;
        return findings.overlaps().isEmpty() ? code : Math.max(code, ExitCode.FOUND_WRONG);
    }

    private KnownStacks known() throws IOException {
        if (known.isEmpty()) {
            return KnownStacks.NONE;
        }
        try {
            return KnownStacks.parse(known.get().toString(), Files.readString(known.get()));
        } catch (CharacterCodingException e) {
            throw new IOException(known.get() + ": found bytes that are not UTF-8, expected a text in UTF-8", e);
        } catch (MalformedKnownStacksException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private Optional<StackHistory> history() throws IOException {
        ChartSource place;
        try {
            place = ChartSource.named(from, environment);
        } catch (IllegalArgumentException e) {
            throw wrong("--from is " + e.getMessage());
        }
        try {
            return StackWeeks.of(place, chart, weeks, this::mapped);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    /** The first chart determines which program's mappings to use. */
    private Stacks mapped(Stacks stacks) {
        String place = mappings.orElseGet(() -> folderBeside("mappings"));
        if (place.isEmpty()) {
            return stacks;
        }
        ReleaseFiles<ObfuscationMapping> files = mappingFiles.orElseGet(
                () -> ReleaseFiles.mappings(stacks.title().program(), place, environment));
        mappingFiles = Optional.of(files);
        return MappedStacks.of(stacks, files::of);
    }

    /** A folder next to the published files, where a server keeps such lists; empty if there is none. */
    private String folderBeside(String name) {
        return List.of(Path.of(name), Path.of("..").resolve(name)).stream()
                .filter(any -> !from.startsWith("http"))
                .map(below -> Path.of(from).resolve(below).normalize())
                .filter(Files::isDirectory)
                .findFirst()
                .map(Path::toString)
                .orElse("");
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
