package dev.limpid.server.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    private final Pace pace = new Pace(Duration.ofSeconds(20));

    @Test
    void body_earnsItsTimeByArriving() {
        assertThat(pace.toBody(0)).isEqualTo(Duration.ofSeconds(5));
        assertThat(pace.toBody(2048)).isEqualTo(Duration.ofSeconds(7));
        assertThat(pace.toBody(512 << 10)).as("never longer than a request").isEqualTo(Duration.ofSeconds(20));
        assertThat(new Pace(Duration.ofSeconds(1)).toBody(0)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void file_mayBeTakenSlowlyButNotForEver() {
        assertThat(pace.toFile(0)).isEqualTo(Duration.ofSeconds(20));
        assertThat(pace.toFile(10 << 10)).isEqualTo(Duration.ofSeconds(30));
    }
}
