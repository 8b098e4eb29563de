package dev.limpid.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.CountedWeek;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which frames a stack shows: those of the program's class loader and the JDK, whatever names a frame claims. */
class StackFramesTest {

    @TempDir
    Path folder;

    private Telemetry telemetry = Telemetry.start(TelemetryOptions.builder().withoutCrashes());

    @BeforeEach
    void start() {
        start(getClass().getClassLoader());
    }

    private void start(ClassLoader classes) {
        telemetry.close();
        telemetry = Telemetry.start(TelemetryOptions.builder()
                .classLoader(classes)
                .home(TelemetryHome.at("frames.example.org", folder.resolve("home")))
                .program("org.example/tool", "1.0.0")
                .ownPackages("org.example.tool.", "dev.limpid.counter.StackFramesTest")
                .withoutCrashes()
                .build());
    }

    @AfterEach
    void close() {
        telemetry.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javax.acme.PayrollPlugin",
                "sun.acme.PayrollPlugin",
                "com.sun.acme.PayrollPlugin",
                "jdk.acme.PayrollPlugin",
                "org.w3c.PayrollPlugin",
                "org.example.tool.plugins.PayrollPlugin"
            })
    void pluginOfTheUser_isHidden_whateverItsPackageIsCalled(String name) throws Exception {
        Path classes = compile(name, "");
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
            assertHidden(loader.loadClass(name));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk.acme", "java.acme", "jdk.compiler"})
    void pluginInAModuleOfTheUser_isHidden_whateverTheModuleIsCalled(String module) throws Exception {
        Path classes = compile("com.sun.tools.acme.PayrollPlugin", module);
        ModuleLayer boot = ModuleLayer.boot();
        Configuration found = boot.configuration().resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of(module));
        Class<?> plugin = boot.defineModulesWithOneLoader(found, null)
                .findLoader(module)
                .loadClass("com.sun.tools.acme.PayrollPlugin");
        assertThat(plugin.getModule().getName()).isEqualTo(module);
        assertHidden(plugin);
    }

    /** Anybody can make such an exception, for example by deserializing it. */
    @ParameterizedTest
    @CsvSource({
        "java.base, java.util.ArrayList, add, true",
        "java.base, java.util.ArrayList, janeDoe, false",
        "java.base, java.util.JaneDoe, add, false",
        "java.base, javax.acme.JaneDoe, add, false",
        "java.logging, java.util.ArrayList, add, false",
        "jdk.acme, jdk.acme.JaneDoe, add, false",
        "org.example, java.util.ArrayList, add, false",
        "'', dev.limpid.counter.Telemetry, start, false",
        ", java.util.ArrayList, add, false",
        ", dev.limpid.counter.StackFramesTest, close, true",
        ", dev.limpid.counter.StackFramesTest, janeDoe, false",
        ", dev.limpid.counter.StackFramesTest$JaneDoe, close, false",
        ", org.example.tool.JaneDoe, close, false"
    })
    void frameThatWasSetByHand_isShown_onlyIfThereIsSuchAMethod(
            String module, String className, String method, boolean shown) throws Exception {
        Exception thrown = new Exception("secret");
        thrown.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("app", module, "17", className, method, "Secret.java", 1_999_999_999)
        });
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(wire)) {
            out.writeObject(thrown);
        }
        Throwable received =
                (Throwable) new ObjectInputStream(new ByteArrayInputStream(wire.toByteArray())).readObject();
        String expected = shown ? "s\n" + className + "." + method + ":=0" : "s\nhidden";
        assertThat(StackName.of(thrown.getStackTrace(), "s", 16)).isEqualTo(expected);
        assertThat(StackName.of(received.getStackTrace(), "s", 16)).isEqualTo(expected);
    }

    /** Without a line, the body's name says in which method it is written. */
    @Test
    void bodyOfALambda_withoutALine_isItsMethods() {
        String body = "";
        for (Method method : StackFramesTest.class.getDeclaredMethods()) {
            body = method.getName().startsWith("lambda$assertHidden") ? method.getName() : body;
        }
        StackTraceElement frame = new StackTraceElement(StackFramesTest.class.getName(), body, null, -1);
        assertThat(StackName.of(new StackTraceElement[] {frame}, "s", 16))
                .isEqualTo("s\n" + StackFramesTest.class.getName() + ".assertHidden:=0");
    }

    @Test
    void line_thatIsInNoMethodOfThatName_isWrittenAsItIs() {
        StackTraceElement frame = new StackTraceElement(StackFramesTest.class.getName(), "start", null, 1);
        StackTraceElement last = new StackTraceElement(StackFramesTest.class.getName(), "close", null, 65_535);
        StackTraceElement beyond = new StackTraceElement(StackFramesTest.class.getName(), "compile", null, 65_536);
        String own = "\n" + StackFramesTest.class.getName();
        assertThat(StackName.of(new StackTraceElement[] {frame, last, beyond}, "s", 16))
                .isEqualTo("s" + own + ".start:=1\n\".close:=65535\n\".compile:=0");
    }

    /** A library that stays loaded is used by one version of a plug-in after another. */
    @Test
    void classThatOneVersionHas_isShownInItsStacksOnly() throws Exception {
        Exception thrown = new Exception();
        thrown.setStackTrace(
                new StackTraceElement[] {new StackTraceElement("org.example.tool.Next", "accept", "Next.java", 1)});
        assertThat(StackName.of(thrown.getStackTrace(), "s", 16)).isEqualTo("s\nhidden");
        try (URLClassLoader next = new URLClassLoader(
                new URL[] {compile("org.example.tool.Next", "").toUri().toURL()})) {
            start(next);
            assertThat(StackName.of(thrown.getStackTrace(), "s", 16)).isEqualTo("s\norg.example.tool.Next.accept:+0");
        }
        start(getClass().getClassLoader());
        assertThat(StackName.of(thrown.getStackTrace(), "s", 16)).isEqualTo("s\nhidden");
    }

    @Test
    void classThatCountedABug_isUnloadedOnceTelemetryIsClosed() throws Exception {
        WeakReference<ClassLoader> plugin = bugBelowAPlugin();
        telemetry.close();
        long end = System.nanoTime() + 20_000_000_000L;
        while (plugin.get() != null && System.nanoTime() < end) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(plugin.get()).isNull();
    }

    @SuppressWarnings("unchecked")
    private WeakReference<ClassLoader> bugBelowAPlugin() throws Exception {
        Path classes = compile("org.example.tool.Buggy", "");
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            Consumer<Runnable> plugin = (Consumer<Runnable>) loader.loadClass("org.example.tool.Buggy")
                    .getDeclaredConstructor()
                    .newInstance();
            plugin.accept(Telemetry::countBug);
            return new WeakReference<>(loader);
        }
    }

    @Test
    void framesOfTheJdk_areShown_inEveryModuleThatItHas() throws Exception {
        List<String> names = new ArrayList<>();
        List.of(1).forEach(one -> names.add(StackName.ofCaller("s", 3)));
        String test = "dev\\.limpid\\.counter\\.StackFramesTest\\.framesOfTheJdk_areShown_inEveryModuleThatItHas:\\+1";
        assertThat(names.get(0))
                .as("a lambda is the method's in which it is written")
                .matches("s\n" + test + "\njava\\.[.\\w$]+\\.forEach:.*\n" + test);
        try {
            ToolProvider.getSystemJavaCompiler().getTask(null, null, null, List.of("-none"), null, null);
        } catch (IllegalArgumentException e) {
            assertThat(StackName.of(e.getStackTrace(), "s", 1))
                    .startsWith("s\ncom.sun.tools.javac.")
                    .contains(":+");
        }
    }

    @SuppressWarnings("unchecked")
    private static void assertHidden(Class<?> plugin) throws Exception {
        Consumer<Runnable> called =
                (Consumer<Runnable>) plugin.getDeclaredConstructor().newInstance();
        List<String> names = new ArrayList<>();
        called.accept(() -> {
            names.add(StackName.ofCaller("s", 64));
            names.add(StackName.of(new Exception().getStackTrace(), "s", 64));
        });
        assertThat(names)
                .hasSize(2)
                .allSatisfy(name ->
                        assertThat(name).contains("\nhidden\n\".assertHidden:+").doesNotContain("Payroll"));
    }

    /**
     * Stacks are distinguished by as many frames as are examined, including hidden ones: frames beyond these are not
     * shown.
     */
    @Test
    @SuppressWarnings("unchecked")
    void framesBehindARunOfHiddenOnes_areNotTakenFromTheStackThatCameFirst() throws Exception {
        Path classes = compile("org.acme.Deep", "", "if (deep++ < 9) { accept(then); } else { deep = 0; then.run(); }");
        StackCounter stacks = StackCounter.of("tool/stack", 4);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            Consumer<Runnable> plugin = (Consumer<Runnable>)
                    loader.loadClass("org.acme.Deep").getDeclaredConstructor().newInstance();
            one(plugin, stacks::increment);
            other(plugin, stacks::increment);
        }
        telemetry.flush();
        TelemetryHome home = TelemetryHome.at("frames.example.org", folder.resolve("home"));
        assertThat(CountedWeek.in(home).get(0).read().counts()).containsOnly(Map.entry("tool/stack\nhidden", 2L));
    }

    private static void one(Consumer<Runnable> plugin, Runnable event) {
        plugin.accept(event);
    }

    private static void other(Consumer<Runnable> plugin, Runnable event) {
        plugin.accept(event);
    }

    /** Compiles a plug-in, into a separate module if one is named. */
    private Path compile(String className, String module) throws Exception {
        return compile(className, module, "then.run();");
    }

    private Path compile(String className, String module, String body) throws Exception {
        int dot = className.lastIndexOf('.');
        Path source = folder.resolve(className.substring(dot + 1) + ".java");
        Files.writeString(
                source,
                "package " + className.substring(0, dot) + "; public class " + className.substring(dot + 1)
                        + " implements java.util.function.Consumer<Runnable> {"
                        + " private int deep; public void accept(Runnable then) { " + body + " } }");
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", classes.toString(), source.toString()));
        if (!module.isEmpty()) {
            Path declaration = folder.resolve("module-info.java");
            Files.writeString(declaration, "module " + module + " { exports " + className.substring(0, dot) + "; }");
            arguments.add(declaration.toString());
        }
        int failed = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertThat(failed).isZero();
        return classes;
    }
}
