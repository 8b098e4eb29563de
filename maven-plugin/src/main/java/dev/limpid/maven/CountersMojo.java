package dev.limpid.maven;

import dev.limpid.program.CounterReview;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
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

    /** The charts. If this is not set and the default file does not exist yet, the counters are only listed. */
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
        CounterReview review;
        try {
            review = CounterReview.of(
                    program,
                    List.of(classes.toPath()),
                    isBeforeCharts() ? Optional.empty() : Optional.of(charts.toPath()),
                    declared);
            review.writeInventory(inventory.toPath());
        } catch (IOException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
        review.warnings().forEach(getLog()::warn);
        review.notes().forEach(getLog()::info);
        if (!review.errors().isEmpty()) {
            throw new MojoFailureException(String.join(System.lineSeparator(), review.errors()));
        }
    }

    /** A program may count before anybody has written a chart. But a file that the pom names explicitly must exist. */
    private boolean isBeforeCharts() {
        return charts.equals(usualCharts) && !charts.exists();
    }
}
