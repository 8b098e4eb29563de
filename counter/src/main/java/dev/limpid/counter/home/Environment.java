package dev.limpid.counter.home;

import java.io.File;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds the process and decides where files lie and what is allowed: environment variables, system
 * properties, and the place of the system-wide mode file. Immutable.
 *
 * <p>On the way of every program's start: nothing here may load more than it must.
 */
public final class Environment {
    private static final Environment PROCESS = new Environment(null, null, null);

    private final @Nullable Map<String, String> variables;
    private final @Nullable Map<String, String> properties;
    private final @Nullable File systemWideMode;

    private Environment(
            @Nullable Map<String, String> variables,
            @Nullable Map<String, String> properties,
            @Nullable File systemWideMode) {
        this.variables = variables;
        this.properties = properties;
        this.systemWideMode = systemWideMode;
    }

    /** The real surroundings of this process. */
    public static Environment ofProcess() {
        return PROCESS;
    }

    /**
     * Made-up surroundings, for tests and for looking at another process's.
     *
     * @param systemWideMode where the system-wide mode file would be; need not exist
     */
    public static Environment of(Map<String, String> variables, Map<String, String> properties, File systemWideMode) {
        return new Environment(Map.copyOf(variables), Map.copyOf(properties), systemWideMode);
    }

    /** The environment variable's value, or null if it is unset or empty. */
    public @Nullable String variable(String name) {
        String value = variables == null ? System.getenv(name) : variables.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** The system property's value, or null if it is unset or empty. */
    public @Nullable String property(String name) {
        String value = properties == null ? System.getProperty(name) : properties.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** The first of system property and environment variable that is set, or null. */
    public @Nullable String setting(String property, String variable) {
        String value = property(property);
        return value != null ? value : variable(variable);
    }

    /** Where an administrator may set the mode for everybody on this machine. */
    public File systemWideMode() {
        if (systemWideMode != null) {
            return systemWideMode;
        }
        String os = os();
        if (os.startsWith("Windows")) {
            String shared = variable("ProgramData");
            return new File(shared == null ? "C:\\ProgramData" : shared, "limpid\\mode");
        }
        return new File(os.startsWith("Mac") ? "/Library/Application Support/limpid/mode" : "/etc/limpid/mode");
    }

    /** The operating system as the JVM calls it. */
    String os() {
        String name = property("os.name");
        return name == null ? "Linux" : name;
    }

    /** The user's home folder. */
    String userHome() {
        String home = variable("HOME");
        if (home == null || os().startsWith("Windows")) {
            home = property("user.home");
        }
        return home == null ? "." : home;
    }
}
