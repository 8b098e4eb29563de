package dev.limpid.gradle;

import org.gradle.api.file.RegularFileProperty;
import org.gradle.api.provider.ListProperty;
import org.gradle.api.provider.Property;

/** What a build script says in {@code limpid { … }}. */
public interface LimpidExtension {

    /** The program's name, as charts give it, such as {@code org.example/tool}. */
    Property<String> getProgram();

    /** Its version; the project's if it is not set. A snapshot counts locally only. */
    Property<String> getRelease();

    /** The collection's name, such as {@code telemetry.example.org}. */
    Property<String> getCollection();

    /** Where answers are sent; nowhere if it is not set. */
    Property<String> getUpload();

    /** Where the collection's log is served; nowhere if it is not set. */
    Property<String> getConfig();

    /** The keys of the log and of its witnesses. */
    RegularFileProperty getPolicyFile();

    /** Beginnings of the names of classes that stacks may show beside those of the JDK. */
    ListProperty<String> getFrames();

    /** Whether nothing is counted until the user chooses. */
    Property<Boolean> getOffByDefault();

    /** The charts; {@code charts.txt} beside the build script if that is there and nothing is set. */
    RegularFileProperty getCharts();

    /** Names that the program makes at run time, such as {@code tool/command:{build,test}}. */
    ListProperty<String> getDeclared();
}
