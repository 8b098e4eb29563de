package dev.limpid.gradle;

import dev.limpid.program.CounterReview;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.gradle.api.DefaultTask;
import org.gradle.api.GradleException;
import org.gradle.api.file.ConfigurableFileCollection;
import org.gradle.api.file.RegularFileProperty;
import org.gradle.api.provider.ListProperty;
import org.gradle.api.provider.Property;
import org.gradle.api.tasks.CacheableTask;
import org.gradle.api.tasks.Input;
import org.gradle.api.tasks.InputFile;
import org.gradle.api.tasks.InputFiles;
import org.gradle.api.tasks.OutputFile;
import org.gradle.api.tasks.PathSensitive;
import org.gradle.api.tasks.PathSensitivity;
import org.gradle.api.tasks.TaskAction;

/** Fails if a chart asks for a counter that the program does not make. */
@CacheableTask
public abstract class CountersTask extends DefaultTask {

    /** The program's name. */
    @Input
    public abstract Property<String> getProgram();

    /** The charts, if there are any. */
    @InputFile
    @org.gradle.api.tasks.Optional
    @PathSensitive(PathSensitivity.NAME_ONLY)
    public abstract RegularFileProperty getCharts();

    /** Names that are made at run time. */
    @Input
    public abstract ListProperty<String> getDeclared();

    /** The program's class files. */
    @InputFiles
    @PathSensitive(PathSensitivity.RELATIVE)
    public abstract ConfigurableFileCollection getClasses();

    /** Where the list of all counters is written. */
    @OutputFile
    public abstract RegularFileProperty getInventory();

    /** Compares the counters with the charts. */
    @TaskAction
    public void review() throws IOException {
        Optional<Path> charts = Optional.ofNullable(getCharts().getOrNull())
                .map(file -> file.getAsFile().toPath());
        CounterReview review = CounterReview.of(
                getProgram().get(),
                getClasses().getFiles().stream().map(File::toPath).toList(),
                charts,
                getDeclared().get());
        review.writeInventory(getInventory().get().getAsFile().toPath());
        review.warnings().forEach(getLogger()::warn);
        review.notes().forEach(getLogger()::lifecycle);
        if (!review.errors().isEmpty()) {
            throw new GradleException(String.join(System.lineSeparator(), review.errors()));
        }
    }
}
