package dev.limpid.server.upload;

import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.StackName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The methods that published programs have: the file {@code <program>@<version>.txt} holds a line {@code class.method} for
 * each. A stack with a frame that is neither in the list nor of the JDK is left out of the report, since only the
 * sender's own code can have such a name. Where there is no list nobody can tell, so every stack is left out but those
 * that the configuration takes unlisted. Safe for use by many threads.
 */
public final class SymbolLists {

    private static final Logger LOG = LoggerFactory.getLogger(SymbolLists.class);

    private final Path folder;
    private final Map<String, Optional<Set<String>>> lists = new ConcurrentHashMap<>();
    private final Set<String> missed = ConcurrentHashMap.newKeySet();

    /** The lists below this folder, which need not be there. */
    public SymbolLists(Path folder) {
        this.folder = folder;
    }

    /**
     * The report without the stacks that show what no published program has.
     *
     * @param config lets the report pass
     */
    Report screen(Report report, UploadConfig config, UploadEvents events) throws IOException {
        List<ProgramReport> programs = new ArrayList<>();
        boolean changed = false;
        for (ProgramReport program : report.programs()) {
            SortedMap<String, Long> kept = kept(program, config);
            for (int i = kept.size(); i < program.stacks().size(); i++) {
                events.stackDropped();
            }
            changed |= kept.size() < program.stacks().size();
            programs.add(new ProgramReport(program.build(), program.counters(), kept));
        }
        return changed ? new Report(report.week(), report.lastWeek(), report.x(), report.config(), programs) : report;
    }

    private SortedMap<String, Long> kept(ProgramReport program, UploadConfig config) throws IOException {
        if (program.stacks().isEmpty()) {
            return program.stacks();
        }
        Build build = program.build();
        Optional<Set<String>> methods = methods(build);
        SortedMap<String, Long> kept = new TreeMap<>(program.stacks());
        kept.keySet()
                .removeIf(name -> methods.map(known -> !isPublished(name, known))
                        .orElseGet(() -> !config.takesUnlisted(build, StackName.prefix(name))));
        if (methods.isEmpty() && kept.size() < program.stacks().size() && missed.add(file(build))) {
            LOG.warn(
                    "stacks of {} {} are left out of reports: there is no list of its published methods, expected {}",
                    build.program(),
                    build.version(),
                    folder.resolve(file(build)));
        }
        return kept;
    }

    /** Reads the lists anew when they are asked for next. */
    public void forget() {
        lists.clear();
    }

    private static boolean isPublished(String stack, Set<String> methods) {
        for (String frame : StackName.frames(stack)) {
            boolean known = frame.equals(StackName.HIDDEN)
                    || methods.contains(StackName.symbol(frame))
                    || StackName.isOfJdk(frame);
            if (!known) {
                return false;
            }
        }
        return true;
    }

    private Optional<Set<String>> methods(Build build) throws IOException {
        // The names were found in the configuration before, so there are no more of them than it lists.
        String name = file(build);
        if (!lists.containsKey(name)) {
            lists.put(name, read(name));
        }
        return lists.getOrDefault(name, Optional.empty());
    }

    private static String file(Build build) {
        return build.program() + "@" + build.version() + ".txt";
    }

    private Optional<Set<String>> read(String name) throws IOException {
        Path file = folder.resolve(name).normalize();
        return file.startsWith(folder) && Files.isRegularFile(file)
                ? Optional.of(Set.copyOf(Files.readAllLines(file)))
                : Optional.empty();
    }
}
