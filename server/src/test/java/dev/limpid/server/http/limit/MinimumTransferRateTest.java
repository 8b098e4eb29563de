package dev.limpid.server.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MinimumTransferRateTest {

    private final MinimumTransferRate minimumTransferRate = new MinimumTransferRate(Duration.ofSeconds(20));

    @Test
    void body_earnsItsTimeByArriving() {
        assertThat(minimumTransferRate.toBody(0)).isEqualTo(Duration.ofSeconds(5));
        assertThat(minimumTransferRate.toBody(2048)).isEqualTo(Duration.ofSeconds(7));
        assertThat(minimumTransferRate.toBody(512 << 10))
                .as("never longer than a request")
                .isEqualTo(Duration.ofSeconds(20));
        assertThat(new MinimumTransferRate(Duration.ofSeconds(1)).toBody(0)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void file_mayBeTakenSlowlyButNotForEver() {
        assertThat(minimumTransferRate.toFile(0)).isEqualTo(Duration.ofSeconds(20));
        assertThat(minimumTransferRate.toFile(10 << 10)).isEqualTo(Duration.ofSeconds(30));
    }
}
