package dev.limpid.maven;

import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.PlacedChart;
import dev.limpid.protocol.config.Problem;
import dev.limpid.protocol.text.Counted;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Fails a build whose charts ask for counters that the program does not make: a renamed counter, a misspelt chart. */
@Mojo(name = "counters", defaultPhase = LifecyclePhase.PROCESS_CLASSES, threadSafe = true)
public final class CountersMojo extends AbstractMojo {

    /** The program's name, as charts give it. */
    @Parameter(required = true)
    private String program = "";

    /** The charts. Where this is not set and there is no such file yet, the counters are listed and held against nothing. */
    @Parameter(defaultValue = "${project.basedir}/charts.txt", required = true)
    private File charts = new File("");

    /** Names that the program makes at run time, such as {@code tool/command:{build,test}}. */
    @Parameter
    private List<String> declared = List.of();

    /** Where the list of all counters is written. */
    @Parameter(defaultValue = "${project.build.directory}/limpid/counters.txt", required = true)
    private File inventory = new File("");

    @Parameter(defaultValue = "${project.basedir}/charts.txt", readonly = true, required = true)
    private File usualCharts = new File("");

    @Parameter(defaultValue = "${project.build.outputDirectory}", readonly = true, required = true)
    private File classes = new File("");

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        Inventory found = scanned();
        List<Problem> problems = new ArrayList<>();
        List<PlacedChart> asked =
                isBeforeCharts() ? List.of() : ChartConfig.parse(charts.getPath(), text(charts.toPath()), problems);
        InventoryCheck check = new InventoryCheck(found, declared);
        List<String> missing =
                new ArrayList<>(problems.stream().map(Problem::toString).toList());
        missing.addAll(check.missing(asked, program));
        found.unnamed()
                .forEach(place -> getLog().warn(place + ": makes a counter under a name that only the running program"
                        + " knows; declare its names, so that they are known beforehand"));
        write(found);
        if (isBeforeCharts()) {
            getLog().info(program + " makes "
                    + Counted.of(found.counters().size() + found.stacks().size(), "counter")
                    + ", listed in " + inventory + ". There is no " + charts
                    + " yet to hold them against; nothing is sent that no chart asks for");
            return;
        }
        check.uncharted(asked, program).forEach(name -> getLog().info("no chart asks for " + name));
        if (!missing.isEmpty()) {
            throw new MojoFailureException(String.join(System.lineSeparator(), missing));
        }
    }

    /** A program may count before anybody wrote a chart. A file that the pom names is another matter: it is missing. */
    private boolean isBeforeCharts() {
        return charts.equals(usualCharts) && !charts.exists();
    }

    private Inventory scanned() throws MojoExecutionException {
        CounterScanner scanner = new CounterScanner();
        try {
            for (Path file : ClassFiles.below(classes.toPath())) {
                scanner.add(Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new MojoExecutionException(classes + " cannot be read: " + e.getMessage(), e);
        }
        return scanner.inventory();
    }

    private static String text(Path file) throws MojoExecutionException {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new MojoExecutionException(file + " cannot be read, expected charts: " + e, e);
        }
    }

    private void write(Inventory found) throws MojoExecutionException {
        List<String> lines = new ArrayList<>();
        found.counters().forEach((name, place) -> lines.add("counter " + name + " " + place));
        found.stacks().forEach((name, place) -> lines.add("stack " + name + " " + place));
        found.unnamed().forEach(place -> lines.add("unnamed " + place));
        TextFile.write(inventory.toPath(), lines);
    }
}
