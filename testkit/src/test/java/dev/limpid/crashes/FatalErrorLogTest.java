package dev.limpid.crashes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FatalErrorLogTest {
    /** As OpenJDK 17 writes it, shortened. */
    static String log(long pid) {
        return """
                #
                # A fatal error has been detected by the Java Runtime Environment:
                #
                #  SIGSEGV (0xb) at pc=0x00007f3a5c1d2e40, pid=%d, tid=4712
                #
                # JRE version: OpenJDK Runtime Environment (17.0.15+6)
                # Problematic frame:
                # C  [libsecret.so+0x1e40]  secret_function+0x10
                #

                Command Line: -Xmx16m org.example.Tool --password=secret /home/jane/secret

                ---------------  T H R E A D  ---------------

                Current thread (0x00007f3a54024e60):  JavaThread "secret thread" [_thread_in_native, id=4712]

                Native frames: (J=compiled Java code, j=interpreted, Vv=VM code, C=native code)
                C  [libsecret.so+0x1e40]  secret_function+0x10

                Java frames: (J=compiled Java code, j=interpreted, Vv=VM code)
                j  org.example.Native.call(J[Ljava/lang/String;)I+0
                J 2034%% c2 org.example.Tool.loop(Ljava/lang/Object;)V (33 bytes) @ 0x00007f3a4d2c1e40 [0x00007f3a4d2c1d20+0x0000000000000120]
                J 12 c1 java.util.ArrayList.forEach(Ljava/util/function/Consumer;)V java.base@17.0.15 (75 bytes) @ 0x00007f3a4d2c1e40 [0x00007f3a4d2c1d20+0x0000000000000120]
                J 77  java.lang.Object.wait(J)V java.base@17.0.15 (0 bytes) @ 0x00007f3a4d2c1e40 [0x00007f3a4d2c1d20+0x0000000000000120]
                j  org.example.Tool$$Lambda$14+0x0000000800c03000.run()V+4
                j  java.lang.Thread.run()V+11 java.base@17.0.15
                v  ~StubRoutines::call_stub

                j  org.example.Behind.the(V)V+0
                """.formatted(pid);
    }

    @Test
    void log_givesKindAndJavaFrames() {
        FatalErrorLog log = FatalErrorLog.parse(log(4711), 4711);

        assertThat(log).isNotNull();
        assertThat(log.kind()).isEqualTo("SIGSEGV");
        assertThat(log.frames().stream().map(StackTraceElement::toString))
                .containsExactly(
                        "org.example.Native.call(Unknown Source)",
                        "org.example.Tool.loop(Unknown Source)",
                        "java.base/java.util.ArrayList.forEach(Unknown Source)",
                        "java.base/java.lang.Object.wait(Unknown Source)",
                        "java.base/java.lang.Thread.run(Unknown Source)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SIGSEGV (0xb) at pc=0x1, pid=7, tid=8 | SIGSEGV",
                "EXCEPTION_ACCESS_VIOLATION (0xc0000005) at pc=0x00007ffd, pid=7, tid=8 | EXCEPTION_ACCESS_VIOLATION",
                "SIGSEGV (0xb) at pc=0x1 (sent by kill), pid=7, tid=8 | SIGSEGV",
                "SIGSECRET (0xb) at pc=0x1, pid=7, tid=8 | other",
                "Internal Error (sharedRuntime.cpp:553), pid=7, tid=8 | internal",
                "Out of Memory Error (os_linux.cpp:2798), pid=7, tid=8 | memory",
            })
    void kind_isOneOfAFixedList(String line, String kind) {
        FatalErrorLog log = FatalErrorLog.parse("#\n# A fatal error\n#\n#  " + line + "\n", 7);

        assertThat(log).isNotNull();
        assertThat(log.kind()).isEqualTo(kind);
        assertThat(log.frames()).containsExactly(new StackTraceElement("", "", null, -1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "#\n",
                "#\n#  SIGSEGV (0xb) at pc=0x1, pid=8, tid=8\n",
                "#\n#  SIGSEGV at pc=0x1, pid=7, tid=8\n",
                "#\n# SIGSEGV (0xb) at pc=0x1, pid=7, tid=8\n",
                "#  SIGSEGV (0xb) at pc=0x1, pid=7, tid=8\n",
                "#\n#  SIGSEGV (0xb) at pc=0x1, pid=99999999999999999999, tid=8\n",
            })
    void text_thatIsNotALogOfTheProcess_isIgnored(String text) {
        assertThat(FatalErrorLog.parse(text, 7)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "j org.example.Tool.run()V+0",
                "j  org.example.Tool.run()V",
                "j  org.example.Tool.run()+0",
                "j  org.example.Tool run()V+0",
                "j  secret",
                "J secret",
                "J 1 c2 org.example.Tool.run()V",
                "V  [libjvm.so+0x1]  secret+0x1",
                "C  [secret.so+0x1]",
                "j  run()V+0",
            })
    void line_thatIsNotAJavaFrame_isNotAFrame(String line) {
        String text = "#\n#  SIGSEGV (0xb) at pc=0x1, pid=7, tid=8\nNative frames:\n" + line + "\n\n";
        FatalErrorLog log = FatalErrorLog.parse(text, 7);

        assertThat(log).isNotNull();
        assertThat(log.frames()).isEqualTo(List.of(new StackTraceElement("", "", null, -1)));
    }

    @Test
    void parser_ofAnyText_endsSoonAndQuietly() {
        Random random = new Random(16);
        String whole = log(7);
        for (int i = 0; i < 2000; i++) {
            StringBuilder text = new StringBuilder(whole);
            for (int j = random.nextInt(8); j >= 0; j--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                    case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(40)));
                    default -> text.insert(at, "a(".repeat(random.nextInt(3000)));
                }
            }
            FatalErrorLog log = FatalErrorLog.parse(text.toString(), 7);
            if (log != null) {
                assertThat(log.frames()).isNotEmpty();
            }
        }
    }
}
