package dev.limpid.counter;

import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import org.jspecify.annotations.Nullable;

/**
 * How a program takes part: who it is, which collection it belongs to, and what its author wants. What is not set
 * is read from {@code META-INF/limpid/program.properties}. Not thread-safe while options are set; {@link #build} ends
 * that. One class rather than two, since every class costs a young process a quarter of a millisecond.
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
    String @Nullable [] frames;

    @Nullable
    ClassLoader resources;

    /** Where the program's properties lie; empty if they were not needed. */
    String place = "";

    /** Whether all programs of the class path are known. */
    boolean surveyed;

    private boolean built;

    private TelemetryOptions() {}

    /** Everything from {@code META-INF/limpid/program.properties}. */
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

    /** What surrounds the process, instead of its real context. For tests. */
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
     * Frames of all others (a plug-in's, a user's script's) are hidden, and so are those of classes that the program's own
     * class loader does not find. Without this: what begins like the program's name, {@code org.example.} for
     * {@code org.example/tool}. An empty beginning shows all that it finds, which only tests should.
     * Where several programs run in one JVM, events that code of these classes counts are this program's.
     */
    public TelemetryOptions frames(String... prefixes) {
        open().frames = prefixes.clone();
        return this;
    }

    /**
     * For tests: mistakes of the programmer, such as a bad name, throw instead of being dropped; and while it runs it counts
     * all events of the JVM, and other starts start nothing else.
     */
    public TelemetryOptions strict() {
        open().strict = true;
        return this;
    }

    /**
     * Where {@code META-INF/limpid/program.properties} is looked up, and the program's own classes: stacks show only those
     * that it finds. Without this: the loader of this class.
     */
    public TelemetryOptions resources(ClassLoader resources) {
        open().resources = resources;
        return this;
    }

    /** The options; from now on they cannot be changed. */
    public TelemetryOptions build() {
        built = true;
        return this;
    }

    private TelemetryOptions open() {
        if (built) {
            Diagnostics.fail("these options are built and cannot be changed any more");
        }
        return this;
    }
}
