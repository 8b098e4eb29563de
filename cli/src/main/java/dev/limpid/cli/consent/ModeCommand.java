package dev.limpid.cli.consent;

import dev.limpid.cli.command.HomeCommand;
import dev.limpid.cli.context.CommandContext;
import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.JsonOutput;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.HomeFiles;
import dev.limpid.countfile.mode.EffectiveMode;
import dev.limpid.countfile.mode.Mode;
import dev.limpid.countfile.mode.ModeFile;
import dev.limpid.countfile.mode.ModeSource;
import dev.limpid.uploader.home.TelemetryHomes;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code local} and {@code off}, and what they share with {@link OnCommand}: recording the user's choice. For the command's thread
 * only.
 */
public abstract class ModeCommand extends HomeCommand {

    @Option(names = "--json", description = "Print a JSON array with one object per collection.")
    boolean json;

    private final Map<TelemetryHome, EffectiveMode> chosen = new LinkedHashMap<>();

    ModeCommand(CommandContext context) {
        super(context);
    }

    /** Users can choose before any program has counted something. */
    @Override
    protected final boolean acceptsUnknownCollection() {
        return true;
    }

    @Override
    protected final int run(TelemetryHome home, PrintWriter out) throws IOException {
        OptionalInt declined = declined(home, out);
        if (declined.isPresent()) {
            return declined.getAsInt();
        }
        Mode choice = effective(home).source() == ModeSource.UNREADABLE ? replaceDamagedChoice(home) : choose(home);
        EffectiveMode effective = effective(home);
        chosen.put(home, effective);
        if (!json) {
            out.print(words().format("mode.chosen", "collection", home.collection(), "mode", choice) + "\n");
            if (!effective.mode().equals(choice)) {
                out.print(words().format("mode.other", "mode", effective.mode(), "why", modeReason(home, effective))
                        + "\n");
            }
            explain(home, choice).forEach(line -> out.print(line + "\n"));
        }
        return ExitCode.OK;
    }

    @Override
    protected final void finish(PrintWriter out) {
        if (json) {
            JsonOutput.printArray(out, generator -> {
                for (Map.Entry<TelemetryHome, EffectiveMode> entry : chosen.entrySet()) {
                    generator.writeStartObject();
                    generator.writeStringField("collection", entry.getKey().collection());
                    generator.writeStringField("mode", entry.getValue().mode().toString());
                    generator.writeStringField("why", entry.getValue().why());
                    generator.writeEndObject();
                }
            });
        }
    }

    /** Asks the user if necessary. Returns the exit code if the user declines, in which case nothing changes. */
    OptionalInt declined(TelemetryHome home, PrintWriter out) {
        return OptionalInt.empty();
    }

    /** Records the choice. */
    abstract Mode choose(TelemetryHome home) throws IOException;

    /** What the choice means, one sentence per line. */
    abstract List<String> explain(TelemetryHome home, Mode choice) throws IOException;

    /**
     * Replaces an unreadable choice and keeps the old file next to it. An unreadable choice means off, so it is moved away only once
     * the new choice can take its place: on a full disk nothing may be counted that was not counted before.
     */
    private Mode replaceDamagedChoice(TelemetryHome home) throws IOException {
        Path file = home.modeFile();
        Path damaged = file.resolveSibling("mode.damaged");
        boolean moved = Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
        if (moved) {
            Files.move(file, damaged, StandardCopyOption.REPLACE_EXISTING);
        } else {
            linkAs(file, damaged);
        }
        Mode choice;
        try {
            choice = choose(home);
        } catch (IOException | RuntimeException e) {
            if (moved) {
                Files.move(damaged, file);
            } else {
                Files.deleteIfExists(damaged);
            }
            throw e;
        }
        if (HomeFiles.exists(damaged) && Files.isRegularFile(damaged) && Files.isSameFile(file, damaged)) {
            Files.delete(damaged); // the choice was written into this file, since there was no room for another
        }
        reportError(
                HomeFiles.exists(damaged)
                        ? words().format("mode.damaged", "file", file, "damaged", damaged)
                        : words().format("mode.gone", "file", file));
        return choice;
    }

    /**
     * Gives the file a second name, which needs no disk space; the choice then replaces the first name. Without support for links the
     * file is just replaced.
     */
    private static void linkAs(Path file, Path second) throws IOException {
        Files.deleteIfExists(second);
        try {
            Files.createLink(second, file);
        } catch (IOException | UnsupportedOperationException e) {
            return;
        }
    }

    /** {@code local}: counts on this machine only. */
    @Command(
            name = "local",
            description = "Count on this machine only; nothing is sent and nothing is downloaded.",
            footer = {"", "Example:", "  ${COMMAND-FULL-NAME}"})
    public static final class Local extends ModeCommand {

        public Local(CommandContext context) {
            super(context);
        }

        @Override
        Mode choose(TelemetryHome home) throws IOException {
            Mode local = new Mode.Local();
            ModeFile.write(home, local);
            return local;
        }

        @Override
        List<String> explain(TelemetryHome home, Mode choice) {
            return List.of(words().format("local.means"));
        }
    }

    /** {@code off}: counts nothing. */
    @Command(
            name = "off",
            description = "Count nothing, write nothing, send nothing.",
            footer = {"", "Examples:", "  ${COMMAND-FULL-NAME}", "  ${COMMAND-FULL-NAME} --all"})
    public static final class Off extends ModeCommand {

        @Option(names = "--all", description = "Every collection that this machine knows.")
        boolean all;

        public Off(CommandContext context) {
            super(context);
        }

        /** If nothing was counted yet, {@code limpid} itself would be the first program to count. */
        @Override
        protected boolean defaultsToLimpidItself(List<TelemetryHome> known) {
            return true;
        }

        @Override
        public List<TelemetryHome> homes() throws IOException {
            List<TelemetryHome> known = all ? new TelemetryHomes(context.environment()).all() : List.of();
            return known.isEmpty() ? super.homes() : known;
        }

        @Override
        Mode choose(TelemetryHome home) throws IOException {
            Mode off = new Mode.Off();
            ModeFile.write(home, off);
            return off;
        }

        @Override
        List<String> explain(TelemetryHome home, Mode choice) {
            return List.of(words().format("off.means", "program", program()));
        }
    }
}
