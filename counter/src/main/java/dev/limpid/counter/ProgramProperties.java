package dev.limpid.counter;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Completes options from {@code META-INF/limpid/program.properties}. It is looked for only if the options name no
 * program or no collection: opening it costs a young process milliseconds.
 *
 * <p>A class path can contain several: an application's, and that of a library which also embeds this one. Then each
 * caller gets its own: the one in the same place as its code, or the one whose frames include its code. If none is the
 * caller's, none is used.
 *
 * <pre>
 * program=org.example/tool
 * version=1.4.0
 * collection=telemetry.example.org
 * upload=https://telemetry.example.org/answers
 * config=https://telemetry.example.org/log
 * policy=log example.org+…\nwitness …
 * default=off
 * frames=org.example.tool.,org.example.lib.
 * </pre>
 *
 * <p>Each instance is for one start, on the thread that starts.
 */
final class ProgramProperties {
    static final String RESOURCE = "META-INF/limpid/program.properties";

    private final TelemetryOptions options;
    private final List<Properties> files = new ArrayList<>();
    private final List<String> places = new ArrayList<>();

    /** The index of the caller's file, or -1. */
    private final int mine;

    private final Properties file;

    ProgramProperties(TelemetryOptions options) {
        this.options = options;
        List<Class<?>> stack = ProgramFinder.callers();
        try {
            readAll(options.classLoader != null ? options.classLoader : loader(stack));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + RESOURCE + ": " + e.getMessage(), e);
        }
        mine = files.isEmpty() ? -1 : mine(stack);
        // Somebody who packages a program can put a file for the same program before it, with another server, for
        // example: the first one applies.
        file = mine < 0 ? new Properties() : files.get(ofProgram(value(files.get(mine), "program")));
        if (mine < 0 && !files.isEmpty() && (options.program == null || options.collection == null)) {
            throw new IllegalStateException(RESOURCE + " is in " + String.join(" and in ", places)
                    + ", and it is unclear which is that of the code that starts telemetry, "
                    + Telemetry.callerName() + ": name program and collection in TelemetryOptions");
        }
        if (mine >= 0) {
            options.place = places.get(mine);
        }
    }

    /** For a program that declared its identity in code, and so did not look for its properties or those of others. */
    private ProgramProperties(Program program, @Nullable ClassLoader loader) throws IOException {
        options = TelemetryOptions.builder();
        readAll(loader);
        mine = ofProgram(program.name);
        file = new Properties();
    }

    /** Registers the other programs on the class path of this one. */
    static void survey(Program program) throws IOException {
        Class<?> starter = ProgramFinder.named(program.startedBy);
        ClassLoader loader = (starter == null ? ProgramProperties.class : starter).getClassLoader();
        new ProgramProperties(program, loader).addOthers(ProgramFinder.place(starter));
    }

    /** The class loader of the calling code: a library's own class loader may not see what a plug-in's does. */
    private static @Nullable ClassLoader loader(List<Class<?>> callers) {
        for (Class<?> caller : callers) {
            if (!caller.getName().startsWith("java.")) {
                return caller.getClassLoader();
            }
        }
        return ProgramProperties.class.getClassLoader();
    }

    private void readAll(@Nullable ClassLoader loader) throws IOException {
        Enumeration<URL> all =
                loader == null ? ClassLoader.getSystemResources(RESOURCE) : loader.getResources(RESOURCE);
        while (all.hasMoreElements()) {
            URL url = all.nextElement();
            String text = url.toString();
            String place = ProgramFinder.plain(text.substring(0, text.length() - RESOURCE.length()));
            if (!places.contains(place)) {
                Properties read = new Properties();
                URLConnection connection = url.openConnection();
                // A jar that the JVM caches stays open after the class loader is closed.
                connection.setUseCaches(false);
                try (InputStream in = connection.getInputStream()) {
                    read.load(in);
                }
                files.add(read);
                places.add(place);
            }
        }
    }

    /** The index of the calling code's file, or -1. */
    private int mine(List<Class<?>> callers) {
        int named = ofProgram(options.program);
        if (named >= 0) {
            return named;
        }
        boolean foreign = false;
        for (Class<?> caller : callers) {
            String place = ProgramFinder.place(caller);
            int found = place.isEmpty() ? -1 : places.indexOf(place);
            if (found < 0) {
                found = ofFrame(caller.getName());
            }
            if (found >= 0) {
                return found;
            }
            foreign |= !place.isEmpty();
        }
        for (Properties other : files) {
            if (!value(other, "program").equals(value(files.get(0), "program"))
                    || !value(other, "collection").equals(value(files.get(0), "collection"))) {
                return -1;
            }
        }
        // In a build's folders, resources are stored apart from classes; in a jar they are together, so this file
        // belongs to another program.
        return !foreign || options.classLoader != null || !places.get(0).endsWith(".jar") ? 0 : -1;
    }

    private int ofProgram(@Nullable String program) {
        for (int i = 0; program != null && i < files.size(); i++) {
            if (value(files.get(i), "program").equals(program)) {
                return i;
            }
        }
        return -1;
    }

    /** The only file which declares that a class of this name belongs to its program, or -1. */
    private int ofFrame(String className) {
        int found = -1;
        for (int i = 0; i < files.size(); i++) {
            for (String entry : value(files.get(i), "frames").split(",", -1)) {
                if (!entry.isEmpty() && className.startsWith(Telemetry.prefix(entry))) {
                    if (found >= 0 && !value(files.get(found), "program").equals(value(files.get(i), "program"))) {
                        return -1;
                    }
                    found = found < 0 ? i : found;
                }
            }
        }
        return found;
    }

    private static String frames(Properties of) {
        String frames = value(of, "frames");
        return frames.isEmpty() ? value(of, "program") : frames;
    }

    /** Registers all programs except the caller's own, and those in the same place. */
    private void addOthers(String own) {
        for (int i = 0; i < files.size(); i++) {
            if (i != mine
                    && !places.get(i).equals(own)
                    && (mine < 0 || !value(files.get(i), "program").equals(value(files.get(mine), "program")))) {
                ProgramFinder.addOther(value(files.get(i), "program"), places.get(i), frames(files.get(i)));
            }
        }
    }

    /** Fills in what the options leave open. */
    void complete() {
        addOthers("");
        options.surveyed = true;
        if (options.collection == null && options.home == null) {
            options.collection = needed("collection");
        }
        if (options.program == null) {
            options.program = needed("program");
            options.version = value("version");
        }
        options.offByDefault |= value("default").equals("off");
        if (options.ownPackages == null && !value("frames").isEmpty()) {
            options.ownPackages = value("frames").split(",", -1);
        }
    }

    CollectionIdentity collection() {
        return new CollectionIdentity(
                needed("collection"),
                value("upload"),
                value("config"),
                value("policy"),
                value("default").equals("off"));
    }

    private String needed(String key) {
        String value = value(key);
        if (value.isEmpty()) {
            throw new IllegalStateException(RESOURCE + " has no " + key + ", and the options set none");
        }
        return value;
    }

    private String value(String key) {
        return value(file, key);
    }

    private static String value(Properties of, String key) {
        return of.getProperty(key, "").trim();
    }
}
