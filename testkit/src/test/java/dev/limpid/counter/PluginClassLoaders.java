package dev.limpid.counter;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Programs that load this library in separate class loaders, as hosts of plug-ins do; to be run in separate JVMs. */
public final class PluginClassLoaders {
    private PluginClassLoaders() {}

    /** What each of the class loaders runs: a plug-in, of which as many copies exist as class loaders. */
    public static final class Plugin {
        private static final Counter FIRST = Counter.of("plugin/first");
        private static final Counter EVENTS = Counter.of("plugin/events");

        private Plugin() {}

        /** Starts, and counts two events of each counter. */
        public static AutoCloseable start() {
            Telemetry telemetry = Programs.start();
            count();
            count();
            return telemetry;
        }

        /** Counts once more. */
        public static void count() {
            FIRST.increment();
            EVENTS.increment();
        }

        /** Counts until the count file is mapped. */
        public static void untilMapped() {
            Programs.untilMapped(EVENTS);
        }

        /** Whether it is mapped. */
        public static Boolean isMapped() {
            return EVENTS.isMapped();
        }
    }

    static URLClassLoader load() {
        URL[] places = {place(Counter.class), place(Plugin.class)};
        return new URLClassLoader(places, ClassLoader.getPlatformClassLoader());
    }

    private static URL place(Class<?> of) {
        return of.getProtectionDomain().getCodeSource().getLocation();
    }

    static Object call(ClassLoader loader, String method) {
        try {
            return loader.loadClass(Plugin.class.getName()).getMethod(method).invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes a plug-in's thread die. */
    static void crash(ClassLoader loader) throws InterruptedException {
        Thread thread = new Thread(() -> {
            throw new IllegalStateException("of a plug-in");
        });
        thread.setContextClassLoader(loader);
        thread.start();
        thread.join();
    }

    /** Names what is left of this library in the JVM; empty if nothing is left. */
    static List<String> left(List<WeakReference<ClassLoader>> loaders) throws ReflectiveOperationException {
        List<String> left = new ArrayList<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("limpid")) {
                left.add("thread " + thread.getName());
            }
        }
        Field hooks = Class.forName("java.lang.ApplicationShutdownHooks").getDeclaredField("hooks");
        hooks.setAccessible(true);
        Set<?> threads = ((Map<?, ?>) hooks.get(null)).keySet();
        for (Object hook : threads) {
            left.add("exit hook " + hook);
        }
        if (Thread.getDefaultUncaughtExceptionHandler() != null) {
            left.add("handler " + Thread.getDefaultUncaughtExceptionHandler());
        }
        ThreadGroup top = Thread.currentThread().getThreadGroup();
        while (top.getParent() != null) {
            top = top.getParent();
        }
        for (int tries = 0; tries < 50 && loaders.stream().anyMatch(loader -> loader.get() != null); tries++) {
            System.gc();
        }
        ThreadGroup[] groups = new ThreadGroup[100];
        int count = top.enumerate(groups);
        for (int i = 0; i < count; i++) {
            if (groups[i].getName().equals("limpid")) {
                left.add("group");
            }
        }
        long kept = loaders.stream().filter(loader -> loader.get() != null).count();
        if (kept > 0) {
            left.add(kept + " class loaders");
        }
        return left;
    }

    /** Plug-ins one after another, as many as the argument says: each starts, counts, is closed and unloaded. */
    public static final class OneByOne {
        private OneByOne() {}

        /** The program. */
        public static void main(String[] args) throws Exception {
            List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
            for (int i = 0; i < Integer.parseInt(args[0]); i++) {
                URLClassLoader loader = load();
                ((AutoCloseable) call(loader, "start")).close();
                loader.close();
                loaders.add(new WeakReference<>(loader));
            }
            System.out.println(left(loaders));
        }
    }

    /**
     * Two plug-ins at once, and one that is mapped: the one that began first ends first. Both die once; after each end,
     * the test gets a line, and replies with a line.
     */
    public static final class Overlapping {
        private Overlapping() {}

        /** The program. */
        public static void main(String[] args) throws Exception {
            List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
            overlap(loaders);
            System.out.println(left(loaders));
        }

        private static void overlap(List<WeakReference<ClassLoader>> loaders) throws Exception {
            URLClassLoader one = load();
            URLClassLoader two = load();
            loaders.add(new WeakReference<>(one));
            loaders.add(new WeakReference<>(two));
            AutoCloseable first = (AutoCloseable) call(one, "start");
            AutoCloseable second = (AutoCloseable) call(two, "start");
            call(one, "untilMapped");
            call(two, "untilMapped");
            crash(one);
            crash(two);
            first.close();
            one.close();
            tell("first closed");
            call(two, "count");
            second.close();
            two.close();
            tell("second closed");
        }

        private static void tell(String what) throws IOException {
            System.out.println(what);
            if (System.in.read() < 0) {
                throw new IOException("the test has gone");
            }
        }
    }

    /** The class loader is closed within the first second, but telemetry is not; then it continues to count. */
    public static final class ClosedLoader {
        private ClosedLoader() {}

        /** The program. */
        public static void main(String[] args) throws Exception {
            URLClassLoader loader = load();
            AutoCloseable telemetry = (AutoCloseable) call(loader, "start");
            loader.close();
            boolean runs = true;
            while (runs) {
                call(loader, "count");
                runs = Thread.getAllStackTraces().keySet().stream()
                        .anyMatch(thread -> thread.getName().equals("limpid-writer"));
            }
            crash(loader);
            for (int i = 0; i < 1000; i++) {
                call(loader, "count");
            }
            System.out.println("counted");
            if (args[0].equals("close")) {
                telemetry.close();
            }
        }
    }

    /**
     * A program that its host runs in a thread group; at the end, the host interrupts all threads of the group, including ours.
     */
    public static final class InAGroup {
        private InAGroup() {}

        /** The program. */
        @SuppressWarnings("removal") // what hosts do
        public static void main(String[] args) throws Exception {
            ThreadGroup group = new ThreadGroup("host");
            Thread program = new Thread(group, () -> {
                Telemetry telemetry = Programs.start();
                Counter many = Counter.of("group/many");
                for (int i = 0; i < 1000; i++) {
                    many.increment();
                }
                Thread.currentThread().interrupt();
                for (int i = 0; i < 1000; i++) {
                    many.increment();
                }
                if (args[0].equals("mapped")) {
                    Programs.untilMapped(Counter.of("group/mapped"));
                    interruptAll();
                    for (int i = 0; i < 1000; i++) {
                        Counter.of("group/new:" + i).increment();
                        if (i % 100 == 0) {
                            interruptAll();
                        }
                    }
                    Programs.untilMapped(Counter.of("group/mapped:again"));
                }
                System.out.println(telemetry.whyNotCounting());
            });
            program.start();
            program.join();
            group.interrupt();
            group.destroy();
        }

        private static void interruptAll() {
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().startsWith("limpid")) {
                    thread.interrupt();
                }
            }
        }
    }
}
