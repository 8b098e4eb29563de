package dev.limpid.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.Counter;
import dev.limpid.counter.Histogram;
import dev.limpid.counter.StackCounter;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CounterScannerTest {

    /** Compiled like any program; the test only reads its class file. */
    static final class Program {
        static final Counter RUNS = Counter.of("tool/runs");
        static final Histogram SIZE = Histogram.ofSizes("tool/size", "4KiB", "1MiB");
        static final StackCounter BUG = StackCounter.of("tool/bug", 100);

        private Program() {}

        static Counter of(String name) {
            return Counter.of(name);
        }

        static Counter joined(String name) {
            return Counter.of("tool/command:" + name);
        }

        static Histogram among(String[] bounds) {
            return Histogram.ofNumbers("tool/among", bounds);
        }
    }

    @Test
    void scan_findsNamesThatAreWrittenOut() throws IOException {
        CounterScanner scanner = new CounterScanner();
        scanner.add(classFile());
        CounterInventory counterInventory = scanner.inventory();
        assertThat(counterInventory.counters())
                .containsOnlyKeys("tool/runs", "tool/size:<4KiB", "tool/size:<1MiB", "tool/size:>=1MiB");
        assertThat(counterInventory.stacks()).containsOnlyKeys("tool/bug");
        assertThat(counterInventory.counters().get("tool/runs"))
                .startsWith("dev.limpid.program.CounterScannerTest$Program:");
    }

    @Test
    void scan_saysWhereNamesAreMadeAtRunTime() throws IOException {
        CounterScanner scanner = new CounterScanner();
        scanner.add(classFile());
        assertThat(scanner.inventory().unnamed()).hasSize(3);
    }

    private static byte[] classFile() throws IOException {
        try (InputStream in = Program.class.getResourceAsStream("CounterScannerTest$Program.class")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }
}
