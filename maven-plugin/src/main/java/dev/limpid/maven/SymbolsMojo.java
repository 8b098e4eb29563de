package dev.limpid.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import javax.inject.Inject;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

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
        TreeSet<String> names = new TreeSet<>();
        try {
            for (Path file : ClassFiles.below(classes.toPath())) {
                add(Files.readAllBytes(file), names);
            }
        } catch (IOException e) {
            throw new MojoExecutionException(classes + " cannot be read: " + e.getMessage(), e);
        }
        TextFile.write(symbols.toPath(), new ArrayList<>(names));
        if (attach && project != null) {
            helper.attachArtifact(project, "txt", "symbols", symbols);
        }
    }

    /** Adds {@code class.method} for every method of a class file. */
    static void add(byte[] classFile, Set<String> names) {
        ClassReader reader = new ClassReader(classFile);
        String owner = reader.getClassName().replace('/', '.');
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public @Nullable MethodVisitor visitMethod(
                            int access,
                            String name,
                            String descriptor,
                            @Nullable String signature,
                            String @Nullable [] exceptions) {
                        names.add(owner + "." + name);
                        return null;
                    }
                },
                ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    }
}
