package dev.limpid.maven;

import java.io.File;
import java.io.IOException;
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

/** Lists the program's own classes and methods: every name that its stacks can show, published with the release. */
@Mojo(name = "symbols", defaultPhase = LifecyclePhase.PREPARE_PACKAGE, threadSafe = true)
public final class SymbolsMojo extends AbstractMojo {

    /** Where the list is written. */
    @Parameter(defaultValue = "${project.build.directory}/limpid/symbols.txt", required = true)
    private File symbols = new File("");

    /** Whether the list is published beside the program, as a text with the classifier {@code symbols}. */
    @Parameter(defaultValue = "true")
    private boolean attach;

    @Parameter(defaultValue = "${project.build.outputDirectory}", readonly = true, required = true)
    private File classes = new File("");

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private @Nullable MavenProject project;

    private final MavenProjectHelper helper;

    /** With Maven's own way to publish a file beside a program. */
    @Inject
    public SymbolsMojo(MavenProjectHelper helper) {
        this.helper = helper;
    }

    @Override
    public void execute() throws MojoExecutionException {
        List<String> names;
        try {
            names = SymbolList.of(classes.toPath());
        } catch (IOException e) {
            throw new MojoExecutionException(classes + " cannot be read: " + e.getMessage(), e);
        }
        TextFile.write(symbols.toPath(), names);
        if (attach && project != null) {
            helper.attachArtifact(project, "txt", "symbols", symbols);
        }
    }
}
