package dev.limpid.gradle;

import dev.limpid.program.ProgramIdentity;
import java.io.IOException;
import java.util.Optional;
import org.gradle.api.DefaultTask;
import org.gradle.api.GradleException;
import org.gradle.api.file.DirectoryProperty;
import org.gradle.api.file.RegularFileProperty;
import org.gradle.api.provider.ListProperty;
import org.gradle.api.provider.Property;
import org.gradle.api.tasks.CacheableTask;
import org.gradle.api.tasks.Input;
import org.gradle.api.tasks.InputFile;
import org.gradle.api.tasks.OutputDirectory;
import org.gradle.api.tasks.PathSensitive;
import org.gradle.api.tasks.PathSensitivity;
import org.gradle.api.tasks.TaskAction;

/** Writes {@code META-INF/limpid/program.properties} into a folder of resources. */
@CacheableTask
public abstract class IdentityTask extends DefaultTask {

    /** The program's name. */
    @Input
    public abstract Property<String> getProgram();

    /** Its version. */
    @Input
    public abstract Property<String> getRelease();

    /** The collection's name. */
    @Input
    public abstract Property<String> getCollection();

    /** Where answers are sent. */
    @Input
    public abstract Property<String> getUpload();

    /** Where the log is served. */
    @Input
    public abstract Property<String> getConfig();

    /** The log's keys and witnesses. */
    @InputFile
    @org.gradle.api.tasks.Optional
    @PathSensitive(PathSensitivity.NONE)
    public abstract RegularFileProperty getPolicyFile();

    /** Prefixes of the names of classes that stacks may show. */
    @Input
    public abstract ListProperty<String> getFrames();

    /** Whether nothing is counted until the user chooses. */
    @Input
    public abstract Property<Boolean> getOffByDefault();

    /** The folder of resources. */
    @OutputDirectory
    public abstract DirectoryProperty getFolder();

    /** Writes the file. */
    @TaskAction
    public void write() throws IOException {
        String policy = getPolicyFile().isPresent()
                ? ProgramIdentity.policyOf(getPolicyFile().get().getAsFile().toPath())
                : "";
        ProgramIdentity identity = new ProgramIdentity(
                getProgram().get(),
                getRelease().get(),
                getCollection().get(),
                getUpload().get(),
                getConfig().get(),
                policy,
                getFrames().get(),
                getOffByDefault().get());
        Optional<String> problem = identity.problem();
        if (problem.isPresent()) {
            throw new GradleException(problem.get());
        }
        identity.warnings().forEach(getLogger()::warn);
        identity.write(getFolder().get().getAsFile().toPath());
    }
}
