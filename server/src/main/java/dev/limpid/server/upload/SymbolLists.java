package dev.limpid.server.upload;

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

/**
 * The methods that published programs have, where a program published a list of them: the file
 * {@code <program>@<version>.txt} holds a line {@code class.method} for each. A stack with a frame that is in no list is
 * left out of the report, since only the sender's own code can have such a name. Safe for use by many threads.
 */
public final class SymbolLists {

    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

    private final Path folder;
    private final Map<String, Optional<Set<String>>> lists = new ConcurrentHashMap<>();

    /** The lists below this folder, which need not be there. */
    public SymbolLists(Path folder) {
        this.folder = folder;
    }

    /** The report without the stacks that show what no published program has. */
    Report screen(Report report, UploadEvents events) throws IOException {
        List<ProgramReport> programs = new ArrayList<>();
        boolean changed = false;
        for (ProgramReport program : report.programs()) {
            Optional<Set<String>> methods = program.stacks().isEmpty() ? Optional.empty() : methods(program.build());
            if (methods.isEmpty()) {
                programs.add(program);
                continue;
            }
            SortedMap<String, Long> kept = new TreeMap<>();
            program.stacks().forEach((name, count) -> {
                if (isPublished(name, methods.get())) {
                    kept.put(name, count);
                } else {
                    events.stackDropped();
                }
            });
            changed |= kept.size() < program.stacks().size();
            programs.add(new ProgramReport(program.build(), program.counters(), kept));
        }
        return changed ? new Report(report.week(), report.lastWeek(), report.x(), report.config(), programs) : report;
    }

    /** Reads the lists anew when they are asked for next. */
    public void forget() {
        lists.clear();
    }

    private static boolean isPublished(String stack, Set<String> methods) {
        for (String frame : StackName.frames(stack)) {
            int place = frame.lastIndexOf(':');
            String method = place < 0 ? frame : frame.substring(0, place);
            boolean known = method.equals(StackName.HIDDEN)
                    || JDK.stream().anyMatch(method::startsWith)
                    || methods.contains(method);
            if (!known) {
                return false;
            }
        }
        return true;
    }

    private Optional<Set<String>> methods(Build build) throws IOException {
        // The names were found in the configuration before, so there are no more of them than it lists.
        String name = build.program() + "@" + build.version() + ".txt";
        if (!lists.containsKey(name)) {
            lists.put(name, read(name));
        }
        return lists.getOrDefault(name, Optional.empty());
    }

    private Optional<Set<String>> read(String name) throws IOException {
        Path file = folder.resolve(name).normalize();
        return file.startsWith(folder) && Files.isRegularFile(file)
                ? Optional.of(Set.copyOf(Files.readAllLines(file)))
                : Optional.empty();
    }
}
