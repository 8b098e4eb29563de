package dev.limpid.server.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OpenFilesTest {

    private static final HttpLimits USUAL = HttpLimits.usual();

    @Test
    void fewFiles_leaveAQuarterForWhatIsNoConnection() {
        HttpLimits few = new OpenFiles(1024).limit(USUAL);
        assertThat(few.connections()).isEqualTo(768);
        assertThat(few.connectionsPerPrefix()).as("the same part of them").isEqualTo(96);
        assertThat(few.memoryBytes()).isEqualTo(USUAL.memoryBytes());
    }

    @Test
    void enoughFiles_changeNothing() {
        assertThat(new OpenFiles(16_384).limit(USUAL)).isSameAs(USUAL);
        assertThat(new OpenFiles(Long.MAX_VALUE).limit(USUAL)).isSameAs(USUAL);
    }

    @Test
    void anyNumberPerNetwork_staysAnyNumber() {
        HttpLimits any =
                new HttpLimits(1, USUAL.memoryBytes(), 4096, 0, Duration.ofSeconds(1), Duration.ofSeconds(1), 0);
        assertThat(new OpenFiles(150).limit(any).connectionsPerPrefix()).isZero();
    }
}
