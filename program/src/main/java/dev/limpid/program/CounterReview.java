package dev.limpid.program;

import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.PlacedChart;
import dev.limpid.protocol.config.Problem;
import dev.limpid.protocol.text.Counted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The counters of a program's classes held against its charts: a renamed counter, a misspelt chart.
 *
 * @param errors what charts ask for and the program does not make, and what is wrong with the charts; fails a build
 * @param warnings where counters are made under names that only the running program knows
 * @param notes what no chart asks for; where there are no charts yet, how many counters there are
 * @param inventory every counter with the place that makes it, a line each
 */
public record CounterReview(List<String> errors, List<String> warnings, List<String> notes, List<String> inventory) {

    public CounterReview {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
        notes = List.copyOf(notes);
        inventory = List.copyOf(inventory);
    }

    /**
     * Reviews a program.
     *
     * @param program the program's name, as charts give it
     * @param classes folders of its class files; one that is not there holds none
     * @param charts the charts; empty if nobody wrote any yet
     * @param declared names that the program makes at run time, such as {@code tool/command:{build,test}}
     */
    public static CounterReview of(String program, List<Path> classes, Optional<Path> charts, List<String> declared)
            throws IOException {
        CounterScanner scanner = new CounterScanner();
        for (Path folder : classes) {
            for (Path file : ClassFiles.below(folder)) {
                scanner.add(Files.readAllBytes(file));
            }
        }
        Inventory found = scanner.inventory();
        List<Problem> problems = new ArrayList<>();
        List<PlacedChart> asked = charts.isEmpty()
                ? List.of()
                : ChartConfig.parseDecided(charts.get().toString(), text(charts.get()), problems);
        InventoryCheck check = new InventoryCheck(found, declared);
        List<String> errors =
                new ArrayList<>(problems.stream().map(Problem::toString).toList());
        errors.addAll(check.problems());
        List<String> missing = check.missing(asked, program);
        errors.addAll(missing);
        List<String> warnings = new ArrayList<>(found.unnamed().stream()
                .map(place -> place + ": makes a counter under a name that only the running program knows;"
                        + " declare its names, so that they are known beforehand")
                .toList());
        if (!missing.isEmpty()) {
            warnings.add("counters of a bridge, and others that no class names, are found if they are declared");
        }
        return new CounterReview(
                errors,
                warnings,
                charts.isEmpty()
                        ? List.of(beforeCharts(program, found))
                        : check.uncharted(asked, program).stream()
                                .map(name -> "no chart asks for " + name)
                                .toList(),
                lines(found));
    }

    private static String text(Path charts) throws IOException {
        try {
            return Files.readString(charts);
        } catch (IOException e) {
            throw new IOException(charts + " cannot be read, expected charts: " + e, e);
        }
    }

    private static String beforeCharts(String program, Inventory found) {
        return program + " makes "
                + Counted.of(found.counters().size() + found.stacks().size(), "counter")
                + ". There are no charts yet to hold them against; nothing is sent that no chart asks for";
    }

    private static List<String> lines(Inventory found) {
        List<String> lines = new ArrayList<>();
        found.counters().forEach((name, place) -> lines.add("counter " + name + " " + place));
        found.stacks().forEach((name, place) -> lines.add("stack " + name + " " + place));
        found.unnamed().forEach(place -> lines.add("unnamed " + place));
        return lines;
    }

    /** Writes the inventory, with the same line ends everywhere. */
    public void writeInventory(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, inventory.isEmpty() ? "" : String.join("\n", inventory) + "\n");
    }
}
