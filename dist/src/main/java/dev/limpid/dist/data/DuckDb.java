package dev.limpid.dist.data;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * DuckDB, an SQL engine inside this process. Its jar contains 85 MB of native code for all systems, so it is in a
 * separate folder, {@code query} next to the other jars, and only this class loads it: other commands are not slowed
 * down.
 */
final class DuckDb {

    private static final String DRIVER = "org.duckdb.DuckDBDriver";

    private DuckDb() {}

    /**
     * Confines the engine permanently: from now on this connection reads and writes only these files and its own
     * temporary folder, and nothing else on this machine or beyond. It neither downloads nor loads extensions, and no
     * query can change any of this.
     */
    static void confine(Connection connection, List<Path> files, Path temporary) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String setting : List.of(
                    "autoinstall_known_extensions = false",
                    "autoload_known_extensions = false",
                    "allow_community_extensions = false",
                    "allow_persistent_secrets = false",
                    "temp_directory = " + PublishedTables.quoted(temporary.toString()),
                    "allowed_paths = "
                            + PublishedTables.list(files.stream()
                                    .flatMap(file -> Stream.of(file.toString(), PublishedTables.pattern(file)))
                                    .distinct()
                                    .toList()),
                    "enable_external_access = false",
                    "lock_configuration = true")) {
                statement.execute("SET " + setting);
            }
        }
    }

    /** A new, empty database in memory. */
    static Connection open() throws IOException, SQLException {
        Properties properties = new Properties();
        Connection connection = driver().connect("jdbc:duckdb:", properties);
        if (connection == null) {
            throw new SQLException("DuckDB does not accept the address jdbc:duckdb:");
        }
        return connection;
    }

    private static Driver driver() throws IOException {
        try {
            return Class.forName(DRIVER, true, loader())
                    .asSubclass(Driver.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IOException(
                    "DuckDB cannot be loaded, expected the jar of org.duckdb:duckdb_jdbc in "
                            + here().resolveSibling("query"),
                    e);
        }
    }

    private static ClassLoader loader() throws IOException {
        List<URL> jars = new ArrayList<>();
        Path folder = here().resolveSibling("query");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    jars.add(url(file));
                }
            }
        }
        // Stays open until the process ends: the engine's classes are loaded when they are first used.
        return new URLClassLoader(jars.toArray(URL[]::new), DuckDb.class.getClassLoader());
    }

    private static Path here() throws IOException {
        try {
            return Path.of(DuckDb.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IOException("cannot tell where limpid's jars are", e);
        }
    }

    private static URL url(Path file) throws MalformedURLException {
        return file.toUri().toURL();
    }
}
