package org.example.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limpid.counter.Counter;
import dev.limpid.testkit.TelemetryExtension;
import dev.limpid.testkit.TestTelemetry;
import dev.limpid.testkit.collection.FakeCollection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A program that has limpid-client, and nothing else of Limpid but the testkit. */
@ExtendWith(TelemetryExtension.class)
class AnswersTest {
    private static final Counter HIT = Counter.of("tool/cache:hit");
    private static final Counter MISS = Counter.of("tool/miss");

    private static final String CHARTS = """
            title: Cache
            description: whether the cache helps
            issue: https://example.org/tool/issues/1
            type: partition
            program: org.example/tool
            module: maven:org.example:tool
            counter: tool/cache:{hit,stale}
            id: cache
            """;

    @Test
    void whatAChartAsksFor_isAnswered_andNothingElse(TestTelemetry telemetry) {
        FakeCollection collection = FakeCollection.asking("charts.txt", CHARTS, "org.example/tool");
        HIT.add(3);
        MISS.increment();
        collection.receive(telemetry);

        assertEquals(3, collection.count("cache", "tool/cache:hit"));
        assertEquals(1, collection.answers().size());
        assertEquals(List.of("no question asks for \"tool/miss\""), collection.leftOut());
    }

    @Test
    void client_isTheOneJarOfTheProgram() {
        String jar = Counter.class.getProtectionDomain().getCodeSource().getLocation().getPath();

        assertTrue(jar.contains("limpid-client"), jar);
    }
}
