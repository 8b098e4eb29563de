package dev.limpid.counter.home;

import java.io.File;
import java.nio.charset.Charset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The context of the process, which decides where files are stored and what is allowed: environment variables, system
 * properties, and the place of the system-wide mode file. Immutable.
 *
 * <p>Every start of a program runs this code: nothing here may load more than it must.
 */
public final class Environment {
    private static final Environment PROCESS = new Environment(null, null, null);

    /** The JVM's names of processors, each with Go's name. */
    private static final String ARCHS = " x86_64=amd64 aarch64=arm64 x86=386 i386=386 ";

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

    /** The real context of this process. */
    public static Environment ofProcess() {
        return PROCESS;
    }

    /**
     * An artificial context, for tests and for examining that of another process.
     *
     * @param systemWideMode where the system-wide mode file would be; it need not exist
     */
    public static Environment of(Map<String, String> variables, Map<String, String> properties, File systemWideMode) {
        return new Environment(Map.copyOf(variables), Map.copyOf(properties), systemWideMode);
    }

    /**
     * Whether environment variables can be read. Java 17 looks for their names in the default charset, so with one such
     * as UTF-16 none is ever found, not even those that forbid counting.
     */
    boolean isReadable() {
        byte[] letter = "A".getBytes(Charset.defaultCharset());
        return variables != null || (letter.length == 1 && letter[0] == 'A');
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

    /** Where an administrator can set the mode for everybody on this machine. */
    public File systemWideMode() {
        if (systemWideMode != null) {
            return systemWideMode;
        }
        String os = jvmOs();
        if (os.startsWith("Windows")) {
            String shared = variable("ProgramData");
            return new File(shared == null ? "C:\\ProgramData" : shared, "limpid\\mode");
        }
        return new File(os.startsWith("Mac") ? "/Library/Application Support/limpid/mode" : "/etc/limpid/mode");
    }

    /**
     * The runtime of this program, as it is named in a report: {@code java17}, or {@code java21-native} in a native
     * image.
     */
    public String runtime() {
        String version = property("java.specification.version");
        String name = version == null ? "java" : "java" + (version.startsWith("1.") ? version.substring(2) : version);
        // Set by GraalVM in a native image while it runs.
        return "runtime".equals(property("org.graalvm.nativeimage.imagecode")) ? name + "-native" : name;
    }

    /** The operating system in Go's vocabulary, so that one chart covers both JVM and Go programs. */
    public String os() {
        String name = jvmOs();
        if (name.startsWith("Linux")) {
            return "linux";
        }
        if (name.startsWith("Mac") || name.startsWith("Darwin")) {
            return "darwin";
        }
        if (name.startsWith("Windows")) {
            return "windows";
        }
        return name.startsWith("SunOS") ? "solaris" : plain(name);
    }

    /** The processor in Go's vocabulary. */
    public String arch() {
        String name = property("os.arch");
        if (name == null) {
            return "unknown";
        }
        int known = ARCHS.indexOf(" " + name + "=");
        if (known < 0) {
            return plain(name);
        }
        int value = known + name.length() + 2;
        return ARCHS.substring(value, ARCHS.indexOf(' ', value));
    }

    /** Lower-case ASCII letters and digits only: FreeBSD becomes freebsd, "OS/400" os400. */
    private static String plain(String name) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                plain.append((char) (c + ('a' - 'A')));
            } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                plain.append(c);
            }
        }
        return plain.length() == 0 ? "unknown" : plain.toString();
    }

    /** The operating system as the JVM calls it. */
    String jvmOs() {
        String name = property("os.name");
        return name == null ? "Linux" : name;
    }

    /** The user's home folder, or null if nothing names one. It can be any text: the caller must check it. */
    @Nullable
    String userHome() {
        String home = jvmOs().startsWith("Windows") ? null : variable("HOME");
        return home != null ? home : property("user.home");
    }

    /**
     * Whether the home folder is the one that the machine's list of accounts names: not another user's, as under sudo,
     * and not an invented one, as in a container.
     */
    boolean isOwnHome() {
        String account = property("user.home");
        return account != null && account.equals(userHome()) && !"?".equals(property("user.name"));
    }
}
