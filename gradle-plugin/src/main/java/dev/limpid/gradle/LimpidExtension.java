package dev.limpid.gradle;

import org.gradle.api.file.RegularFileProperty;
import org.gradle.api.provider.ListProperty;
import org.gradle.api.provider.Property;

/** The settings in a build script's {@code limpid { … }}. */
public interface LimpidExtension {

    /** The program's name, as charts give it, such as {@code org.example/tool}. */
    Property<String> getProgram();

    /** The program's version; by default the project's. A snapshot counts locally only. */
    Property<String> getRelease();

    /** The collection's name, such as {@code telemetry.example.org}. */
    Property<String> getCollection();

    /** Where answers are sent; if it is not set, none are. */
    Property<String> getUpload();

    /** Where the collection's log is served; empty by default. */
    Property<String> getConfig();

    /** The keys of the log and of its witnesses. */
    RegularFileProperty getPolicyFile();

    /** Prefixes of the names of classes that stacks may show, besides those of the JDK. */
    ListProperty<String> getFrames();

    /** Whether nothing is counted until the user chooses. */
    Property<Boolean> getOffByDefault();

    /** The charts; by default {@code charts.txt} next to the build script, if it exists. */
    RegularFileProperty getCharts();

    /** Names that the program makes at run time, such as {@code tool/command:{build,test}}. */
    ListProperty<String> getDeclared();
}
