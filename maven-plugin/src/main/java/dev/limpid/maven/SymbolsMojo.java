package dev.limpid.maven;

import dev.limpid.program.SourceFiles;
import dev.limpid.program.SymbolList;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;
import org.jspecify.annotations.Nullable;

/**
 * Lists the program's own classes and methods with their source files and lines: every name that its stacks can show, and where it is
 * declared. The list is published with the release.
 */
@Mojo(name = "symbols", defaultPhase = LifecyclePhase.PREPARE_PACKAGE, threadSafe = true)
public final class SymbolsMojo extends AbstractMojo {

    /** Where the list is written. */
    @Parameter(defaultValue = "${project.build.directory}/limpid/symbols.txt", required = true)
    private File symbols = new File("");

    /** Whether the list is published next to the program, as a text artifact with the classifier {@code symbols}. */
    @Parameter(defaultValue = "true")
    private boolean attach;

    @Parameter(defaultValue = "${project.build.outputDirectory}", readonly = true, required = true)
    private File classes = new File("");

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private @Nullable MavenProject project;

    /** The top folder of the repository, to which paths of source files are relative. */
    @Parameter(defaultValue = "${maven.multiModuleProjectDirectory}", required = true)
    private File repository = new File("");

    private final MavenProjectHelper helper;

    /** Injected by Maven; the helper attaches the list to the project. */
    @Inject
    public SymbolsMojo(MavenProjectHelper helper) {
        this.helper = helper;
    }

    @Override
    public void execute() throws MojoExecutionException {
        List<String> names;
        try {
            names = SymbolList.of(classes.toPath(), sources());
        } catch (IOException e) {
            throw new MojoExecutionException(classes + " cannot be read: " + e.getMessage(), e);
        }
        TextFile.write(symbols.toPath(), names);
        if (attach && project != null) {
            helper.attachArtifact(project, "txt", "symbols", symbols);
        }
    }

    private SourceFiles sources() {
        return project == null
                ? SourceFiles.UNKNOWN
                : SourceFiles.of(
                        repository.toPath(),
                        project.getBasedir().toPath(),
                        project.getCompileSourceRoots().stream().map(Path::of).toList());
    }
}
