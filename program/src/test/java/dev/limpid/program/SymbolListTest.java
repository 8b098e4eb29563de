package dev.limpid.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.report.PublishedSymbols;
import dev.limpid.protocol.report.PublishedSymbols.Place;
import dev.limpid.protocol.report.StackNameSyntax;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SymbolListTest {

    /** Compiled like any program. */
    static final class Program {
        private Program() {}

        static String joined(String name) {
            return "tool/command:" + name;
        }

        static Exception thrown(int times) {
            if (times > 0) {
                return thrown(times - 1);
            }
            return new Exception();
        }
    }

    @Test
    void symbols_areClassAndMethod() throws IOException {
        String owner = "dev.limpid.program.SymbolListTest$Program.";
        assertThat(SymbolList.of(classFile()))
                .extracting(PublishedSymbols::symbol)
                .containsExactly(owner + "<init>", owner + "joined", owner + "thrown");
    }

    /** The line on which this stack was counted is the one that the list gives. */
    @Test
    void symbols_leadToTheLinesThatStacksName() throws IOException {
        PublishedSymbols symbols = PublishedSymbols.of(SymbolList.of(classFile()));
        StackTraceElement thrown = Program.thrown(3).getStackTrace()[0];
        String symbol = StackNameSyntax.symbol(thrown.getClassName(), thrown.getMethodName());
        int first = symbols.places(symbol + ":+0").get(0).line();
        assertThat(first).isPositive();
        assertThat(symbols.places(symbol + ":+" + (thrown.getLineNumber() - first)))
                .containsExactly(new Place("dev/limpid/program/SymbolListTest.java", thrown.getLineNumber()));
    }

    private static byte[] classFile() throws IOException {
        try (InputStream in = Program.class.getResourceAsStream("SymbolListTest$Program.class")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }
}
