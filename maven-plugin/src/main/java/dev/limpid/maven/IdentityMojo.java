package dev.limpid.maven;

import dev.limpid.program.ProgramIdentity;
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

/** Writes {@code META-INF/limpid/program.properties}: which program this is, and to which collection it belongs. */
@Mojo(name = "identity", defaultPhase = LifecyclePhase.PROCESS_RESOURCES, threadSafe = true)
public final class IdentityMojo extends AbstractMojo {

    /** The program's name, such as {@code org.example/tool}. */
    @Parameter(required = true)
    private String program = "";

    /** Its version; a snapshot counts locally only. */
    @Parameter(defaultValue = "${project.version}", required = true)
    private String version = "";

    /** The collection's name, such as {@code telemetry.example.org}. */
    @Parameter(required = true)
    private String collection = "";

    /** Where answers are sent, such as {@code https://telemetry.example.org/answers}. */
    @Parameter
    private String upload = "";

    /** Where the collection's log is served, such as {@code https://telemetry.example.org/log}. */
    @Parameter
    private String config = "";

    /** The policy that names the keys of the log and its witnesses. */
    @Parameter
    private String policy = "";

    /** A file with the policy, instead of {@code policy}. */
    @Parameter
    private File policyFile = new File("");

    /** Prefixes of the names of classes that stacks may show, besides those of the JDK. */
    @Parameter
    private List<String> frames = List.of();

    /** Whether nothing is counted until the user chooses. */
    @Parameter(defaultValue = "false")
    private boolean offByDefault;

    @Parameter(defaultValue = "${project.build.outputDirectory}", readonly = true, required = true)
    private File classes = new File("");

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        ProgramIdentity identity =
                new ProgramIdentity(program, version, collection, upload, config, trusted(), frames, offByDefault);
        Optional<String> problem = identity.problem();
        if (problem.isPresent()) {
            throw new MojoFailureException(problem.get());
        }
        identity.warnings().forEach(getLog()::warn);
        try {
            identity.write(classes.toPath());
        } catch (IOException e) {
            throw new MojoExecutionException(classes + " cannot be written: " + e.getMessage(), e);
        }
    }

    private String trusted() throws MojoExecutionException {
        try {
            return policyFile.getPath().isEmpty() ? policy : ProgramIdentity.policyOf(policyFile.toPath());
        } catch (IOException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
    }
}
