package dev.limpid.counter;

import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import org.jspecify.annotations.Nullable;

/**
 * How a program takes part: its identity, the collection that it belongs to, and its author's choices. Options that are
 * not set are read from {@code META-INF/limpid/program.properties}. Not thread-safe while options are set; {@link
 * #build} ends that. One class rather than two, since every class costs a young process a quarter of a millisecond.
 */
public final class TelemetryOptions {
    @Nullable
    String collection;

    @Nullable
    String program;

    String version = "";

    @Nullable
    TelemetryHome home;

    Environment environment = Environment.ofProcess();
    boolean offByDefault;
    boolean crashes = true;
    boolean strict;
    String @Nullable [] ownPackages;

    @Nullable
    ClassLoader classLoader;

    /** Where the program's properties are stored; empty if they were not needed. */
    String place = "";

    /** Whether all programs of the class path are known. */
    boolean surveyed;

    private boolean built;

    private TelemetryOptions() {}

    /** Reads everything from {@code META-INF/limpid/program.properties}. */
    public static TelemetryOptions ofProgram() {
        return builder().build();
    }

    /** Options to be set one by one. */
    public static TelemetryOptions builder() {
        return new TelemetryOptions();
    }

    /** The collection that the program belongs to. */
    public TelemetryOptions collection(CollectionIdentity collection) {
        open().collection = collection.name();
        offByDefault |= collection.offByDefault();
        return this;
    }

    /** The name of a collection that counts locally only. */
    public TelemetryOptions collection(String name) {
        open().collection = name;
        return this;
    }

    /** The program and its version, on the platform that it runs on; a snapshot becomes {@code devel}. */
    public TelemetryOptions program(String name, String version) {
        open().program = name;
        this.version = version;
        return this;
    }

    /** Where to count, instead of the collection's home. */
    public TelemetryOptions home(TelemetryHome home) {
        open().home = home;
        return this;
    }

    /** An artificial context of the process, in place of the real one. For tests. */
    public TelemetryOptions environment(Environment environment) {
        open().environment = environment;
        return this;
    }

    /** Counts nothing until the user chooses; without this, events are counted locally by default. */
    public TelemetryOptions offByDefault() {
        open().offByDefault = true;
        return this;
    }

    /** Does not count uncaught exceptions. */
    public TelemetryOptions withoutCrashes() {
        open().crashes = false;
        return this;
    }

    /**
     * Which classes a stack may show besides the JDK's: beginnings of class names, such as {@code org.example.tool.}.
     * Frames of all others (a plug-in's, a user's script's) are hidden, and so are those of classes that the program's
     * own class loader does not find. Without this option, stacks show classes that begin like the program's name,
     * {@code org.example.} for {@code org.example/tool}. An empty beginning shows all classes that the loader finds,
     * which only tests should do. If several programs run in one JVM, events that code of these classes counts belong
     * to this program.
     */
    public TelemetryOptions ownPackages(String... prefixes) {
        open().ownPackages = prefixes.clone();
        return this;
    }

    /**
     * For tests: programming mistakes, such as a bad name, throw instead of being dropped. While this program runs, it
     * counts all events of the JVM, and other starts start nothing.
     */
    public TelemetryOptions strict() {
        open().strict = true;
        return this;
    }

    /**
     * The class loader that looks up {@code META-INF/limpid/program.properties} and the program's own classes: stacks
     * show only the classes that it finds. Without this option, it is the loader of this class.
     */
    public TelemetryOptions classLoader(ClassLoader resources) {
        open().classLoader = resources;
        return this;
    }

    /** The options; from now on they cannot be changed. */
    public TelemetryOptions build() {
        built = true;
        return this;
    }

    private TelemetryOptions open() {
        if (built) {
            Diagnostics.fail("these options are built and can no longer be changed");
        }
        return this;
    }
}
