package dev.limpid.program;

import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ParsedChart;
import dev.limpid.protocol.text.Problem;
import dev.limpid.protocol.text.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares the counters of a program's classes with its charts, to find for example a renamed counter or a misspelt
 * chart.
 *
 * @param errors counters that charts ask for and the program does not make, and errors in the charts; they fail a build
 * @param warnings places that make counters with names known only at run time
 * @param notes counters that no chart asks for; if there are no charts yet, the number of counters
 * @param inventory every counter with the place that makes it, one per line
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
     * @param classes folders of its class files; a missing folder counts as empty
     * @param charts the file of charts; empty if there are none yet
     * @param declared names of counters that the program makes at run time, such as {@code tool/command:{build,test}}
     */
    public static CounterReview of(String program, List<Path> classes, Optional<Path> charts, List<String> declared)
            throws IOException {
        CounterScanner scanner = new CounterScanner();
        for (Path folder : classes) {
            for (Path file : ClassFiles.below(folder)) {
                scanner.add(Files.readAllBytes(file));
            }
        }
        CounterInventory found = scanner.inventory();
        List<Problem> problems = new ArrayList<>();
        List<ParsedChart> asked = charts.isEmpty()
                ? List.of()
                : ChartConfig.parseDecided(charts.get().toString(), text(charts.get()), problems);
        InventoryCheck check = new InventoryCheck(found, declared);
        List<String> errors =
                new ArrayList<>(problems.stream().map(Problem::toString).toList());
        errors.addAll(check.problems());
        List<String> missing = check.missing(asked, program);
        errors.addAll(missing);
        List<String> warnings = new ArrayList<>(found.unnamed().stream()
                .map(place -> place + ": makes a counter with a name that is known only at run time; declare its names")
                .toList());
        if (!missing.isEmpty()) {
            warnings.add("counters of a bridge, and others that no class names, are found only if they are declared");
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

    private static String beforeCharts(String program, CounterInventory found) {
        return program + " makes "
                + Quantity.of(found.counters().size() + found.stacks().size(), "counter")
                + ". There are no charts yet to compare them with; nothing is sent unless a chart asks for it";
    }

    private static List<String> lines(CounterInventory found) {
        List<String> lines = new ArrayList<>();
        found.counters().forEach((name, place) -> lines.add("counter " + name + " " + place));
        found.stacks().forEach((name, place) -> lines.add("stack " + name + " " + place));
        found.unnamed().forEach(place -> lines.add("unnamed " + place));
        return lines;
    }

    /** Writes the inventory, with line feeds on every system. */
    public void writeInventory(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, inventory.isEmpty() ? "" : String.join("\n", inventory) + "\n");
    }
}
