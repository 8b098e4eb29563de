package dev.limpid.counter;

/** This runtime, system and processor in the words of a report: Go's vocabulary, so that one chart covers both. */
final class Platform {
    private Platform() {}

    static String runtime() {
        String version = property("java.specification.version");
        String name = "java" + (version.startsWith("1.") ? version.substring(2) : version);
        // Set by GraalVM in a native image while it runs.
        return property("org.graalvm.nativeimage.imagecode").equals("runtime") ? name + "-native" : name;
    }

    static String os() {
        String name = property("os.name");
        if (name.startsWith("Linux")) {
            return "linux";
        }
        if (name.startsWith("Mac") || name.startsWith("Darwin")) {
            return "darwin";
        }
        if (name.startsWith("Windows")) {
            return "windows";
        }
        if (name.startsWith("SunOS")) {
            return "solaris";
        }
        return plain(name);
    }

    static String arch() {
        String name = property("os.arch");
        return switch (name) {
            case "amd64", "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            case "x86", "i386", "i486", "i586", "i686" -> "386";
            default -> plain(name);
        };
    }

    private static String property(String name) {
        String value = System.getProperty(name);
        return value == null ? "" : value;
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
}
