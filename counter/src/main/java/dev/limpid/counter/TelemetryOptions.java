package dev.limpid.counter;

import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a program takes part: who it is, which collection it belongs to, and what its author wants. Immutable; made by a
 * {@link Builder}. What is not set is read from {@code META-INF/limpid/program.properties}.
 */
public final class TelemetryOptions {
    final @Nullable CollectionIdentity collection;
    final @Nullable ProgramIdentity program;
    final @Nullable TelemetryHome home;
    final Environment environment;
    final boolean offByDefault;
    final boolean crashes;
    final String[] frames;
    final @Nullable ClassLoader resources;

    private TelemetryOptions(Builder builder) {
        collection = builder.collection;
        program = builder.program;
        home = builder.home;
        environment = builder.environment;
        offByDefault = builder.offByDefault;
        crashes = builder.crashes;
        frames = builder.frames;
        resources = builder.resources;
    }

    /** Everything from {@code META-INF/limpid/program.properties}. */
    public static TelemetryOptions ofProgram() {
        return new Builder().build();
    }

    /** Options to be set one by one. */
    public static Builder builder() {
        return new Builder();
    }

    /** Sets options. Not thread-safe. */
    public static final class Builder {
        private @Nullable CollectionIdentity collection;
        private @Nullable ProgramIdentity program;
        private @Nullable TelemetryHome home;
        private Environment environment = Environment.ofProcess();
        private boolean offByDefault;
        private boolean crashes = true;
        private String[] frames = {};
        private @Nullable ClassLoader resources;

        private Builder() {}

        /** The collection that the program belongs to. */
        public Builder collection(CollectionIdentity collection) {
            this.collection = Objects.requireNonNull(collection);
            return this;
        }

        /** The name of a collection that counts locally only. */
        public Builder collection(String name) {
            return collection(CollectionIdentity.local(name));
        }

        /** The program and its version, on the platform that it runs on. */
        public Builder program(String name, String version) {
            return program(ProgramIdentity.ofThisRuntime(name, version));
        }

        /** The build that counts. */
        public Builder program(ProgramIdentity program) {
            this.program = Objects.requireNonNull(program);
            return this;
        }

        /** Where to count, instead of the collection's home. */
        public Builder home(TelemetryHome home) {
            this.home = Objects.requireNonNull(home);
            return this;
        }

        /** What surrounds the process, instead of its real surroundings. For tests. */
        public Builder environment(Environment environment) {
            this.environment = Objects.requireNonNull(environment);
            return this;
        }

        /** Counts nothing until the user chooses; without this, events are counted locally by default. */
        public Builder offByDefault() {
            offByDefault = true;
            return this;
        }

        /** Does not count uncaught exceptions. */
        public Builder withoutCrashes() {
            crashes = false;
            return this;
        }

        /**
         * Which classes a stack may show besides the JDK's: beginnings of class names, such as {@code org.example.tool.}.
         * Frames of all others (a plug-in's, a user's script's) are hidden.
         */
        public Builder frames(String... prefixes) {
            frames = prefixes.clone();
            return this;
        }

        /** Where {@code META-INF/limpid/program.properties} is looked up. */
        public Builder resources(ClassLoader resources) {
            this.resources = Objects.requireNonNull(resources);
            return this;
        }

        /** The options. */
        public TelemetryOptions build() {
            return new TelemetryOptions(this);
        }
    }
}
