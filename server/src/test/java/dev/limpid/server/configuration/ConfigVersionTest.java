package dev.limpid.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigVersionTest {

    @Test
    void versions_areInTheOrderOfTheirNumbers() {
        List<String> inOrder = List.of(
                "v0.0.0",
                "v0.0.9",
                "v0.0.10",
                "v0.2.0",
                "v1.0.0",
                "v1.9.99",
                "v1.10.0",
                "v1.10.1",
                "v2.0.0",
                "v10.0.0",
                "v999999999999999998.0.0",
                "v999999999999999999.0.0",
                "v999999999999999999.999999999999999999.999999999999999999");

        List<ConfigVersion> sorted =
                new ArrayList<>(inOrder.stream().map(ConfigVersion::new).toList());
        Collections.shuffle(sorted, new Random(1));
        Collections.sort(sorted);

        assertThat(sorted).extracting(ConfigVersion::text).isEqualTo(inOrder);
        assertThat(new ConfigVersion("v1.10.0")).isEqualByComparingTo(new ConfigVersion("v1.10.0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "v1", "v1.2", "1.2.3", "v01.2.3", "v1.2.3.4", "v1.2.x", "v1.2.3 ", "v1.2.1000000000000000000"
            })
    void otherTexts_areNoVersions(String text) {
        assertThat(ConfigVersion.parse(text)).isEmpty();
    }
}
