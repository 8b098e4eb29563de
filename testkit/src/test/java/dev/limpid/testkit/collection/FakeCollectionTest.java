package dev.limpid.testkit.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.counter.Counter;
import dev.limpid.counter.StackCounter;
import dev.limpid.testkit.TelemetryExtension;
import dev.limpid.testkit.TestTelemetry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TelemetryExtension.class)
class FakeCollectionTest {
    private static final Counter BUILD = Counter.of("tool/command:build");
    private static final Counter OTHER = Counter.of("tool/other");
    private static final StackCounter FAILED = StackCounter.of("tool/failed", 4);

    private static final String CHARTS = """
            title: Commands
            description: which commands are used
            issue: https://example.org/tool/issues/1
            type: partition
            program: org.example/tool
            module: maven:org.example:tool
            counter: tool/command:{build,test}
            id: commands
            version: 1.2
            ---
            title: Failures
            description: where it fails
            issue: https://example.org/tool/issues/2
            type: stack
            program: org.example/tool
            module: maven:org.example:tool
            counter: tool/failed
            depth: 1
            id: failures
            version: 1.2
            """;

    @Test
    void answers_areThoseThatWouldBeSent_andTheRestIsNamed(TestTelemetry telemetry) {
        FakeCollection collection = FakeCollection.asking("charts.txt", CHARTS, "org.example/tool");
        BUILD.add(3);
        OTHER.increment();
        FAILED.increment();
        collection.receive(telemetry);
        collection.receive(telemetry);

        assertThat(collection.count("commands", "tool/command:build")).isEqualTo(6);
        assertThat(collection.answers())
                .hasSize(4)
                .anyMatch(
                        json -> json.contains(
                                "\"Chart\":\"org.example/tool/commands\",\"Builds\":[{\"Version\":\"1.2\",\"Counts\":{\"tool/command:build\":3}}]"))
                .anyMatch(json -> json.contains("\"tool/failed\\n" + getClass().getName()));
        assertThat(collection.leftOut()).contains("no question asks for \"tool/other\"");
    }

    @Test
    void invalidCharts_areRefused() {
        assertThatThrownBy(() -> FakeCollection.asking("charts.txt", "title Commands", "org.example/tool"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("charts.txt:1");
        assertThatThrownBy(() -> FakeCollection.asking("charts.txt", CHARTS, "org.example/other"))
                .hasMessage("charts.txt has no chart about org.example/other");
    }
}
