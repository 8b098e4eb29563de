package org.example.shapes;

import dev.limpid.counter.Telemetry;
import dev.limpid.counter.TelemetryOptions;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Fails in every shape that a compiler may give to a method. */
public final class Shapes {
    private static final Supplier<String> STATIC_LAMBDA = () -> fail("static");

    private final Supplier<String> fieldLambda = () -> {
        String text = "field";
        return fail(text);
    };

    interface Attempt {
        void go() throws Exception;
    }

    enum Color {
        RED,
        GREEN {
            @Override
            String name(int n) {
                return fail("constant");
            }
        };

        String name(int n) {
            return switch (this) {
                case RED -> fail("red");
                case GREEN -> fail("green");
            };
        }
    }

    enum Late {
        ONE;

        static {
            fail("initializer");
        }
    }

    record Point(int x, int y) {
        Point {
            if (x < 0) {
                fail("compact");
            }
        }

        @Override
        public int y() {
            return fail("accessor").length();
        }

        Supplier<String> lambda() {
            return () -> fail("record");
        }
    }

    record Holder(Object held) {}

    static final class Held {
        @Override
        public int hashCode() {
            return fail("hashCode").length();
        }
    }

    static class Generic<T> {
        T apply(T in) {
            return in;
        }
    }

    static final class Bridged extends Generic<String> implements Comparator<String>, Function<String, String> {
        @Override
        public String apply(String in) {
            return fail("bridge");
        }

        @Override
        public int compare(String a, String b) {
            return fail("compare").length();
        }
    }

    static final class Inner {
        private Inner() {
            fail("inner");
        }

        private static String hidden() {
            return fail("private");
        }
    }

    interface WithDefault {
        default String inherited() {
            return fail("default");
        }
    }

    static final class Inheriting implements WithDefault {}

    static final class Closing implements AutoCloseable {
        @Override
        public void close() {
            fail("close");
        }
    }

    /** Made at run time, from these bytes, under no name. */
    public static final class Unnamed implements Supplier<String> {
        @Override
        public String get() {
            return fail("unnamed");
        }
    }

    private Shapes() {}

    private Shapes(String text) {
        Supplier<String> local = () -> fail(text);
        local.get();
    }

    static String fail(String secret) {
        throw new IllegalStateException(secret);
    }

    static void attempt(Attempt attempt) {
        try {
            attempt.go();
        } catch (Throwable e) {
            Telemetry.countCrash(e);
        }
    }

    static void nested() {
        Runnable outer = () -> {
            Supplier<Supplier<String>> middle = () -> {
                return () -> fail("nested");
            };
            middle.get().get();
        };
        outer.run();
    }

    static void overloaded(int n) {
        Runnable run = () -> fail("int");
        run.run();
    }

    static void overloaded(String s) {
        Runnable run = () -> {
            fail("string");
        };
        run.run();
    }

    static void inStream() {
        List.of(1, 2).stream().map(n -> fail("mapped")).forEach(s -> {});
    }

    static void reference() {
        Function<String, String> by = Shapes::fail;
        by.apply("reference");
    }

    static void anonymous() {
        Runnable run = new Runnable() {
            @Override
            public void run() {
                Runnable inside = () -> fail("anonymous");
                inside.run();
            }
        };
        run.run();
    }

    static void local() {
        class Local {
            String go() {
                return fail("local");
            }
        }
        new Local().go();
    }

    static void reflective() throws Exception {
        Method method = Shapes.class.getDeclaredMethod("sometimes", int.class);
        for (int i = 0; i < 40; i++) {
            method.invoke(null, i);
        }
    }

    static void sometimes(int i) {
        if (i == 0) {
            Runnable told = () -> attempt(() -> fail("first"));
            told.run();
        } else if (i == 39) {
            fail("last");
        }
    }

    static void proxied() {
        IntSupplier proxy = (IntSupplier) Proxy.newProxyInstance(
                Shapes.class.getClassLoader(), new Class<?>[] {IntSupplier.class}, (self, method, arguments) -> fail("proxy").length());
        proxy.getAsInt();
    }

    static void unnamed() throws Exception {
        byte[] bytes;
        try (var in = Shapes.class.getResourceAsStream("Shapes$Unnamed.class")) {
            bytes = in.readAllBytes();
        }
        Class<?> type = MethodHandles.lookup().defineHiddenClass(bytes, true).lookupClass();
        ((Supplier<?>) type.getDeclaredConstructor().newInstance()).get();
    }

    static void resource() {
        try (Closing closing = new Closing()) {
            closing.hashCode();
        }
    }

    static void chosen(String text) {
        switch (text) {
            case "a" -> fail("a");
            case "b" -> fail("b");
            default -> fail("c");
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    public static void main(String[] args) {
        Telemetry.start(TelemetryOptions.builder()
                .collection("shapes.example.org")
                .program("org.example.shapes/shapes", "1.0.0")
                .build());
        attempt(STATIC_LAMBDA::get);
        attempt(() -> new Shapes().fieldLambda.get());
        attempt(() -> new Shapes("constructor"));
        attempt(Shapes::nested);
        attempt(() -> overloaded(1));
        attempt(() -> overloaded("1"));
        attempt(Shapes::inStream);
        attempt(Shapes::reference);
        attempt(Shapes::anonymous);
        attempt(Shapes::local);
        attempt(() -> Color.RED.name(1));
        attempt(() -> Color.GREEN.name(1));
        attempt(() -> Late.valueOf("ONE"));
        attempt(() -> new Point(-1, 0));
        attempt(() -> new Point(1, 0).y());
        attempt(() -> new Point(1, 0).lambda().get());
        attempt(() -> new Holder(new Held()).hashCode());
        attempt(() -> ((Generic) new Bridged()).apply("x"));
        attempt(() -> ((Comparator) new Bridged()).compare("x", "y"));
        attempt(Inner::new);
        attempt(Inner::hidden);
        attempt(() -> new Inheriting().inherited());
        attempt(Shapes::resource);
        attempt(() -> chosen("b"));
        attempt(Shapes::reflective);
        attempt(Shapes::proxied);
        attempt(Shapes::unnamed);
    }
}
