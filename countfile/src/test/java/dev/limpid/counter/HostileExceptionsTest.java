package dev.limpid.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which cause is counted, and that no exception can harm the caller that counts it. */
@Timeout(60)
class HostileExceptionsTest {
    private static final String HERE = HostileExceptionsTest.class.getName();

    @TempDir
    Path folder;

    private StrictTelemetry telemetry = new StrictTelemetry(Path.of("unset"));

    @BeforeEach
    void nothingYet() throws IOException {
        telemetry.close();
        telemetry = new StrictTelemetry(folder);
        assertThat(telemetry.stacks("crash/crash")).isEmpty();
    }

    @AfterEach
    void close() {
        telemetry.close();
    }

    @Test
    void innermostCause_isCounted_howeverItWasWrapped() throws IOException {
        Throwable cause = thrown();
        Throwable wrapped = new ExecutionException(
                "secret", new CompletionException(new InvocationTargetException(new Mine("secret", cause))));
        wrapped.addSuppressed(new Mine());
        Telemetry.countCrash(wrapped);

        assertThat(only()).startsWith("java.lang.UnsupportedOperationException.<init>:=0\n" + HERE + ".thrown:+0\n");
    }

    /** Each stage reports an exception that passes several stages of futures. */
    @Test
    void sameException_isCountedOnce_inWhateverItComes() throws IOException {
        Throwable cause = thrown();
        Telemetry.countCrash(cause);
        Telemetry.countCrash(new CompletionException(cause));
        Telemetry.countCrash(new ExecutionException(cause));
        Telemetry.countCrash(thrown());

        assertThat(telemetry.stacks("crash/crash").values().stream()
                        .mapToLong(each -> each)
                        .sum())
                .isEqualTo(2);
    }

    @Test
    void classThatIsNeitherTheProgramsNorTheJdks_isHidden() throws Exception {
        Path source =
                Files.writeString(folder.resolve("Foreign.java"), "public class Foreign extends RuntimeException {}");
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-proc:none", "-d", folder.toString(), source.toString()))
                .isZero();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Telemetry.countCrash((Throwable)
                    loader.loadClass("Foreign").getDeclaredConstructor().newInstance());
        }

        assertThat(only()).startsWith("hidden\n").contains(HERE).doesNotContain("Foreign");
    }

    enum Hostile {
        STACK_THROWS,
        STACK_WAITS,
        STACK_IS_NULL,
        CAUSE_THROWS,
        CAUSE_WAITS,
        CAUSE_WITHOUT_END,
        CAUSE_IS_ITSELF
    }

    /** The exception's own methods are not called; they may never end. */
    private static final class Acting extends RuntimeException {
        private final transient Hostile act;

        Acting(Hostile act) {
            super("secret");
            this.act = act;
        }

        @Override
        @SuppressWarnings("NullAway") // whatever the host does
        public StackTraceElement[] getStackTrace() {
            return switch (act) {
                case STACK_THROWS -> throw new AssertionError("asked");
                case STACK_WAITS -> waiting();
                case STACK_IS_NULL -> null;
                default -> super.getStackTrace();
            };
        }

        @Override
        @SuppressWarnings({"UnsynchronizedOverridesSynchronized", "NullAway"})
        public Throwable getCause() {
            return switch (act) {
                case CAUSE_THROWS -> throw new AssertionError("asked");
                case CAUSE_WAITS -> waiting();
                case CAUSE_WITHOUT_END -> new Acting(act);
                case CAUSE_IS_ITSELF -> this;
                default -> super.getCause();
            };
        }

        @Override
        public String getMessage() {
            return waiting();
        }

        @Override
        public String toString() {
            return waiting();
        }

        @SuppressWarnings("TypeParameterUnusedInFormals")
        private static <T> T waiting() {
            while (true) {
                LockSupport.park();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void exceptionThatAnswersAsItLikes_isCountedByItsClass(Hostile act) throws IOException {
        Telemetry.countCrash(new RuntimeException("secret", new Acting(act)));
        StackCounter.of("tool/stack", 4).add(new Acting(act));

        assertThat(only()).startsWith(Acting.class.getName() + ".<init>:=0");
    }

    @Test
    void circleOfCauses_isCountedOnce_atItsLast() throws IOException {
        Throwable first = new IllegalStateException("secret");
        Throwable second = new IllegalArgumentException("secret", first);
        first.initCause(new CompletionException("secret", second));
        Telemetry.countCrash(second);

        assertThat(only()).startsWith("java.util.concurrent.CompletionException.<init>:=0\n");
    }

    @Test
    void chainOfAHundredThousandCauses_isFollowedForAWhile() throws IOException {
        Throwable chain = new Mine();
        for (int i = 0; i < 100_000; i++) {
            chain = new RuntimeException("secret", chain);
        }
        Telemetry.countCrash(chain);

        assertThat(only()).startsWith("java.lang.RuntimeException.<init>:=0\n");
    }

    @Test
    void exceptionWithoutStack_isCountedByItsClass() throws IOException {
        Telemetry.countCrash(new Mine());

        assertThat(only()).isEqualTo(Mine.class.getName() + ".<init>:=0");
    }

    @Test
    @SuppressWarnings("NullAway") // whatever the host does
    void noException_isNotCounted() throws IOException {
        Telemetry.countCrash(null);

        assertThat(telemetry.stacks("crash/crash")).isEmpty();
    }

    @Test
    void recursion_isWrittenOnce_howeverOftenAndByWhicheverBranch() throws IOException {
        Telemetry.countCrash(recursive(3, true));
        Telemetry.countCrash(recursive(40, true));
        Telemetry.countCrash(recursive(41, false));

        String name = only(3);
        assertThat(name)
                .startsWith("java.lang.UnsupportedOperationException.<init>:=0\n" + HERE + ".thrown:+0\n" + HERE
                        + ".recursive:+1\n" + HERE + ".recursion_isWrittenOnce_howeverOftenAndByWhicheverBranch:+");
    }

    private static Throwable recursive(int depth, boolean left) {
        if (depth == 0) {
            return thrown();
        }
        Throwable deep;
        if (left) {
            deep = recursive(depth - 1, false);
        } else {
            deep = recursive(depth - 1, true);
        }
        return deep;
    }

    private static Throwable thrown() {
        return new UnsupportedOperationException("secret");
    }

    /** A program's own exception. */
    private static final class Mine extends Exception {
        Mine(String message, Throwable cause) {
            super(message, cause);
        }

        Mine() {
            super("secret", null, false, false);
        }
    }

    private String only() throws IOException {
        assertThat(telemetry.stacks("crash/crash"))
                .hasSize(1)
                .allSatisfy((name, count) -> assertThat(count).isEqualTo(1));
        return frames(telemetry.stacks("crash/crash").firstKey());
    }

    /** What many stacks have in common that differ only in the line of the test. */
    private String only(int crashes) throws IOException {
        assertThat(telemetry.stacks("crash/crash").keySet().stream()
                        .map(name -> name.replaceAll("(Branch):\\+\\d+", "$1:+"))
                        .distinct())
                .hasSize(1);
        assertThat(telemetry.stacks("crash/crash")).hasSize(crashes);
        return frames(telemetry.stacks("crash/crash").firstKey());
    }

    private static String frames(String name) {
        assertThat(name).startsWith("crash/crash\n").doesNotContain("secret");
        return name.substring(name.indexOf('\n') + 1);
    }
}
