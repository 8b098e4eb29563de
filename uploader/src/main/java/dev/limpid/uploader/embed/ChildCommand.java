package dev.limpid.uploader.embed;

import com.fasterxml.jackson.core.JsonFactory;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.CountedWeek;
import dev.limpid.protocol.report.Report;
import dev.limpid.tlog.TlogException;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The command line of the detached child: the same Java, our own jars but none of the program's, none of the program's
 * open handles, and a working directory that nobody needs to delete.
 */
final class ChildCommand {

    /** Environment variable that is set for the child of a native image, which is the same program called again. */
    static final String NATIVE_CHILD = "LIMPID_REPORTING_CHILD";

    private static final List<String> PASSED_ON = List.of(
            "limpid.dir",
            "limpid.now",
            "limpid.proxy",
            "http.proxyHost",
            "http.proxyPort",
            "https.proxyHost",
            "https.proxyPort",
            "http.nonProxyHosts",
            "socksProxyHost",
            "socksProxyPort",
            "socksProxyVersion",
            "socksNonProxyHosts",
            "java.net.useSystemProxies",
            "javax.net.ssl.trustStore",
            "javax.net.ssl.trustStoreType",
            "user.home");

    private ChildCommand() {}

    /** The child, ready to start; empty if our classes are not in files that a child could load. */
    static Optional<ProcessBuilder> of(String collection) {
        Optional<List<String>> command = isNativeImage() ? nativeCommand() : javaCommand(collection);
        return command.map(line -> {
            ProcessBuilder child = new ProcessBuilder(line);
            child.redirectInput(ProcessBuilder.Redirect.from(new File(isWindows() ? "NUL" : "/dev/null")));
            child.redirectOutput(ProcessBuilder.Redirect.DISCARD);
            child.redirectError(ProcessBuilder.Redirect.DISCARD);
            child.directory(new File(System.getProperty("java.home", "/")));
            Map<String, String> environment = child.environment();
            // Agents and debuggers are meant for the program, not for the child.
            List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS").forEach(environment::remove);
            if (isNativeImage()) {
                environment.put(NATIVE_CHILD, collection);
                child.directory(new File(isWindows() ? "C:\\" : "/"));
            }
            return child;
        });
    }

    private static Optional<List<String>> javaCommand(String collection) {
        Path java = Path.of(System.getProperty("java.home", ""), "bin", isWindows() ? "java.exe" : "java");
        Optional<String> classPath = classPath();
        if (classPath.isEmpty() || !Files.isExecutable(java)) {
            return Optional.empty();
        }
        List<String> line = new ArrayList<>(newSession());
        line.add(java.toString());
        line.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m", "-Xshare:auto"));
        for (String property : PASSED_ON) {
            String value = System.getProperty(property);
            if (value != null) {
                line.add("-D" + property + "=" + value);
            }
        }
        line.addAll(List.of("-cp", classPath.get(), ReportingProcess.class.getName(), collection));
        return Optional.of(line);
    }

    private static Optional<List<String>> nativeCommand() {
        return ProcessHandle.current().info().command().map(image -> {
            List<String> line = new ArrayList<>(newSession());
            line.add(image);
            return line;
        });
    }

    /**
     * A separate session, so that closing the terminal does not end the child. Without {@code setsid}, that may end it.
     */
    private static List<String> newSession() {
        Path setsid = Path.of("/usr/bin/setsid");
        return !isWindows() && Files.isExecutable(setsid) ? List.of(setsid.toString()) : List.of();
    }

    /**
     * In a Java that jlink made, these places are modules such as {@code /dev.limpid.client}, and no class path is
     * needed.
     */
    private static Optional<String> classPath() {
        Set<String> places = new LinkedHashSet<>();
        for (Class<?> type : List.of(
                ReportingProcess.class,
                TelemetryHome.class,
                CountedWeek.class,
                Report.class,
                TlogException.class,
                JsonFactory.class)) {
            CodeSource source = type.getProtectionDomain().getCodeSource();
            try {
                if (source == null || source.getLocation() == null) {
                    return Optional.empty();
                }
                Path place = Path.of(source.getLocation().toURI());
                if (!Files.exists(place)) {
                    return Optional.empty();
                }
                places.add(place.toString());
            } catch (URISyntaxException | IllegalArgumentException | java.nio.file.FileSystemNotFoundException e) {
                return Optional.empty(); // a jar within a jar
            }
        }
        return Optional.of(String.join(File.pathSeparator, places));
    }

    private static boolean isNativeImage() {
        return System.getProperty("org.graalvm.nativeimage.imagecode") != null;
    }

    private static boolean isWindows() {
        return System.getProperty("os.name", "").startsWith("Windows");
    }
}
