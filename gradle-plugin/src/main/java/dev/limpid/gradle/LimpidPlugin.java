package dev.limpid.gradle;

import java.io.File;
import org.gradle.api.Plugin;
import org.gradle.api.Project;
import org.gradle.api.file.RegularFile;
import org.gradle.api.plugins.JavaPlugin;
import org.gradle.api.provider.Provider;
import org.gradle.api.tasks.SourceSet;
import org.gradle.api.tasks.SourceSetContainer;
import org.gradle.api.tasks.TaskProvider;

/**
 * The plugin {@code dev.limpid}. In a project in Java, Kotlin or any other JVM language it adds the program's identity to the main
 * resources, and makes {@code check} compare the counters of the main classes with the charts.
 */
public final class LimpidPlugin implements Plugin<Project> {

    /** The task that writes the identity. */
    public static final String IDENTITY = "limpidIdentity";

    /** The task that checks the counters. */
    public static final String COUNTERS = "limpidCounters";

    @Override
    public void apply(Project project) {
        LimpidExtension limpid = project.getExtensions().create("limpid", LimpidExtension.class);
        limpid.getRelease().convention(project.provider(() -> String.valueOf(project.getVersion())));
        limpid.getUpload().convention("");
        limpid.getConfig().convention("");
        limpid.getOffByDefault().convention(false);
        limpid.getCharts().convention(chartsIfThere(project));
        project.getPlugins().withType(JavaPlugin.class, java -> {
            SourceSet main = project.getExtensions()
                    .getByType(SourceSetContainer.class)
                    .getByName(SourceSet.MAIN_SOURCE_SET_NAME);
            identity(project, limpid, main);
            counters(project, limpid, main);
        });
    }

    private static Provider<RegularFile> chartsIfThere(Project project) {
        File charts = project.file("charts.txt");
        return project.getLayout().file(project.provider(() -> charts.exists() ? charts : null));
    }

    private static void identity(Project project, LimpidExtension limpid, SourceSet main) {
        TaskProvider<IdentityTask> identity = project.getTasks().register(IDENTITY, IdentityTask.class, task -> {
            task.setDescription("Writes the program's identity and its collection.");
            task.getProgram().set(limpid.getProgram());
            task.getRelease().set(limpid.getRelease());
            task.getCollection().set(limpid.getCollection());
            task.getUpload().set(limpid.getUpload());
            task.getConfig().set(limpid.getConfig());
            task.getPolicyFile().set(limpid.getPolicyFile());
            task.getFrames().set(limpid.getFrames());
            task.getOffByDefault().set(limpid.getOffByDefault());
            task.getFolder().set(project.getLayout().getBuildDirectory().dir("limpid/resources"));
        });
        main.getResources().srcDir(identity.flatMap(IdentityTask::getFolder));
    }

    private static void counters(Project project, LimpidExtension limpid, SourceSet main) {
        TaskProvider<CountersTask> counters = project.getTasks().register(COUNTERS, CountersTask.class, task -> {
            task.setGroup("verification");
            task.setDescription("Checks that the program has the counters that the charts ask for.");
            task.getProgram().set(limpid.getProgram());
            task.getCharts().set(limpid.getCharts());
            task.getDeclared().set(limpid.getDeclared());
            task.getClasses().from(main.getOutput().getClassesDirs());
            task.getInventory().set(project.getLayout().getBuildDirectory().file("limpid/counters.txt"));
        });
        project.getTasks().named("check", check -> check.dependsOn(counters));
    }
}
