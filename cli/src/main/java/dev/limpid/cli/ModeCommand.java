package dev.limpid.cli;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.EffectiveMode;
import dev.limpid.counter.home.Mode;
import dev.limpid.counter.home.ModeFile;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.uploader.config.ConfigStore;
import dev.limpid.uploader.config.DishonestLogException;
import dev.limpid.uploader.consent.UserChoice;
import dev.limpid.uploader.run.Homes;
import dev.limpid.uploader.run.LogConfigSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code on}, {@code local} and {@code off}: the user's choice. */
abstract class ModeCommand extends HomeCommand {

    ModeCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** Says what holds now, and why if it is less than what was chosen. */
    final void confirm(TelemetryHome home, Mode choice, PrintWriter out) {
        EffectiveMode effective = effective(home);
        out.print("telemetry of " + home.collection() + ": " + choice + "\n");
        if (!effective.mode().equals(choice)) {
            out.print(
                    "The effective mode is " + effective.mode() + " all the same, because " + effective.why() + ".\n");
        }
    }

    /** {@code on}. */
    @Command(
            name = "on",
            description = "Agree that small, sampled weekly reports are sent.",
            footer = {
                "",
                "Nothing counted until the end of today is ever sent. What may be sent is decided by",
                "charts that were discussed in public; ${PARENT-COMMAND-FULL-NAME} preview shows it.",
                "",
                "Example:",
                "  ${COMMAND-FULL-NAME}"
            })
    static final class On extends ModeCommand {

        @Option(names = "--offline", description = "Do not ask the log now what may be sent.")
        boolean offline;

        On(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        int run(TelemetryHome home, PrintWriter out) throws IOException {
            Optional<CollectionIdentity> identity = surroundings.identity(home);
            UserChoice choice = new UserChoice(home, identity, surroundings.environment());
            LocalDate since = choice.on();
            confirm(home, new Mode.On(since), out);
            fetch(home, identity);
            choice.inWords(List.of()).lines().forEach(line -> out.print(line + "\n"));
            out.print("Only weeks that begin after " + since + " are reported.\n");
            out.print("See before: " + program() + " preview. See after: " + program() + " sent. Stop: " + program()
                    + " off.\n");
            return ExitCode.OK;
        }

        /** The user has agreed, so the network may be asked what it is that may be sent. */
        private void fetch(TelemetryHome home, Optional<CollectionIdentity> identity) throws IOException {
            Optional<ConfigStore> store = LogConfigSource.store(home, identity, clock(home));
            if (offline || store.isEmpty() || !(effective(home).mode() instanceof Mode.On)) {
                return;
            }
            try {
                store.get().refresh();
            } catch (DishonestLogException e) {
                complain("nothing will be sent: " + e.getMessage());
            } catch (IOException e) {
                complain("the newest configuration could not be fetched now: " + e.getMessage());
            }
        }
    }

    /** {@code local}. */
    @Command(
            name = "local",
            description = "Count on this machine only; nothing is sent and nothing is downloaded.",
            footer = {"", "Example:", "  ${COMMAND-FULL-NAME}"})
    static final class Local extends ModeCommand {

        Local(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        int run(TelemetryHome home, PrintWriter out) throws IOException {
            Mode local = new Mode.Local();
            ModeFile.write(home, local);
            confirm(home, local, out);
            out.print("Events are counted in files on this machine. Nothing is sent, nothing is downloaded.\n");
            return ExitCode.OK;
        }
    }

    /** {@code off}. */
    @Command(
            name = "off",
            description = "Count nothing, write nothing, send nothing.",
            footer = {"", "Examples:", "  ${COMMAND-FULL-NAME}", "  ${COMMAND-FULL-NAME} --all"})
    static final class Off extends ModeCommand {

        @Option(names = "--all", description = "Every collection that this machine knows.")
        boolean all;

        Off(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        List<TelemetryHome> homes() throws IOException {
            return all ? new Homes(surroundings.environment()).all() : super.homes();
        }

        @Override
        int run(TelemetryHome home, PrintWriter out) throws IOException {
            Mode off = new Mode.Off();
            ModeFile.write(home, off);
            confirm(home, off, out);
            out.print("Nothing is counted, written or sent from now on, and nobody is told. What lies on this machine"
                    + " stays there; " + program() + " clean deletes it.\n");
            return ExitCode.OK;
        }
    }
}
